/* pack_info.c - pack.json, roles.json and calendar.json. */
#include <stdlib.h>

#include "city/pack_int.h"
#include "city/right.h"
#include "codec/time_text.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

static const pack_field info_fields[] = {
    PACK_FIELD(pack_info, "id", id, STR, PACK_NEEDED),
    PACK_FIELD(pack_info, "version", version, STR, PACK_NEEDED),
    PACK_FIELD(pack_info, "name", name, TEXT, PACK_NEEDED),
    PACK_FIELD(pack_info, "notice", notice, TEXT, PACK_NEEDED),
    PACK_FIELD(pack_info, "simulated", simulated, BOOL, PACK_NEEDED),
    PACK_FIELD(pack_info, "utc_offset_minutes", utc_offset_minutes, INT, PACK_NEEDED),
    PACK_FIELD(pack_info, "division", division, STR, PACK_NEEDED),
};

static void read_bounds(pack_reader *r, const json_value *v, const json_value *whole)
{
    double side[4];
    size_t n = 0;
    if (v && v->kind == JSON_ARRAY && v->count == 4)
        for (const json_value *i = v->first; i && json_get_double(i, &side[n]); i = i->next)
            n++;
    geo_rect rect = { { 0, 0 }, { 0, 0 } };
    if (n == 4)
        rect = (geo_rect){ { side[1], side[0] }, { side[3], side[2] } };
    if (n == 4 && geo_point_valid(rect.min) && geo_point_valid(rect.max) &&
        rect.min.lat < rect.max.lat && rect.min.lon < rect.max.lon) {
        r->p->info.bounds = rect;
        return;
    }
    v = v ? v : whole;
    PACK_BAD(r, "pack.json", v->line, v->column,
             "bounds: write the city's rectangle as [west, south, east, north] in degrees",
             "bounds：请写城市的范围 [西, 南, 东, 北]，单位是度");
}

xc_err pack_info_load(pack_reader *r)
{
    const json_value *root;
    xc_err err = pack_file_json(r, "pack.json", true, &root);
    if (err || !root)
        return err;
    pack_info *info = &r->p->info;
    info->json = root;
    err = pack_fields_json(r, "pack.json", root, info_fields, COUNT(info_fields), info);
    if (err)
        return err;
    read_bounds(r, json_find(root, "bounds"), root);
    if (info->utc_offset_minutes < -1080 || info->utc_offset_minutes > 1080)
        PACK_BAD(r, "pack.json", root->line, root->column,
                 "utc_offset_minutes: %d is beyond 18 hours: write minutes, e.g. 480",
                 "utc_offset_minutes：%d 超过 18 小时，请写分钟数，例如 480",
                 info->utc_offset_minutes);
    const json_value *origin = json_find(root, "origin");
    if (!origin || origin->kind != JSON_ARRAY || !origin->count)
        PACK_BAD(r, "pack.json", root->line, root->column,
                 "origin: say where the content comes from: [{\"what\",\"from\",\"licence\"}]",
                 "origin：请写明内容的来源：[{\"what\",\"from\",\"licence\"}]");
    return XC_OK;
}

static const pack_field role_fields[] = {
    PACK_FIELD(pack_role, "id", id, STR, PACK_NEEDED),
    PACK_FIELD(pack_role, "name", name, TEXT, PACK_NEEDED),
    PACK_FIELD(pack_role, "screen", screen, STR, 0),
    PACK_FIELD(pack_role, "rights", rights, WORDS, PACK_NEEDED),
};

static void check_role(pack_reader *r, const pack_role *role)
{
    for (size_t i = 0; i < role->right_count; i++)
        if (!right_parse(role->rights[i]))
            PACK_BAD(r, "roles.json", role->json->line, role->json->column,
                     "role \"%.*s\": there is no right \"%.*s\" (docs/pack.md lists them)",
                     "角色“%.*s”：没有“%.*s”这种权限（见 docs/pack.md）", XC_STR_ARG(role->id),
                     XC_STR_ARG(role->rights[i]));
    for (const pack_role *other = r->p->roles.items; other < role; other++)
        if (xc_str_eq(other->id, role->id))
            PACK_BAD(r, "roles.json", role->json->line, role->json->column,
                     "role \"%.*s\" is there twice: remove one", "角色“%.*s”重复：请删去一个",
                     XC_STR_ARG(role->id));
}

xc_err pack_roles_load(pack_reader *r)
{
    const json_value *root;
    xc_err err = pack_file_json(r, "roles.json", true, &root);
    if (err || !root)
        return err;
    if (root->kind != JSON_ARRAY || !root->count)
        PACK_BAD(r, "roles.json", root->line, root->column, "write a list of roles: [{..}]",
                 "请写角色的列表：[{..}]");
    for (const json_value *v = root->first; v && root->kind == JSON_ARRAY; v = v->next) {
        pack_role *role = PACK_MORE(r, r->p->roles);
        if (!role)
            return XC_ENOMEM;
        *role = (pack_role){ .json = v };
        err = pack_fields_json(r, "roles.json", v, role_fields, COUNT(role_fields), role);
        if (err)
            return err;
        check_role(r, role);
    }
    return XC_OK;
}

/* ---- calendar ---- */
static bool parse_minute(xc_str text, int *ret)
{
    xc_str hour;
    xc_str minute = xc_str_cut(text, ':', &hour);
    int64_t h, m;
    if (!xc_str_int(hour, 0, 24, &h) || !xc_str_int(minute, 0, 59, &m) || h * 60 + m > 1440)
        return false;
    *ret = (int)(h * 60 + m);
    return true;
}

static xc_err read_hours(pack_reader *r, const json_value *list, pack_calendar *c)
{
    pack_hours *hours = xc_arena_array(r->arena, list->count + 1, sizeof *hours);
    if (!hours)
        return XC_ENOMEM;
    for (const json_value *v = list->first; v; v = v->next) {
        xc_str from, to = xc_str_cut(v->text, '-', &from);
        pack_hours *h = &hours[c->hours_count];
        bool good = parse_minute(from, &h->from_min) && parse_minute(to, &h->to_min) &&
                    h->to_min > h->from_min && (c->hours_count == 0 || h->from_min >= h[-1].to_min);
        if (good)
            c->hours_count++;
        else
            PACK_BAD(r, "calendar.json", v->line, v->column,
                     "hours: write \"09:00-12:00\", in order and without overlap",
                     "hours：请写成“09:00-12:00”，按先后、不重叠");
    }
    c->hours = hours;
    return XC_OK;
}

static void read_week(pack_reader *r, const json_value *week, const json_value *root,
                      pack_calendar *c)
{
    int64_t day;
    size_t n = 0;
    for (const json_value *v = week ? week->first : NULL; v && n < 7; v = v->next)
        if (json_get_int(v, 0, 1, &day))
            c->week[n++] = day == 1;
    if (n != 7 || !week || week->count != 7)
        PACK_BAD(r, "calendar.json", root->line, root->column,
                 "week: write seven numbers from Monday, 1 for worked: [1,1,1,1,1,0,0]",
                 "week：请从星期一起写七个数，1 表示上班：[1,1,1,1,1,0,0]");
}

static int by_day(const void *a, const void *b)
{
    int64_t x = ((const pack_day *)a)->day, y = ((const pack_day *)b)->day;
    return (x > y) - (x < y);
}

static xc_err read_exceptions(pack_reader *r, const json_value *list, pack_calendar *c)
{
    pack_day *days = xc_arena_array(r->arena, list->count + 1, sizeof *days);
    if (!days)
        return XC_ENOMEM;
    for (const json_value *v = list->first; v; v = v->next) {
        const json_value *date = v->kind == JSON_ARRAY ? v->first : NULL;
        const json_value *kind = date ? date->next : NULL;
        bool work = kind && xc_str_is(kind->text, "work");
        pack_day *d = &days[c->exception_count];
        if (kind && time_parse_date(date->text, &d->day) && d->day >= c->from_day &&
            d->day <= c->to_day && (work || xc_str_is(kind->text, "holiday"))) {
            d->worked = work;
            c->exception_count++;
        } else {
            PACK_BAD(r, "calendar.json", v->line, v->column,
                     "exceptions: write [\"2026-10-01\",\"holiday\"] or [..,\"work\"], between "
                     "from and to",
                     "exceptions：请写 [\"2026-10-01\",\"holiday\"] 或 [..,\"work\"]，日期在 from "
                     "与 to 之间");
        }
    }
    qsort(days, c->exception_count, sizeof *days, by_day);
    c->exceptions = days;
    return XC_OK;
}

xc_err pack_calendar_load(pack_reader *r)
{
    const json_value *root;
    xc_err err = pack_file_json(r, "calendar.json", true, &root);
    if (err || !root)
        return err;
    pack_calendar *c = &r->p->calendar;
    read_week(r, json_find(root, "week"), root, c);
    if (!time_parse_date(json_find_str(root, "from"), &c->from_day) ||
        !time_parse_date(json_find_str(root, "to"), &c->to_day) || c->to_day < c->from_day) {
        PACK_BAD(r, "calendar.json", root->line, root->column,
                 "from, to: write the first and the last day that are known, \"2026-12-31\"",
                 "from、to：请写已知的第一天和最后一天，如“2026-12-31”");
        return XC_OK;
    }
    static const json_value none = { .kind = JSON_ARRAY };
    const json_value *hours = json_find(root, "hours"), *exceptions = json_find(root, "exceptions");
    err = read_hours(r, hours && hours->kind == JSON_ARRAY ? hours : &none, c);
    if (!err && !c->hours_count)
        PACK_BAD(r, "calendar.json", root->line, root->column, "hours: write the hours of work",
                 "hours：请写上班时间");
    return err ? err : read_exceptions(r, exceptions ? exceptions : &none, c);
}
