/* sense_read.c - rows to SensorThings JSON: the service page, sets, entities, expansions,
 * properties. */
#include "ops/sense_read.h"

#include <stdio.h>

#include "codec/json.h"
#include "codec/time_text.h"
#include "ops/sense_query.h"

enum { MAX_ARGS = 32, MAX_SQL = 16384 };

/* one SELECT being put together */
typedef struct {
    xc_buf sql;
    store_arg args[MAX_ARGS];
    size_t arg_count;
} select_text;

typedef struct {
    store_conn *c;
    const sense_address *at;
    xc_arena *arena;
    json_writer *w;
    xc_problem *why;
} reader;

/* ---- paths ---- */

static xc_err no_segment(xc_problem *why, xc_str segment)
{
    return xc_fail(why, XC_ENOTFOUND, "path", "\"%.*s\" is not part of SensorThings here",
                   "SensorThings 里没有“%.*s”", XC_STR_ARG(segment));
}

/* 17, '17-1761845034000000' or '17-1761845034000000-2' */
static bool parse_id(sense_kind kind, xc_str text, int64_t id[3])
{
    if (kind != SENSE_OBSERVATION)
        return xc_str_int(text, 1, INT64_MAX, &id[0]);
    if (text.len < 2 || text.ptr[0] != '\'' || text.ptr[text.len - 1] != '\'')
        return false;
    xc_str part, rest = xc_str_cut((xc_str){ text.ptr + 1, text.len - 2 }, '-', &part);
    if (!xc_str_int(part, 1, INT64_MAX, &id[0]))
        return false;
    rest = xc_str_cut(rest, '-', &part);
    id[2] = 0;
    return xc_str_int(part, 0, INT64_MAX, &id[1]) &&
           (!rest.ptr || xc_str_int(rest, 1, INT64_MAX, &id[2]));
}

static bool find_kind(const sense_path *path, xc_str name, sense_segment *seg)
{
    if (path->count == 0) {
        seg->join = NULL;
        return sense_kind_of_set(name, &seg->kind);
    }
    const sense_segment *before = &path->segments[path->count - 1];
    const sense_link *link = sense_link_find(sense_entity_of(before->kind), name);
    if (!before->one || !link)
        return false;
    seg->kind = link->to;
    seg->one = !link->many;
    seg->join = link->join;
    return true;
}

static xc_err add_segment(sense_path *path, xc_str segment, xc_problem *why)
{
    xc_str name, bracket = xc_str_cut(segment, '(', &name);
    sense_segment seg = { 0 };
    if (!find_kind(path, name, &seg))
        return no_segment(why, segment);
    if (path->count == SENSE_MAX_SEGMENTS)
        return xc_fail(why, XC_ELIMIT, "path", "more than %d steps", "路径最多 %d 段",
                       SENSE_MAX_SEGMENTS);
    if (bracket.ptr) {
        bool closed = bracket.len && bracket.ptr[bracket.len - 1] == ')';
        seg.by_id = closed && !seg.one &&
                    parse_id(seg.kind, (xc_str){ bracket.ptr, bracket.len - 1 }, seg.id);
        if (!seg.by_id)
            return xc_fail(why, XC_ENOTFOUND, "path", "there is no %.*s", "没有 %.*s",
                           XC_STR_ARG(segment));
        seg.one = true;
    }
    path->segments[path->count++] = seg;
    return XC_OK;
}

static bool take_tail(sense_path *path, xc_str segment)
{
    if (!path->count)
        return false;
    const sense_segment *last = &path->segments[path->count - 1];
    if (xc_str_is(segment, "$ref"))
        return path->ref = !path->property;
    if (xc_str_is(segment, "$value"))
        return path->value = path->property;
    if (!last->one || path->property)
        return false;
    path->property = sense_column_find(sense_entity_of(last->kind), segment);
    return path->property;
}

xc_err sense_path_parse(xc_str text, sense_path *ret, xc_problem *why)
{
    sense_path path = { 0 };
    if (!xc_utf8_valid(text))
        return xc_fail(why, XC_ENOTFOUND, "path", "the address is not valid UTF-8",
                       "地址不是有效的 UTF-8");
    while (text.len) {
        xc_str segment;
        text = xc_str_cut(text, '/', &segment);
        if (path.ref || path.value)
            return no_segment(why, segment);
        if (take_tail(&path, segment))
            continue;
        if (path.property)
            return no_segment(why, segment);
        xc_err err = add_segment(&path, segment, why);
        if (err)
            return err;
    }
    *ret = path;
    return XC_OK;
}

/* ---- SQL ---- */

static xc_err add_arg(select_text *s, store_arg arg)
{
    if (s->arg_count == MAX_ARGS)
        return XC_ELIMIT;
    s->args[s->arg_count++] = arg;
    return XC_OK;
}

static void put_sql(reader *r, select_text *s, const char *sql, const char *child,
                    const char *parent)
{
    xc_buf_str(&s->sql, sense_sql(r->arena, sql, child, parent));
}

static xc_err add_id(select_text *s, sense_kind kind, const char *alias, const int64_t id[3])
{
    xc_err err = add_arg(s, (store_arg){ .kind = 'i', .i = id[0] });
    if (kind != SENSE_OBSERVATION) {
        xc_buf_printf(&s->sql, "%s.id = $%zu", alias, s->arg_count);
        return err;
    }
    size_t at = s->arg_count;
    if (!err)
        err = add_arg(s, (store_arg){ .kind = 'i', .i = id[1] });
    if (!err)
        err = add_arg(s, (store_arg){ .kind = 'i', .i = id[2] });
    xc_buf_printf(&s->sql,
                  "%s.district = (SELECT d.district FROM datastream d WHERE d.id = $%zu) AND"
                  " %s.datastream = $%zu AND %s.time = $%zu AND %s.n = $%zu",
                  alias, at, alias, at, alias, at + 1, alias, at + 2);
    return err;
}

/* the row's identity first, then each column, then extra where the entity has it */
static void put_columns(reader *r, select_text *s, const sense_entity *e, const char *alias)
{
    xc_buf_text(&s->sql, "SELECT ");
    put_sql(r, s, e->id, alias, alias);
    for (size_t i = 0; i < e->column_count; i++) {
        xc_buf_text(&s->sql, ", ");
        if (e->columns[i].form == SENSE_EXTRA)
            xc_buf_text(&s->sql, "NULL");
        else
            put_sql(r, s, e->columns[i].sql, alias, alias);
    }
    if (e == sense_entity_of(SENSE_OBSERVATION))
        xc_buf_printf(&s->sql, ", %s.extra", alias);
}

/* FROM and WHERE of a path: its last segment is a<count-1> */
static xc_err put_path(select_text *s, reader *r, const sense_path *path)
{
    char alias[32], before[32];
    xc_err err = XC_OK;
    xc_buf_text(&s->sql, " FROM ");
    for (size_t i = path->count; i-- > 0;)
        xc_buf_printf(&s->sql, "%s a%zu%s", sense_entity_of(path->segments[i].kind)->table, i,
                      i ? ", " : " WHERE 1 = 1");
    for (size_t i = 0; i < path->count && !err; i++) {
        const sense_segment *seg = &path->segments[i];
        (void)snprintf(alias, sizeof alias, "a%zu", i);
        (void)snprintf(before, sizeof before, "a%zu", i ? i - 1 : 0);
        if (seg->join) {
            xc_buf_text(&s->sql, " AND ");
            put_sql(r, s, seg->join, alias, before);
        }
        if (seg->by_id) {
            xc_buf_text(&s->sql, " AND ");
            err = add_id(s, seg->kind, alias, seg->id);
        }
    }
    return err;
}

static void put_options(reader *r, select_text *s, const sense_query *q, const char *alias)
{
    if (q->filter.ptr) {
        xc_str filter = xc_arena_str(r->arena, q->filter);
        xc_buf_text(&s->sql, " AND (");
        if (filter.ptr)
            put_sql(r, s, filter.ptr, alias, alias);
        xc_buf_byte(&s->sql, ')');
    }
}

static void put_order(reader *r, select_text *s, const sense_query *q, const char *alias)
{
    xc_buf_text(&s->sql, " ORDER BY ");
    if (q->order.ptr) {
        xc_str order = xc_arena_str(r->arena, q->order);
        if (order.ptr)
            put_sql(r, s, order.ptr, alias, alias);
        xc_buf_text(&s->sql, ", ");
    }
    put_sql(r, s, sense_entity_of(q->kind)->order, alias, alias);
    /* one row more than asked for tells whether there is a next page */
    xc_buf_printf(&s->sql, " LIMIT %lld OFFSET %lld", (long long)q->top + 1, (long long)q->skip);
}

static xc_err run_select(reader *r, select_text *s, store_stmt **ret)
{
    xc_err err = xc_buf_err(&s->sql);
    return err ? err : store_query_args(r->c, ret, xc_buf_view(&s->sql), s->args, s->arg_count);
}

/* ---- one entity as JSON ---- */

static bool selected(const sense_query *q, const char *name)
{
    for (size_t i = 0; i < q->select_count; i++)
        if (xc_str_is(q->select[i], name))
            return true;
    return q->select_count == 0;
}

static const sense_query *expanded(const sense_query *q, const sense_link *link)
{
    for (size_t i = 0; i < q->expand_count; i++)
        if (q->expand[i].link == link)
            return q->expand[i].query;
    return NULL;
}

static void put_json_text(reader *r, xc_str text)
{
    if (text.ptr)
        json_raw(r->w, text);
    else
        json_null(r->w);
}

static void put_time(reader *r, int64_t time)
{
    char text[TIME_TEXT_SIZE];
    if (time == TIME_NONE)
        json_null(r->w);
    else
        json_text(r->w, time_format(time, text));
}

/* two instants of the store, "17/42", as an interval */
static void put_interval(reader *r, xc_str both)
{
    xc_str from, to = xc_str_cut(both, '/', &from);
    int64_t start, end;
    char a[TIME_TEXT_SIZE], b[TIME_TEXT_SIZE], text[2 * TIME_TEXT_SIZE + 1];
    if (!xc_str_int(from, INT64_MIN, INT64_MAX, &start) ||
        !xc_str_int(to, INT64_MIN, INT64_MAX, &end)) {
        json_null(r->w);
        return;
    }
    (void)snprintf(text, sizeof text, "%s/%s", time_format(start, a), time_format(end, b));
    json_text(r->w, text);
}

static void put_period(reader *r, int64_t start, const json_value *extra)
{
    xc_str end = json_find_str(extra, "end");
    char a[TIME_TEXT_SIZE];
    if (!end.ptr) {
        put_time(r, start);
        return;
    }
    xc_str text = xc_arena_printf(r->arena, "%s/%.*s", time_format(start, a), XC_STR_ARG(end));
    json_str(r->w, text);
}

static void put_column(reader *r, const sense_column *col, const store_stmt *st, int at,
                       const json_value *extra)
{
    switch (col->form) {
    case SENSE_TEXT:
        json_str(r->w, store_str(st, at));
        break;
    case SENSE_JSON:
        put_json_text(r, store_str(st, at));
        break;
    case SENSE_TIME:
        put_time(r, store_int_or_none(st, at));
        break;
    case SENSE_PERIOD:
        put_period(r, store_int(st, at), extra);
        break;
    case SENSE_NUMBER:
        if (store_is_null(st, at) && json_find(extra, "result"))
            json_value_put(r->w, json_find(extra, "result"));
        else
            json_double(r->w, store_double(st, at));
        break;
    case SENSE_EXTRA:
        if (json_find(extra, col->sql))
            json_value_put(r->w, json_find(extra, col->sql));
        else
            json_null(r->w);
        break;
    case SENSE_COMPUTED:
        put_interval(r, store_str(st, at));
        break;
    }
}

static const json_value *read_extra(reader *r, const sense_entity *e, const store_stmt *st)
{
    const json_value *extra = NULL;
    if (e != sense_entity_of(SENSE_OBSERVATION))
        return NULL;
    xc_str text = xc_arena_str(r->arena, store_str(st, (int)e->column_count + 1));
    if (text.len && json_parse(text, r->arena, &extra, NULL))
        return NULL; /* what cannot be read is not shown */
    return extra;
}

static bool may_be_absent(const sense_column *col, const store_stmt *st, int at,
                          const json_value *extra)
{
    if (col->form == SENSE_EXTRA)
        return !json_find(extra, col->sql);
    return (col->form == SENSE_JSON || col->form == SENSE_COMPUTED) && !col->required &&
           store_is_null(st, at);
}

static xc_err put_set(reader *r, store_stmt *st, const sense_query *q, xc_str link_address,
                      bool single);

/* everything behind this link of one entity, in place */
static xc_err put_expanded(reader *r, const sense_entity *e, sense_kind kind,
                           const sense_link *link, const sense_query *q, const int64_t id[3],
                           xc_str link_address)
{
    select_text s = { .arg_count = q->arg_count };
    xc_buf_init(&s.sql, MAX_SQL);
    memcpy(s.args, q->args, q->arg_count * sizeof *q->args);
    put_columns(r, &s, sense_entity_of(link->to), "c");
    xc_buf_printf(&s.sql, " FROM %s c, %s p WHERE ", sense_entity_of(link->to)->table, e->table);
    xc_err err = add_id(&s, kind, "p", id);
    xc_buf_text(&s.sql, " AND ");
    put_sql(r, &s, link->join, "c", "p");
    put_options(r, &s, q, "c");
    put_order(r, &s, q, "c");
    store_stmt *st = NULL;
    if (!err)
        err = run_select(r, &s, &st);
    xc_buf_done(&s.sql);
    return err ? err : put_set(r, st, q, link_address, !link->many);
}

static xc_err put_links(reader *r, sense_kind kind, const sense_query *q, const int64_t id[3],
                        xc_str self)
{
    const sense_entity *e = sense_entity_of(kind);
    xc_err err = XC_OK;
    for (size_t i = 0; i < e->link_count && !err; i++) {
        const sense_link *link = &e->links[i];
        const sense_query *inner = expanded(q, link);
        xc_str address = xc_arena_printf(r->arena, "%.*s/%s", XC_STR_ARG(self), link->name);
        if (inner) {
            json_key(r->w, link->name);
            err = put_expanded(r, e, kind, link, inner, id, address);
        } else if (selected(q, link->name)) {
            xc_str key = xc_arena_printf(r->arena, "%s@iot.navigationLink", link->name);
            json_key_str(r->w, key);
            json_str(r->w, address);
        }
    }
    return err;
}

static void split_id(sense_kind kind, xc_str text, int64_t id[3])
{
    xc_str part, rest = xc_str_cut(text, '-', &part);
    id[0] = id[1] = id[2] = 0;
    (void)xc_str_int(part, 0, INT64_MAX, &id[0]); /* the store wrote it */
    if (kind != SENSE_OBSERVATION)
        return;
    rest = xc_str_cut(rest, '-', &part);
    (void)xc_str_int(part, 0, INT64_MAX, &id[1]);
    (void)xc_str_int(rest, 0, INT64_MAX, &id[2]); /* missing: 0 */
}

static xc_err put_entity(reader *r, const store_stmt *st, const sense_query *q)
{
    const sense_entity *e = sense_entity_of(q->kind);
    bool quoted = q->kind == SENSE_OBSERVATION;
    xc_str id_text = xc_arena_str(r->arena, store_str(st, 0));
    xc_str self = xc_arena_printf(r->arena, quoted ? "%.*s/%s('%.*s')" : "%.*s/%s(%.*s)",
                                  XC_STR_ARG(r->at->base), e->set, XC_STR_ARG(id_text));
    if (!id_text.ptr || !self.ptr)
        return XC_ELIMIT;
    int64_t id[3];
    split_id(q->kind, id_text, id);
    const json_value *extra = read_extra(r, e, st);
    json_open_object(r->w);
    if (selected(q, "id") || selected(q, "@iot.id")) {
        json_key(r->w, "@iot.id");
        if (quoted)
            json_str(r->w, id_text);
        else
            json_raw(r->w, id_text);
        json_put_str(r->w, "@iot.selfLink", self);
    }
    for (size_t i = 0; i < e->column_count; i++) {
        const sense_column *col = &e->columns[i];
        if (!selected(q, col->name) || may_be_absent(col, st, (int)i + 1, extra))
            continue;
        json_key(r->w, col->name);
        put_column(r, col, st, (int)i + 1, extra);
    }
    xc_err err = put_links(r, q->kind, q, id, self);
    json_close_object(r->w);
    return err ? err : xc_buf_err(r->w->out);
}

/* a list as it stands inside an entity, or (single) one entity or null */
static xc_err put_set(reader *r, store_stmt *st, const sense_query *q, xc_str link_address,
                      bool single)
{
    xc_err err = XC_OK;
    int64_t shown = 0;
    bool more = false;
    if (!single)
        json_open_array(r->w);
    while (!err && store_row(st)) {
        more = shown == q->top;
        if (more || (single && shown))
            break;
        shown++;
        err = put_entity(r, st, q);
    }
    if (!single)
        json_close_array(r->w);
    else if (!shown)
        json_null(r->w);
    xc_err end = store_end(st);
    if (!err && more && !single) {
        xc_str key = xc_arena_printf(r->arena, "%s@iot.nextLink", sense_entity_of(q->kind)->set);
        json_key_str(r->w, key);
        json_str(r->w,
                 xc_arena_printf(r->arena, "%.*s?$top=%lld&$skip=%lld", XC_STR_ARG(link_address),
                                 (long long)q->top, (long long)(q->skip + q->top)));
    }
    return err ? err : end;
}

/* ---- whole answers ---- */

static void put_service_page(reader *r)
{
    static const char *const offered[] = {
        "http://www.opengis.net/spec/iot_sensing/1.1/req/datamodel",
        "http://www.opengis.net/spec/iot_sensing/1.1/req/resource-path/resource-path-to-entities",
        "http://www.opengis.net/spec/iot_sensing/1.1/req/create-update-delete/create-entity",
        "http://www.opengis.net/spec/iot_sensing/1.1/req/create-update-delete/deep-insert",
        "http://www.opengis.net/spec/iot_sensing/1.1/req/data-array/data-array",
    };
    json_open_object(r->w);
    json_key(r->w, "value");
    json_open_array(r->w);
    for (int kind = 0; kind < SENSE_KINDS; kind++) {
        const char *set = sense_entity_of((sense_kind)kind)->set;
        json_open_object(r->w);
        json_put_text(r->w, "name", set);
        json_put_str(r->w, "url",
                     xc_arena_printf(r->arena, "%.*s/%s", XC_STR_ARG(r->at->base), set));
        json_close_object(r->w);
    }
    json_close_array(r->w);
    json_key(r->w, "serverSettings");
    json_open_object(r->w);
    json_key(r->w, "conformance");
    json_open_array(r->w);
    for (size_t i = 0; i < sizeof offered / sizeof offered[0]; i++)
        json_text(r->w, offered[i]);
    json_close_array(r->w);
    json_close_object(r->w);
    json_close_object(r->w);
}

static xc_err select_path(reader *r, const sense_path *path, const sense_query *q, bool counting,
                          store_stmt **ret)
{
    select_text s = { .arg_count = q->arg_count };
    xc_buf_init(&s.sql, MAX_SQL);
    memcpy(s.args, q->args, q->arg_count * sizeof *q->args);
    char alias[32];
    (void)snprintf(alias, sizeof alias, "a%zu", path->count - 1);
    if (counting)
        xc_buf_text(&s.sql, "SELECT count(*)");
    else
        put_columns(r, &s, sense_entity_of(q->kind), alias);
    xc_err err = put_path(&s, r, path);
    put_options(r, &s, q, alias);
    if (!counting)
        put_order(r, &s, q, alias);
    if (!err)
        err = run_select(r, &s, ret);
    xc_buf_done(&s.sql);
    return err;
}

static xc_err put_count(reader *r, const sense_path *path, const sense_query *q)
{
    store_stmt *st;
    xc_err err = select_path(r, path, q, true, &st);
    if (err)
        return err;
    if (store_row(st))
        json_put_int(r->w, "@iot.count", store_int(st, 0));
    return store_end(st);
}

/* the same request with $skip moved on */
static void put_next_link(reader *r, const sense_query *q)
{
    xc_buf link;
    xc_buf_init(&link, 8192);
    xc_buf_printf(&link, "%.*s/%.*s?", XC_STR_ARG(r->at->base), XC_STR_ARG(r->at->path));
    xc_str rest = r->at->raw_query;
    while (rest.len) {
        xc_str option;
        rest = xc_str_cut(rest, '&', &option);
        if (xc_str_starts(option, XC_STR("$skip=")) || xc_str_starts(option, XC_STR("%24skip=")) ||
            !option.len)
            continue;
        xc_buf_str(&link, option);
        xc_buf_byte(&link, '&');
    }
    xc_buf_printf(&link, "$skip=%lld", (long long)(q->skip + q->top));
    json_put_str(r->w, "@iot.nextLink", xc_buf_view(&link));
    xc_buf_done(&link);
}

static xc_err put_list(reader *r, const sense_path *path, const sense_query *q)
{
    json_open_object(r->w);
    xc_err err = q->count ? put_count(r, path, q) : XC_OK;
    store_stmt *st;
    if (!err)
        err = select_path(r, path, q, false, &st);
    if (err)
        return err;
    json_key(r->w, "value");
    json_open_array(r->w);
    int64_t shown = 0;
    bool more = false;
    while (!err && store_row(st)) {
        more = shown++ == q->top;
        if (more)
            break;
        err = put_entity(r, st, q);
    }
    json_close_array(r->w);
    xc_err end = store_end(st);
    if (!err && more && q->top)
        put_next_link(r, q);
    json_close_object(r->w);
    return err ? err : end;
}

static xc_err put_property(reader *r, const sense_path *path, const store_stmt *st,
                           const sense_entity *e)
{
    int at = (int)(path->property - e->columns) + 1;
    const json_value *extra = read_extra(r, e, st);
    if (path->value && path->property->form == SENSE_TEXT) {
        xc_buf_str(r->w->out, store_str(st, at));
        return XC_OK;
    }
    if (!path->value) {
        json_open_object(r->w);
        json_key(r->w, path->property->name);
    }
    put_column(r, path->property, st, at, extra);
    if (!path->value)
        json_close_object(r->w);
    return XC_OK;
}

static xc_err put_one(reader *r, const sense_path *path, const sense_query *q)
{
    store_stmt *st;
    xc_err err = select_path(r, path, q, false, &st);
    if (err)
        return err;
    const sense_entity *e = sense_entity_of(q->kind);
    if (!store_row(st))
        err = xc_fail(r->why, XC_ENOTFOUND, "path", "there is no such %s (%.*s)",
                      "没有这个 %s（%.*s）", e->one, XC_STR_ARG(r->at->path));
    else if (path->property)
        err = put_property(r, path, st, e);
    else
        err = put_entity(r, st, q);
    xc_err end = store_end(st);
    return err ? err : end;
}

/* a list below an entity that does not exist is not an empty list */
static xc_err check_parent(reader *r, const sense_path *path)
{
    if (path->count < 2)
        return XC_OK;
    sense_path parent = *path;
    parent.count--;
    parent.property = NULL;
    sense_query q = { .kind = parent.segments[parent.count - 1].kind, .top = 1 };
    store_stmt *st;
    xc_err err = select_path(r, &parent, &q, false, &st);
    if (err)
        return err;
    bool found = store_row(st);
    err = store_end(st);
    if (err || found)
        return err;
    return xc_fail(r->why, XC_ENOTFOUND, "path", "there is no such %s (%.*s)",
                   "没有这个 %s（%.*s）", sense_entity_of(q.kind)->one, XC_STR_ARG(r->at->path));
}

xc_err sense_read(store_conn *c, const sense_path *path, const sense_address *at, xc_arena *arena,
                  xc_buf *out, bool *ret_text, xc_problem *why)
{
    json_writer w = json_writer_on(out);
    reader r = { .c = c, .at = at, .arena = arena, .w = &w, .why = why };
    *ret_text = path->value;
    if (path->count == 0) {
        put_service_page(&r);
        return xc_buf_err(out);
    }
    const sense_segment *last = &path->segments[path->count - 1];
    const sense_query *q;
    xc_err err = sense_query_parse(at->raw_query, last->kind, at->now_us, arena, &q, why);
    if (err)
        return err;
    sense_query only_refs = *q;
    if (path->ref) {
        only_refs.select_count = 1;
        only_refs.select[0] = XC_STR("@iot.id");
        q = &only_refs;
    }
    err = last->one ? put_one(&r, path, q) : check_parent(&r, path);
    if (!err && !last->one)
        err = put_list(&r, path, q);
    return err ? err : xc_buf_err(out);
}
