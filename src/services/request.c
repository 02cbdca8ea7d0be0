/* request.c - a report becomes a case: checked, placed, sealed, told what happens next. */
#include "services/request.h"

#include <stdio.h>

#include "city/party_seal.h"
#include "services/request_int.h"
#include "services/services_int.h"

enum { MAX_SEALED = 64 << 10 };

xc_str request_context(int64_t case_id, char to[REQUEST_CONTEXT_SIZE])
{
    int n = snprintf(to, REQUEST_CONTEXT_SIZE, "request:%lld", (long long)case_id);
    return (xc_str){ to, n > 0 ? (size_t)n : 0 };
}

static xc_str or_none(xc_str s)
{
    return s.ptr ? s : XC_STR("");
}

/* ---- checks ---- */

static xc_err check_text(xc_str text, const char *where, size_t max, xc_problem *why)
{
    if (text.len <= max && xc_utf8_valid(text))
        return XC_OK;
    return xc_fail(why, XC_EINVAL, where, "%s must be UTF-8 of at most %zu bytes",
                   "%s 必须是 UTF-8，最多 %zu 字节", where + 1, max);
}

static xc_err check_texts(const request_new *n, xc_problem *why)
{
    const struct {
        const char *where;
        xc_str text;
        size_t max;
    } all[] = { { "/description", n->words, REQUEST_MAX_WORDS },
                { "/address_string", n->address, REQUEST_MAX_FIELD },
                { "/first_name", n->first_name, REQUEST_MAX_FIELD },
                { "/last_name", n->last_name, REQUEST_MAX_FIELD },
                { "/phone", n->phone, REQUEST_MAX_FIELD },
                { "/email", n->email, REQUEST_MAX_FIELD },
                { "/device_id", n->device, REQUEST_MAX_FIELD },
                { "/media_url", n->media_url, REQUEST_MAX_URL } };
    xc_err err = XC_OK;
    for (size_t i = 0; i < sizeof all / sizeof *all && !err; i++)
        err = check_text(all[i].text, all[i].where, all[i].max, why);
    bool web = !n->media_url.len || xc_str_starts(n->media_url, XC_STR("https://")) ||
               xc_str_starts(n->media_url, XC_STR("http://"));
    if (!err && !web)
        err = xc_fail(why, XC_EINVAL, "/media_url", "media_url must begin with https:// or http://",
                      "media_url 必须以 https:// 或 http:// 开头");
    return err;
}

static xc_err check_place(const services *sv, const request_new *n, xc_problem *why)
{
    geo_rect b = pack_info_of(sv->pack)->bounds;
    if (!n->placed && !xc_str_trim(or_none(n->address)).len)
        return xc_fail(why, XC_EINVAL, "/lat", "say where: lat and long, or an address",
                       "请说明地点：lat 和 long，或者地址");
    if (n->placed && !geo_rect_has(b, (geo_point){ n->lat, n->lon }))
        return xc_fail(why, XC_EINVAL, "/lat", "%.5f, %.5f is not in this city",
                       "%.5f, %.5f 不在本市", n->lat, n->lon);
    return XC_OK;
}

static const json_value *attribute_of(const pack_request_type *t, xc_str code)
{
    for (const json_value *v = t->attributes ? t->attributes->first : NULL; v; v = v->next)
        if (xc_str_eq(json_find_str(v, "code"), code))
            return v;
    return NULL;
}

static bool is_listed(const json_value *attribute, const json_value *value)
{
    const json_value *values = json_find(attribute, "values");
    bool found = !values; /* free text */
    for (const json_value *v = values ? values->first : NULL; v && !found; v = v->next)
        found = value->kind == JSON_STRING && xc_str_eq(json_find_str(v, "key"), value->text);
    return found;
}

static xc_err bad_attribute(const json_value *value, xc_str code, xc_problem *why)
{
    char where[80];
    (void)snprintf(where, sizeof where, "/attribute/%.*s", code.len > 40 ? 40 : (int)code.len,
                   code.len ? code.ptr : "");
    if (value)
        return xc_fail(why, XC_EINVAL, where, "this value is not one of those to choose from",
                       "这个值不在可选的范围内");
    return xc_fail(why, XC_EINVAL, where, "this question needs an answer", "这个问题需要回答");
}

static xc_err check_given(const pack_request_type *t, const json_value *given, xc_problem *why)
{
    const json_value *known = attribute_of(t, given->key);
    if (!known)
        return xc_fail(why, XC_EINVAL, "/attribute", "this type has no attribute \"%.*s\"",
                       "这一类没有属性“%.*s”", XC_STR_ARG(given->key));
    if (given->kind == JSON_STRING)
        return is_listed(known, given) ? XC_OK : bad_attribute(given, given->key, why);
    bool good = given->kind == JSON_ARRAY && given->count;
    for (const json_value *v = good ? given->first : NULL; v && good; v = v->next)
        good = is_listed(known, v);
    return good ? XC_OK : bad_attribute(given, given->key, why);
}

static xc_err check_attributes(const pack_request_type *t, const request_new *n, xc_problem *why)
{
    xc_err err = XC_OK;
    if (n->attributes && n->attributes->count > REQUEST_MAX_ATTRIBUTES)
        return xc_fail(why, XC_EINVAL, "/attribute", "at most %d attributes", "属性最多 %d 个",
                       (int)REQUEST_MAX_ATTRIBUTES);
    for (const json_value *v = n->attributes ? n->attributes->first : NULL; v && !err; v = v->next)
        err = check_given(t, v, why);
    for (const json_value *v = t->attributes ? t->attributes->first : NULL; v && !err;
         v = v->next) {
        bool needed = false;
        xc_str code = json_find_str(v, "code");
        (void)json_get_bool(json_find(v, "required"), &needed); /* missing: it is not */
        bool given = false;
        for (const json_value *g = n->attributes ? n->attributes->first : NULL; g; g = g->next)
            given = given || xc_str_eq(g->key, code);
        if (needed && !given)
            err = bad_attribute(NULL, code, why);
    }
    return err;
}

static xc_err check(const services *sv, const request_new *n, const pack_request_type *t,
                    xc_problem *why)
{
    if (!t)
        return xc_fail(why, XC_ENOTFOUND, "/service_code", "there is nothing to report as \"%.*s\"",
                       "没有“%.*s”这一类", n->type.len > 40 ? 40 : (int)n->type.len,
                       n->type.len ? n->type.ptr : "");
    xc_err err = check_texts(n, why);
    if (!err && !xc_str_trim(or_none(n->words)).len && !(n->attributes && n->attributes->count))
        err = xc_fail(why, XC_EINVAL, "/description", "say in your own words what is wrong",
                      "请用自己的话说说是什么事");
    if (!err)
        err = check_place(sv, n, why);
    return err ? err : check_attributes(t, n, why);
}

/* ---- the row ---- */

static xc_err seal(const services *sv, int64_t case_id, const request_new *n, xc_buf *ret)
{
    char context[REQUEST_CONTEXT_SIZE];
    xc_buf text;
    xc_buf_init(&text, MAX_SEALED);
    json_writer w = json_writer_on(&text);
    json_open_object(&w);
    json_put_str(&w, "words", or_none(n->words));
    json_put_str(&w, "first_name", or_none(n->first_name));
    json_put_str(&w, "last_name", or_none(n->last_name));
    json_put_str(&w, "phone", or_none(n->phone));
    json_put_str(&w, "email", or_none(n->email));
    json_put_str(&w, "device", or_none(n->device));
    json_close_object(&w);
    xc_err err = xc_buf_err(&text);
    if (!err)
        err =
            party_seal_close(sv->seal, request_context(case_id, context), xc_buf_view(&text), ret);
    xc_buf_done(&text);
    return err;
}

static xc_err insert(const services *sv, loop_tx *tx, int64_t case_id, const request_new *n)
{
    xc_buf sealed, attributes;
    xc_buf_init(&sealed, MAX_SEALED + PARTY_SEAL_OVERHEAD);
    xc_buf_init(&attributes, MAX_SEALED);
    json_writer w = json_writer_on(&attributes);
    if (n->attributes)
        json_value_put(&w, n->attributes);
    else
        json_raw(&w, XC_STR("{}"));
    xc_err err = seal(sv, case_id, n, &sealed);
    if (!err)
        err = xc_buf_err(&attributes);
    if (!err)
        err = store_run(loop_db(tx), NULL,
                        "INSERT INTO service_request (case_id, type, source, user_id, address,"
                        " media_url, attributes, requested_at, sealed)"
                        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                        "ississsib", case_id, n->type, n->source, loop_actor_of(tx)->user_id,
                        or_none(n->address), or_none(n->media_url), xc_buf_view(&attributes),
                        loop_now_us(tx), xc_buf_view(&sealed));
    if (!err && n->placed)
        err = store_run(loop_db(tx), NULL,
                        "UPDATE service_request SET lat = $1, lon = $2 WHERE case_id = $3", "ddi",
                        n->lat, n->lon, case_id);
    xc_buf_done(&sealed);
    xc_buf_done(&attributes);
    return err;
}

/* ---- the case ---- */

static const feel_value *text_value(xc_arena *a, pack_text t)
{
    const feel_value *v = feel_with(a, feel_null(), XC_STR("zh"), feel_string(a, t.zh));
    return feel_with(a, v, XC_STR("en"), feel_string(a, t.en));
}

/* What the process decides by; words and persons stay sealed. */
static const feel_value *variables(const request_new *n, const pack_request_type *t,
                                   const case_new *c, xc_arena *a)
{
    const struct {
        const char *name;
        const feel_value *value;
    } all[] = { { "type", feel_string(a, t->code) },
                { "type_name", text_value(a, t->name) },
                { "kind", feel_string(a, t->kind) },
                { "group", feel_string(a, t->group) },
                { "place", text_value(a, c->place) },
                { "division", feel_string(a, c->division) },
                { "source", feel_string(a, n->source) },
                { "attributes", n->attributes ? feel_from_json(a, n->attributes) : feel_null() } };
    const feel_value *v = feel_null();
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        v = feel_with(a, v, xc_str_of(all[i].name), all[i].value);
    return v;
}

static void place_case(const services *sv, const request_new *n, case_new *c)
{
    const pack_division *d =
        n->placed ? pack_division_at(sv->pack, (geo_point){ n->lat, n->lon }) : NULL;
    if (!d)
        d = pack_division_find(sv->pack, pack_info_of(sv->pack)->division);
    c->division = d ? d->code : pack_info_of(sv->pack)->division;
    c->place = d ? d->name : pack_info_of(sv->pack)->name;
    if (xc_str_trim(or_none(n->address)).len)
        c->place = (pack_text){ n->address, n->address };
    c->has_place = n->placed;
    c->lat = n->lat;
    c->lon = n->lon;
}

static xc_err open_case(const services *sv, loop_tx *tx, const request_new *n,
                        const pack_request_type *t, int64_t *ret, xc_problem *why)
{
    xc_arena *a = loop_arena(tx);
    const pack_scenario *s = t->scenario;
    int64_t level;
    case_new c = { .scenario = s->id,
                   .process = s->process->id,
                   .prefix = s->case_prefix,
                   .level = 3,
                   .event_time_us = loop_now_us(tx) };
    place_case(sv, n, &c);
    c.variables = variables(n, t, &c, a);
    const pack_blank blanks[] = { { XC_STR("place"), c.place }, { XC_STR("type"), t->name } };
    xc_err err = pack_text_fill(s->title, blanks, 2, a, &c.title);
    const feel_value *by_rule =
        s->level ? feel_eval(s->level, c.variables, a, NULL, NULL) : feel_null();
    if (feel_to_int(by_rule, &level) && level >= 1 && level <= 4)
        c.level = (int)level;
    return err ? err : case_open(sv->engine, tx, &c, ret, why);
}

static bool take_first(const request_row *row, void *ctx)
{
    request_opened *ret = ctx;
    if (row->case_id == ret->case_id)
        return true;
    ret->near = row->no;
    return false;
}

/* what the scenario says to those who report: its notify text "received" */
static xc_err say_what_comes(const pack_request_type *t, xc_arena *a, request_opened *ret)
{
    pack_text pattern = pack_text_of(json_find(json_find(t->scenario->json, "notify"), "received"));
    const pack_blank blanks[] = { { XC_STR("no"), { ret->no, ret->no } },
                                  { XC_STR("type"), t->name } };
    ret->notice = (pack_text){ XC_STR(""), XC_STR("") };
    return pattern.zh.ptr ? pack_text_fill(pattern, blanks, 2, a, &ret->notice) : XC_OK;
}

/* A resident who leaves it empty is called at the number that the city knows. */
static xc_err fill_from_party(const services *sv, loop_tx *tx, request_new *n)
{
    int64_t party;
    party_fact *facts;
    size_t count;
    if (n->phone.len || n->first_name.len || n->last_name.len || n->email.len)
        return XC_OK;
    xc_err err = party_of_user(loop_db(tx), loop_actor_of(tx)->user_id, &party);
    if (err)
        return err == XC_ENOTFOUND ? XC_OK : err;
    err = party_facts(loop_db(tx), sv->seal, party, loop_arena(tx), &facts, &count);
    if (err)
        return err;
    const party_fact *name = party_fact_find(facts, count, "name");
    const party_fact *phone = party_fact_find(facts, count, "phone");
    if (name)
        n->first_name = name->value;
    if (phone)
        n->phone = phone->value;
    return XC_OK;
}

xc_err request_open(const services *sv, loop_tx *tx, const request_new *n, request_opened *ret,
                    xc_problem *why)
{
    request_new whole = *n;
    const pack_request_type *t = pack_request_type_find(sv->pack, or_none(n->type));
    case_brief brief;
    request_opened done = { .near = XC_STR("") };
    xc_arena *a = loop_arena(tx);
    xc_err err = check(sv, n, t, why);
    if (!err)
        err = open_case(sv, tx, n, t, &done.case_id, why);
    if (!err)
        err = fill_from_party(sv, tx, &whole);
    if (!err)
        err = insert(sv, tx, done.case_id, &whole);
    if (!err)
        err = case_get(loop_db(tx), done.case_id, a, &brief);
    if (err)
        return err;
    done.no = brief.no;
    err = say_what_comes(t, a, &done);
    if (!err && n->placed && t->near_m)
        err = request_near(sv, loop_db(tx), t, n->lat, n->lon, 2, a, take_first, &done);
    if (!err)
        *ret = done;
    return err;
}
