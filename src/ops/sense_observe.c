/* sense_observe.c - readings: from JSON to rows, each once, each looked at by the rules. */
#include <math.h>

#include "codec/time_text.h"
#include "ops/latest.h"
#include "ops/sense_int.h"

/* ---- reading the JSON ---- */

static xc_err bad_time(xc_problem *why, const char *where, xc_str text)
{
    return xc_fail(why, XC_EINVAL, where, "\"%.*s\" is no time; write it like 2026-07-29T11:42:06Z",
                   "“%.*s”不是时间，请写成 2026-07-29T11:42:06Z", XC_STR_ARG(text));
}

/* phenomenonTime is an instant or an interval "start/end"; the end goes to extra */
static xc_err parse_period(const json_value *v, const char *where, int64_t *ret_start,
                           xc_str *ret_end, xc_problem *why)
{
    if (!v || v->kind == JSON_NULL)
        return XC_OK;
    xc_str start, end = { 0 };
    if (v->kind == JSON_STRING)
        end = xc_str_cut(v->text, '/', &start);
    int64_t from, to;
    if (v->kind != JSON_STRING || !time_parse(start, &from) || (end.ptr && !time_parse(end, &to)))
        return bad_time(why, where, v->text);
    if (end.ptr && to < from)
        return xc_fail(why, XC_EINVAL, where, "the interval ends before it starts",
                       "时间段的结束早于开始");
    *ret_start = from;
    *ret_end = end;
    return XC_OK;
}

static xc_err parse_result(const json_value *v, sense_reading *row, xc_problem *why)
{
    if (!v)
        return xc_fail(why, XC_EINVAL, "/result", "an observation needs a result",
                       "观测缺少 result（结果）");
    row->shown = v->text;
    row->is_number = v->kind == JSON_NUMBER;
    if (row->is_number && !json_get_double(v, &row->value))
        return xc_fail(why, XC_EINVAL, "/result", "the number %.*s is too large to store",
                       "数值 %.*s 太大，存不下", XC_STR_ARG(v->text));
    return XC_OK;
}

/* the parts that few observations have stand together in one JSON object */
static xc_err collect_extra(const json_value *json, const sense_reading *row, xc_str end,
                            xc_arena *arena, xc_str *ret)
{
    static const struct {
        const char *from, *to;
    } parts[] = { { "resultQuality", "quality" },
                  { "validTime", "valid" },
                  { "parameters", "parameters" },
                  { "FeatureOfInterest", "feature" } };
    xc_buf out;
    xc_buf_init(&out, 1 << 20);
    json_writer w = json_writer_on(&out);
    bool any = false;
    json_open_object(&w);
    if (end.ptr) {
        json_put_str(&w, "end", end);
        any = true;
    }
    if (!row->is_number) {
        json_key(&w, "result");
        json_value_put(&w, json_find(json, "result"));
        any = true;
    }
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        const json_value *v = json_find(json, parts[i].from);
        if (!v || v->kind == JSON_NULL)
            continue;
        json_key(&w, parts[i].to);
        json_value_put(&w, v);
        any = true;
    }
    json_close_object(&w);
    xc_err err = xc_buf_err(&out);
    if (!err && any) {
        *ret = xc_arena_str(arena, xc_buf_view(&out));
        err = ret->ptr ? XC_OK : XC_ELIMIT;
    }
    xc_buf_done(&out);
    return err;
}

static xc_err parse_stream(const json_value *json, int64_t *stream, xc_problem *why)
{
    const json_value *id = json_find(json_find(json, "Datastream"), "@iot.id");
    if (!id && *stream)
        return XC_OK;
    if (!json_get_int(id, 1, INT64_MAX, stream))
        return xc_fail(why, XC_EINVAL, "/Datastream",
                       "say which datastream observed it: {\"Datastream\":{\"@iot.id\":1}}",
                       "请写明是哪个数据流：{\"Datastream\":{\"@iot.id\":1}}");
    return XC_OK;
}

xc_err sense_reading_parse(const json_value *json, int64_t stream, xc_arena *arena,
                           sense_reading *ret, xc_problem *why)
{
    if (!json || json->kind != JSON_OBJECT)
        return xc_fail(why, XC_EINVAL, "/", "an observation is a JSON object",
                       "观测应是一个 JSON 对象");
    sense_reading row = { .stream = stream, .time = TIME_NONE, .result_time = TIME_NONE };
    xc_str end = { 0 }, ignored = { 0 };
    xc_err err = parse_stream(json, &row.stream, why);
    if (!err)
        err = parse_result(json_find(json, "result"), &row, why);
    if (!err)
        err = parse_period(json_find(json, "phenomenonTime"), "/phenomenonTime", &row.time, &end,
                           why);
    if (!err)
        err = parse_period(json_find(json, "resultTime"), "/resultTime", &row.result_time, &ignored,
                           why);
    if (!err)
        err = collect_extra(json, &row, end, arena, &row.extra);
    if (!err)
        *ret = row;
    return err;
}

/* ---- data arrays ---- */

enum { MAX_COMPONENTS = 8 };

typedef enum { PART_TIME, PART_RESULT, PART_RESULT_TIME, PART_FEATURE, PART_OTHER } part;

static part part_of(xc_str name)
{
    static const char *const names[] = { "phenomenonTime", "result", "resultTime",
                                         "FeatureOfInterest/id" };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (xc_str_is(name, names[i]))
            return (part)i;
    return PART_OTHER;
}

static xc_err parse_components(const json_value *group, part parts[MAX_COMPONENTS], size_t *ret,
                               xc_problem *why)
{
    const json_value *names = json_find(group, "components");
    if (!names || names->kind != JSON_ARRAY || names->count == 0 || names->count > MAX_COMPONENTS)
        return xc_fail(why, XC_EINVAL, "/components",
                       "components lists the columns, e.g. [\"phenomenonTime\",\"result\"]",
                       "components 要列出各列，例如 [\"phenomenonTime\",\"result\"]");
    size_t count = 0;
    bool has_result = false;
    for (const json_value *v = names->first; v; v = v->next, count++) {
        parts[count] = v->kind == JSON_STRING ? part_of(v->text) : PART_OTHER;
        has_result |= parts[count] == PART_RESULT;
        if (parts[count] == PART_OTHER)
            return xc_fail_at(why, XC_EINVAL, "/components", v->line, v->column,
                              "the column \"%.*s\" is not known", "不认识列“%.*s”",
                              XC_STR_ARG(v->text));
    }
    if (!has_result)
        return xc_fail(why, XC_EINVAL, "/components", "the column result is missing",
                       "缺少 result 列");
    *ret = count;
    return XC_OK;
}

/* a wrong row is that row's error only: the others are stored (18-088, 12.4.1) */
static xc_err parse_array_row(const json_value *cells, const part *parts, size_t count,
                              xc_arena *arena, sense_reading *row)
{
    if (cells->kind != JSON_ARRAY || cells->count != count)
        return XC_EINVAL;
    xc_str end = { 0 }, ignored = { 0 };
    const json_value *cell = cells->first;
    xc_err err = XC_OK;
    for (size_t i = 0; i < count && !err; i++, cell = cell->next) {
        if (parts[i] == PART_RESULT)
            err = parse_result(cell, row, NULL);
        else if (parts[i] == PART_TIME)
            err = parse_period(cell, "", &row->time, &end, NULL);
        else if (parts[i] == PART_RESULT_TIME)
            err = parse_period(cell, "", &row->result_time, &ignored, NULL);
        if (!err && parts[i] == PART_RESULT && !row->is_number) {
            xc_str json = sense_json_text(arena, cell);
            row->extra = xc_arena_printf(arena, "{\"result\":%.*s}", XC_STR_ARG(json));
            err = row->extra.ptr ? XC_OK : XC_ELIMIT;
        }
    }
    return err;
}

static xc_err parse_group(const json_value *group, xc_arena *arena, sense_reading *rows, size_t max,
                          size_t *used, xc_problem *why)
{
    int64_t stream = 0;
    part parts[MAX_COMPONENTS];
    size_t components = 0;
    xc_err err = parse_stream(group, &stream, why);
    if (!err)
        err = parse_components(group, parts, &components, why);
    const json_value *data = json_find(group, "dataArray");
    if (!err && (!data || data->kind != JSON_ARRAY))
        err = xc_fail(why, XC_EINVAL, "/dataArray", "dataArray is missing", "缺少 dataArray");
    for (const json_value *v = err ? NULL : data->first; v; v = v->next) {
        if (*used == max)
            return xc_fail(why, XC_ELIMIT, "/dataArray", "more than %d rows in one request",
                           "一次最多 %d 行", SENSE_MAX_ROWS);
        sense_reading *row = &rows[(*used)++];
        *row = (sense_reading){ .stream = stream, .time = TIME_NONE, .result_time = TIME_NONE };
        row->err = parse_array_row(v, parts, components, arena, row);
    }
    return err;
}

static size_t count_rows(const json_value *json)
{
    size_t count = 0;
    for (const json_value *group = json->first; group; group = group->next) {
        const json_value *data = json_find(group, "dataArray");
        count += data ? data->count : 0;
    }
    return count;
}

xc_err sense_data_array_parse(const json_value *json, xc_arena *arena, sense_reading **ret,
                              size_t *ret_count, xc_problem *why)
{
    if (!json || json->kind != JSON_ARRAY)
        return xc_fail(why, XC_EINVAL, "/",
                       "CreateObservations takes a list of {Datastream, components, dataArray}",
                       "CreateObservations 需要 {Datastream, components, dataArray} 的列表");
    size_t max = count_rows(json);
    if (max > SENSE_MAX_ROWS)
        return xc_fail(why, XC_ELIMIT, "/", "more than %d rows in one request", "一次最多 %d 行",
                       SENSE_MAX_ROWS);
    sense_reading *rows = xc_arena_array(arena, max, sizeof *rows);
    if (!rows)
        return XC_ELIMIT;
    size_t used = 0;
    for (const json_value *group = json->first; group; group = group->next) {
        xc_err err = parse_group(group, arena, rows, max, &used, why);
        if (err)
            return err;
    }
    *ret = rows;
    *ret_count = used;
    return XC_OK;
}

/* ---- storing ---- */

static xc_err note_implausible(loop_tx *tx, const sense_stream *stream, const sense_reading *row)
{
    return store_run(loop_db(tx), NULL,
                     "INSERT INTO implausible (datastream, time, value, received, count)"
                     " VALUES ($1, $2, $3, $4, 1) ON CONFLICT (datastream) DO UPDATE SET"
                     " time = excluded.time, value = excluded.value, received = excluded.received,"
                     " count = implausible.count + 1",
                     "iisi", stream->id, row->time, row->shown, loop_now_us(tx));
}

static xc_err refuse_unlikely(const sense_stream *stream, const sense_reading *row, int64_t now,
                              xc_problem *why)
{
    if (row->time > now + SENSE_FUTURE_US) {
        char text[TIME_TEXT_SIZE];
        return xc_fail(why, XC_EREFUSED, "/phenomenonTime",
                       "%s is more than 10 minutes in the future; check the device's clock",
                       "%s 比现在晚 10 分钟以上，请检查设备时钟", time_format(row->time, text));
    }
    if (row->is_number && (row->value < stream->min || row->value > stream->max))
        return xc_fail(why, XC_EREFUSED, "/result",
                       "%.*s is outside what this gauge can measure (%g to %g %s); check the "
                       "sensor and its unit",
                       "读数 %.*s 超出这台设备的量程（%g 至 %g %s），请检查设备和单位",
                       XC_STR_ARG(row->shown), stream->min, stream->max, stream->unit);
    return XC_OK;
}

/* the same time again: the same result is the same reading sent twice, another one is kept beside
 * it */
static xc_err store_beside(loop_tx *tx, const sense_stream *stream, sense_reading *row)
{
    store_stmt *st;
    xc_err err = store_query(loop_db(tx), &st,
                             "SELECT n, result, extra FROM observation WHERE district = $1 AND"
                             " datastream = $2 AND time = $3 ORDER BY n",
                             "iii", stream->district, stream->id, row->time);
    if (err)
        return err;
    int64_t next = 0;
    while (!row->duplicate && store_row(st)) {
        next = store_int(st, 0) + 1;
        bool same = row->is_number
                        ? !store_is_null(st, 1) && store_double(st, 1) == row->value
                        : store_is_null(st, 1) && xc_str_eq(store_str(st, 2), row->extra);
        if (same) {
            row->duplicate = true;
            row->n = store_int(st, 0);
        }
    }
    err = store_end(st);
    if (!err && !row->duplicate)
        row->n = next;
    return err;
}

static xc_err insert_row(loop_tx *tx, const sense_stream *stream, const sense_reading *row,
                         int64_t *changed)
{
    static const char sql_number[] =
        "INSERT INTO observation (district, datastream, time, n, result, result_time, received,"
        " extra) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";
    if (row->is_number)
        return store_run(loop_db(tx), changed, sql_number, "iiiidois", stream->district, stream->id,
                         row->time, row->n, row->value, row->result_time, loop_now_us(tx),
                         row->extra);
    return store_run(loop_db(tx), changed, sql_number, "iiiinois", stream->district, stream->id,
                     row->time, row->n, row->result_time, loop_now_us(tx), row->extra);
}

static xc_err look_how_far(loop_tx *tx, sense_stream *stream)
{
    store_stmt *st;
    xc_err err = store_query(loop_db(tx), &st,
                             "SELECT max(time) FROM observation WHERE district = $1 AND"
                             " datastream = $2",
                             "ii", stream->district, stream->id);
    if (err)
        return err;
    int64_t newest = store_row(st) ? store_int_or_none(st, 0) : INT64_MIN;
    err = store_end(st);
    if (!err)
        stream->stored_to = newest;
    return err;
}

/* A reading later than all others is new without asking; the mark may stay too late when a command
 * is taken back, which only costs a question. */
static xc_err insert_first(loop_tx *tx, sense_stream *stream, const sense_reading *row,
                           int64_t *changed)
{
    xc_err err = stream->stored_to == INT64_MAX ? look_how_far(tx, stream) : XC_OK;
    if (err)
        return err;
    if (row->time <= stream->stored_to)
        return insert_row(tx, stream, row, changed);
    err = insert_row(tx, stream, row, NULL);
    if (!err) {
        stream->stored_to = row->time;
        *changed = 1;
    }
    return err;
}

struct newest {
    sense_stream *stream;
    int64_t time, heard;
    double value;
};

static void restore_newest(void *ctx)
{
    const struct newest *before = ctx;
    before->stream->last_time = before->time;
    before->stream->last_value = before->value;
    before->stream->last_heard = before->heard;
}

static xc_err advance(sense *s, loop_tx *tx, sense_stream *stream, const sense_reading *row)
{
    struct newest *before = xc_arena_alloc(loop_batch_arena(tx), sizeof *before);
    if (!before)
        return XC_ENOMEM;
    *before = (struct newest){ stream, stream->last_time, stream->last_heard, stream->last_value };
    xc_err err = loop_undo(tx, restore_newest, before);
    if (err)
        return err;
    stream->last_time = row->time;
    stream->last_value = row->value;
    stream->last_heard = loop_now_us(tx);
    if (!stream->is_fresh) {
        stream->is_fresh = true;
        stream->next_fresh = s->fresh;
        s->fresh = stream;
    }
    return XC_OK;
}

xc_err sense_write_fresh(sense *s, loop_tx *tx)
{
    xc_err err = XC_OK;
    while (s->fresh && !err) {
        sense_stream *stream = s->fresh;
        s->fresh = stream->next_fresh;
        stream->is_fresh = false;
        err = latest_put(tx, stream);
    }
    return err;
}

static xc_err tell_rules(sense *s, loop_tx *tx, sense_stream *stream, const sense_reading *row,
                         xc_problem *why)
{
    bool late = stream->last_time != TIME_NONE && row->time < stream->last_time;
    xc_err err = late ? XC_OK : advance(s, tx, stream, row);
    if (!err && s->hooks.on_reading)
        err = s->hooks.on_reading(s->hooks.ctx, tx, stream, row->time, row->value, late, why);
    if (!err && !late)
        err = loop_reading(tx, xc_str_of(stream->division),
                           &(loop_measure){ stream->thing, stream->id, row->time, row->value });
    return err;
}

static bool may_write(loop_tx *tx, const sense_stream *stream)
{
    return xc_str_starts(xc_str_of(stream->division), loop_actor_of(tx)->division);
}

xc_err sense_store_reading(sense *s, loop_tx *tx, sense_reading *row, xc_problem *why)
{
    sense_stream *stream = sense_stream_find(s, row->stream);
    if (!stream)
        return xc_fail(why, XC_ENOTFOUND, "/Datastream", "there is no datastream %lld",
                       "没有编号为 %lld 的数据流", (long long)row->stream);
    if (!may_write(tx, stream))
        return xc_fail(why, XC_EFORBIDDEN, "/Datastream",
                       "datastream %lld lies in division %s, outside your area",
                       "数据流 %lld 在区划 %s，不在您的范围内", (long long)row->stream,
                       stream->division);
    if (row->time == TIME_NONE)
        row->time = loop_now_us(tx);
    xc_err err = refuse_unlikely(stream, row, loop_now_us(tx), why);
    if (err)
        return err;
    int64_t changed = 0;
    err = insert_first(tx, stream, row, &changed);
    if (!err && !changed) {
        err = store_beside(tx, stream, row);
        if (!err && !row->duplicate)
            err = insert_row(tx, stream, row, &changed);
    }
    if (!err && changed && row->is_number)
        err = tell_rules(s, tx, stream, row, why);
    return err;
}

static bool is_rows_own(xc_err err)
{
    return err == XC_EREFUSED || err == XC_ENOTFOUND || err == XC_EFORBIDDEN || err == XC_EINVAL;
}

xc_err sense_observe(sense *s, loop_tx *tx, sense_observation_set *set, xc_problem *why)
{
    int64_t stored = 0;
    for (size_t i = 0; i < set->count; i++) {
        sense_reading *row = &set->rows[i];
        if (row->err)
            continue;
        row->n = 0;
        row->duplicate = false;
        xc_err err = sense_store_reading(s, tx, row, why);
        if (err && !is_rows_own(err))
            return err;
        if (err && set->whole && err != XC_EREFUSED)
            return err;
        row->err = err;
        if (err == XC_EREFUSED) {
            set->refused = *why;
            err = note_implausible(tx, sense_stream_find(s, row->stream), row);
            if (err)
                return err;
        }
        stored += !row->err && !row->duplicate;
    }
    xc_err err = sense_write_fresh(s, tx);
    return err || !stored ? err : loop_audit_stream(tx, "observe", set->digest, stored);
}
