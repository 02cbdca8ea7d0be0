/* sense_test.c - SensorThings entities: made, read, filtered, and what is refused. */
#include <check.h>

#include "codec/time_text.h"
#include "loop_home.h"
#include "ops/sense.h"
#include "ops/sense_query.h"
#include "ops/sense_read.h"

static loop_home h;
static sense *s;
static xc_arena *arena;

static const char road[] =
    "{\"name\":\"Caobao underpass\",\"description\":\"d\",\"properties\":{\"key\":\"road-1\","
    "\"type\":\"road\",\"division\":\"310104013000\",\"low\":3},"
    "\"Locations\":[{\"name\":\"l\",\"description\":\"\",\"encodingType\":\"application/geo+json\","
    "\"location\":{\"type\":\"Point\",\"coordinates\":[121.4,31.17]}}],"
    "\"Datastreams\":[{\"name\":\"depth\",\"description\":\"\",\"observationType\":\"om\","
    "\"unitOfMeasurement\":{\"name\":\"inch\",\"symbol\":\"in\",\"definition\":\"\"},"
    "\"properties\":{\"key\":\"depth\"},"
    "\"Sensor\":{\"name\":\"gauge\",\"description\":\"\",\"encodingType\":\"text/plain\","
    "\"metadata\":\"none\"},"
    "\"ObservedProperty\":{\"name\":\"water depth\",\"definition\":\"urn:depth\",\"description\":"
    "\"\"},\"Observations\":[{\"phenomenonTime\":\"2025-10-30T17:00:00Z\",\"result\":1.5}]}]}";

static void setup(void)
{
    int64_t now;
    ck_assert(time_parse(XC_STR("2025-10-31T00:00:00Z"), &now));
    loop_home_new(&h, now);
    ck_assert_int_eq(sense_new(XC_STR("310000000000"), &s), XC_OK);
    ck_assert_int_eq(sense_load(s, store_writer(h.s), NULL), XC_OK);
    ck_assert_int_eq(loop_start(h.l), XC_OK);
    ck_assert_int_eq(xc_arena_new(32 << 20, &arena), XC_OK);
}

static void teardown(void)
{
    loop_home_end(&h);
    s = sense_free(s);
    arena = xc_arena_free(arena);
}

static const json_value *json_of(const char *text)
{
    const json_value *v;
    xc_problem why = { 0 };
    if (json_parse(xc_str_of(text), arena, &v, &why))
        ck_abort_msg("%s: %s", why.en, text);
    return v;
}

typedef struct {
    sense_new_entity what;
    int64_t id;
} creating;

static xc_err create(loop_tx *tx, void *ctx, xc_problem *why)
{
    creating *c = ctx;
    return sense_create(s, tx, &c->what, &c->id, why);
}

static xc_err make(sense_kind kind, const char *json, int64_t *ret, xc_problem *why)
{
    creating c = { .what = { .kind = kind, .json = json_of(json) } };
    xc_err err = loop_home_do(&h, "", create, &c, why);
    *ret = c.id;
    return err;
}

static xc_err observe(loop_tx *tx, void *ctx, xc_problem *why)
{
    return sense_observe(s, tx, ctx, why);
}

static xc_err post(const char *who, const char *json, sense_reading *ret, xc_problem *why)
{
    sense_reading row;
    xc_err err = sense_reading_parse(json_of(json), 0, arena, &row, why);
    sense_observation_set set = { .rows = &row, .count = 1, .whole = true, .digest = XC_STR("x") };
    if (!err)
        err = loop_home_do(&h, who, observe, &set, why);
    if (!err && row.err) {
        *why = set.refused;
        err = row.err;
    }
    if (ret)
        *ret = row;
    return err;
}

/* path?query as it comes over the wire, to the answer's text */
static xc_err get(const char *request, xc_str *ret, xc_problem *why)
{
    xc_str path_text, query = xc_str_cut(xc_str_of(request), '?', &path_text);
    sense_path path;
    sense_address at = { .base = XC_STR("http://c/sta/v1.1"),
                         .path = path_text,
                         .raw_query = query,
                         .now_us = h.now_us };
    store_conn *c;
    bool text;
    xc_buf out;
    xc_err err = sense_path_parse(path_text, &path, why);
    if (err)
        return err;
    ck_assert_int_eq(store_read(h.s, &c, NULL), XC_OK);
    xc_buf_init(&out, 1 << 20);
    err = sense_read(c, &path, &at, arena, &out, &text, why);
    if (err == XC_EIO)
        ck_abort_msg("%s: %s", request, store_error_text(c));
    *ret = xc_arena_str(arena, xc_buf_view(&out));
    xc_buf_done(&out);
    store_read_done(h.s, c);
    return err;
}

static void expect(const char *request, const char *answer)
{
    xc_problem why = { 0 };
    xc_str got;
    xc_err err = get(request, &got, &why);
    if (err)
        ck_abort_msg("%s: %s", request, why.en);
    if (!xc_str_is(got, answer))
        ck_abort_msg("%s\n  gives  %.*s\n  wanted %s", request, XC_STR_ARG(got), answer);
}

START_TEST(a_thing_is_made_with_all_that_is_in_it)
{
    int64_t id;
    xc_problem why = { 0 };
    if (make(SENSE_THING, road, &id, &why))
        ck_abort_msg("%s %s", why.where, why.en);
    expect("Things(1)?$select=name,properties",
           "{\"name\":\"Caobao underpass\",\"properties\":{\"key\":\"road-1\",\"type\":\"road\","
           "\"division\":\"310104013000\",\"low\":3}}");
    expect("Things(1)/Locations?$select=location",
           "{\"value\":[{\"location\":{\"type\":\"Point\",\"coordinates\":[121.4,31.17]}}]}");
    expect("Datastreams(1)/Thing/name", "{\"name\":\"Caobao underpass\"}");
    expect("Datastreams(1)/Thing/name/$value", "Caobao underpass");
    expect("Datastreams(1)/Observations?$count=true&$select=result",
           "{\"@iot.count\":1,\"value\":[{\"result\":1.5}]}");
    expect("Datastreams(1)?$select=phenomenonTime",
           "{\"phenomenonTime\":\"2025-10-30T17:00:00Z/2025-10-30T17:00:00Z\"}");
    expect("Observations('1-1761843600000000')?$select=result,phenomenonTime",
           "{\"phenomenonTime\":\"2025-10-30T17:00:00Z\",\"result\":1.5}");
    expect("Things?$select=id&$expand=Datastreams($select=name;$expand=Observations($top=1;"
           "$select=result))",
           "{\"value\":[{\"@iot.id\":1,\"@iot.selfLink\":\"http://c/sta/v1.1/Things(1)\","
           "\"Datastreams\":[{\"name\":\"depth\",\"Observations\":[{\"result\":1.5}]}]}]}");
    expect("HistoricalLocations(1)/Locations?$select=name", "{\"value\":[{\"name\":\"l\"}]}");
    expect("Observations('1-1761843600000000')/FeatureOfInterest?$select=name", "{\"name\":\"l\"}");
}
END_TEST

static const struct {
    const char *filter;
    int hits;
} filters[] = {
    { "result gt 1", 2 },
    { "result%20eq%201.5", 1 },
    { "result+gt+1+and+result+lt+2", 1 },
    { "not result gt 2", 2 },
    { "result add 1 ge 3.5", 1 },
    { "phenomenonTime ge 2025-10-30T18:00:00Z", 2 },
    { "phenomenonTime lt now()", 3 },
    { "Datastream/id eq 1", 3 },
    { "Datastream/Thing/name eq 'Caobao underpass'", 3 },
    { "Datastream/Thing/properties/low eq 3", 3 },
    { "substringof('underpass',Datastream/Thing/name)", 3 },
    { "startswith(Datastream/Thing/name,'under')", 0 },
    { "endswith(tolower(Datastream/Thing/name),'PASS')", 0 },
    { "endswith(Datastream/Thing/name,'pass') or false", 3 },
    { "length(Datastream/name) eq 5", 3 },
    { "(result gt 2 or result lt 1) and true", 2 },
};

static void three_observations(void)
{
    int64_t id;
    xc_problem why = { 0 };
    ck_assert_int_eq(make(SENSE_THING, road, &id, &why), XC_OK);
    ck_assert_int_eq(post("",
                          "{\"Datastream\":{\"@iot.id\":1},\"result\":2.5,"
                          "\"phenomenonTime\":\"2025-10-30T18:00:00Z\"}",
                          NULL, &why),
                     XC_OK);
    ck_assert_int_eq(post("",
                          "{\"Datastream\":{\"@iot.id\":1},\"result\":0.5,"
                          "\"phenomenonTime\":\"2025-10-30T19:00:00+00:00\"}",
                          NULL, &why),
                     XC_OK);
}

START_TEST(filters_find_what_they_say)
{
    three_observations();
    for (size_t i = 0; i < sizeof filters / sizeof filters[0]; i++) {
        char request[300], answer[100];
        xc_problem why = { 0 };
        xc_str got;
        size_t out = 0;
        char encoded[200];
        for (const char *c = filters[i].filter; *c; c++)
            encoded[out++] = *c == ' ' ? '+' : *c;
        encoded[out] = 0;
        (void)snprintf(request, sizeof request, "Observations?$count=true&$top=0&$filter=%s",
                       encoded);
        xc_err err = get(request, &got, &why);
        if (err)
            ck_abort_msg("%s: %s", filters[i].filter, why.en);
        (void)snprintf(answer, sizeof answer, "{\"@iot.count\":%d,\"value\":[]", filters[i].hits);
        if (!xc_str_starts(got, xc_str_of(answer)))
            ck_abort_msg("%s gives %.*s, wanted %d", filters[i].filter, XC_STR_ARG(got),
                         filters[i].hits);
    }
}
END_TEST

START_TEST(pages_follow_one_another)
{
    three_observations();
    expect("Datastreams(1)/Observations?$orderby=result%20desc&$top=2&$select=result",
           "{\"value\":[{\"result\":2.5},{\"result\":1.5}],\"@iot.nextLink\":"
           "\"http://c/sta/v1.1/Datastreams(1)/Observations?$orderby=result%20desc&$top=2&"
           "$select=result&$skip=2\"}");
    expect("Datastreams(1)/Observations?$orderby=result%20desc&$top=2&$select=result&$skip=2",
           "{\"value\":[{\"result\":0.5}]}");
    expect("Observations?$orderby=phenomenonTime%20desc&$top=1&$select=result",
           "{\"value\":[{\"result\":0.5}],\"@iot.nextLink\":\"http://c/sta/v1.1/Observations?"
           "$orderby=phenomenonTime%20desc&$top=1&$select=result&$skip=1\"}");
}
END_TEST

static const struct {
    const char *request;
    xc_err err;
    const char *says;
} wrong[] = {
    { "Nothings", XC_ENOTFOUND, "Nothings" },
    { "Things(99)", XC_ENOTFOUND, "no such Thing" },
    { "Things(99)/Datastreams", XC_ENOTFOUND, "no such Thing" },
    { "Things(-1)", XC_ENOTFOUND, "Things(-1)" },
    { "Things(1)/name/$value/more", XC_ENOTFOUND, "more" },
    { "Things?$top=-1", XC_EINVAL, "-1" },
    { "Things?$top=many", XC_EINVAL, "many" },
    { "Things?$orderby=depth", XC_EINVAL, "depth" },
    { "Things?$orderby=name+up", XC_EINVAL, "up" },
    { "Things?$expand=Observations", XC_EINVAL, "Observations" },
    { "Things?$expand=Datastreams($top=1", XC_ESYNTAX, "Datastreams" },
    { "Things?$select=colour", XC_EINVAL, "colour" },
    { "Things?$filter=name+gt", XC_ESYNTAX, "ends too early" },
    { "Things?$filter=name+gt+5", XC_ESYNTAX, "different kinds" },
    { "Things?$filter=name", XC_ESYNTAX, "condition" },
    { "Things?$filter=colour+eq+5", XC_EINVAL, "colour" },
    { "Things?$filter=name+eq+'open", XC_ESYNTAX, "not closed" },
    { "Things?$filter=Datastreams/name+eq+'x'", XC_EUNSUPPORTED, "many" },
    { "Things?$filter=geo.distance(1)", XC_EUNSUPPORTED, "geo.distance" },
    { "Things?$filter=%ff", XC_ESYNTAX, "UTF-8" },
    { "Things?$filter=%00", XC_ESYNTAX, "UTF-8" },
    { "Things?$search=x", XC_EUNSUPPORTED, "$search" },
    { "Observations('1')", XC_ENOTFOUND, "Observations" },
};

START_TEST(what_is_wrong_is_said)
{
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        xc_problem why = { 0 };
        xc_str got;
        xc_err err = get(wrong[i].request, &got, &why);
        if (err != wrong[i].err || !strstr(why.en, wrong[i].says))
            ck_abort_msg("%s: %s \"%s\"", wrong[i].request, xc_err_name(err), why.en);
        ck_assert_msg(why.zh[0] != 0, "%s has no Chinese", wrong[i].request);
    }
}
END_TEST

START_TEST(the_same_reading_twice_is_there_once)
{
    int64_t id;
    xc_problem why = { 0 };
    sense_reading first, second, other;
    const char *reading = "{\"Datastream\":{\"@iot.id\":1},\"result\":3,"
                          "\"phenomenonTime\":\"2025-10-30T18:00:00Z\"}";
    ck_assert_int_eq(make(SENSE_THING, road, &id, &why), XC_OK);
    ck_assert_int_eq(post("", reading, &first, &why), XC_OK);
    ck_assert_int_eq(post("", reading, &second, &why), XC_OK);
    ck_assert(!first.duplicate && second.duplicate && second.n == first.n);
    ck_assert_int_eq(post("",
                          "{\"Datastream\":{\"@iot.id\":1},\"result\":4,"
                          "\"phenomenonTime\":\"2025-10-30T18:00:00Z\"}",
                          &other, &why),
                     XC_OK);
    ck_assert_int_eq(other.n, 1);
    expect("Datastreams(1)/Observations?$select=result",
           "{\"value\":[{\"result\":1.5},{\"result\":3},{\"result\":4}]}");
}
END_TEST

static const struct {
    const char *json, *who;
    xc_err err;
    const char *says;
} refused[] = {
    { "{\"result\":3}", "", XC_EINVAL, "datastream" },
    { "{\"Datastream\":{\"@iot.id\":1}}", "", XC_EINVAL, "result" },
    { "{\"Datastream\":{\"@iot.id\":77},\"result\":3}", "", XC_ENOTFOUND, "77" },
    { "{\"Datastream\":{\"@iot.id\":1},\"result\":3,\"phenomenonTime\":\"soon\"}", "", XC_EINVAL,
      "soon" },
    { "{\"Datastream\":{\"@iot.id\":1},\"result\":3,\"phenomenonTime\":\"2031-01-01T00:00:00Z\"}",
      "", XC_EREFUSED, "future" },
    { "{\"Datastream\":{\"@iot.id\":1},\"result\":1e999}", "", XC_EINVAL, "too large" },
    { "{\"Datastream\":{\"@iot.id\":1},\"result\":3}", "310101", XC_EFORBIDDEN, "310104013000" },
    { "{\"Datastream\":{\"@iot.id\":1},\"result\":3,\"phenomenonTime\":"
      "\"2025-10-30T18:00:00Z/2025-10-30T17:00:00Z\"}",
      "", XC_EINVAL, "ends before" },
};

START_TEST(refused_readings_change_nothing)
{
    int64_t id;
    xc_problem why = { 0 };
    ck_assert_int_eq(make(SENSE_THING, road, &id, &why), XC_OK);
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        why = (xc_problem){ 0 };
        xc_err err = post(refused[i].who, refused[i].json, NULL, &why);
        if (err != refused[i].err || !strstr(why.en, refused[i].says))
            ck_abort_msg("%s: %s \"%s\"", refused[i].json, xc_err_name(err), why.en);
    }
    expect("Observations?$count=true&$top=0", "{\"@iot.count\":1,\"value\":[]}");
}
END_TEST

static bool narrow(void *ctx, xc_str type, xc_str key, double *min, double *max)
{
    (void)ctx;
    if (!xc_str_is(type, "road") || !xc_str_is(key, "depth"))
        return false;
    *min = 0;
    *max = 120;
    return true;
}

START_TEST(negative_and_absurd_depths_are_refused_and_noted)
{
    int64_t id;
    xc_problem why = { 0 };
    sense_hooks hooks = { .range = narrow };
    sense_set_hooks(s, &hooks);
    ck_assert_int_eq(make(SENSE_THING, road, &id, &why), XC_OK);
    ck_assert_int_eq(post("", "{\"Datastream\":{\"@iot.id\":1},\"result\":-3}", NULL, &why),
                     XC_EREFUSED);
    ck_assert_int_eq(post("", "{\"Datastream\":{\"@iot.id\":1},\"result\":940}", NULL, &why),
                     XC_EREFUSED);
    ck_assert_ptr_nonnull(strstr(why.en, "940"));
    store_conn *c;
    store_stmt *st;
    ck_assert_int_eq(store_read(h.s, &c, NULL), XC_OK);
    ck_assert_int_eq(store_query(c, &st, "SELECT value, count FROM implausible", ""), XC_OK);
    ck_assert(store_row(st));
    ck_assert(xc_str_is(store_str(st, 0), "940"));
    ck_assert_int_eq(store_int(st, 1), 2);
    ck_assert_int_eq(store_end(st), XC_OK);
    store_read_done(h.s, c);
}
END_TEST

START_TEST(a_failed_creation_leaves_nothing)
{
    int64_t id;
    xc_problem why = { 0 };
    const char *half = "{\"name\":\"a\",\"description\":\"b\",\"Datastreams\":[{\"name\":\"d\","
                       "\"description\":\"\",\"observationType\":\"om\",\"unitOfMeasurement\":{},"
                       "\"Sensor\":{\"@iot.id\":9},\"ObservedProperty\":{\"@iot.id\":9}}]}";
    ck_assert_int_eq(make(SENSE_THING, half, &id, &why), XC_ENOTFOUND);
    ck_assert_str_eq(why.where, "/Datastreams/0/Sensor");
    expect("Things", "{\"value\":[]}");
    ck_assert_uint_eq(sense_stream_count(s), 0);
    ck_assert_int_eq(make(SENSE_THING, "{\"name\":5,\"description\":\"\"}", &id, &why), XC_EINVAL);
    ck_assert_int_eq(make(SENSE_THING, "{\"name\":\"n\"}", &id, &why), XC_EINVAL);
    ck_assert_int_eq(make(SENSE_THING, "[]", &id, &why), XC_EINVAL);
}
END_TEST

START_TEST(the_registry_is_the_same_after_a_restart)
{
    three_observations();
    loop_home_close(&h);
    s = sense_free(s);
    loop_home_open(&h);
    ck_assert_int_eq(sense_new(XC_STR("310000000000"), &s), XC_OK);
    ck_assert_int_eq(sense_load(s, store_writer(h.s), NULL), XC_OK);
    const sense_stream *stream = sense_stream_find(s, 1);
    ck_assert_ptr_nonnull(stream);
    ck_assert_str_eq(stream->thing_key, "road-1");
    ck_assert_str_eq(stream->unit, "in");
    ck_assert_double_eq(stream->last_value, 0.5);
    ck_assert_int_eq(loop_start(h.l), XC_OK);
}
END_TEST

START_TEST(data_arrays_take_the_good_rows_and_mark_the_others)
{
    int64_t id;
    xc_problem why = { 0 };
    sense_reading *rows;
    size_t count;
    ck_assert_int_eq(make(SENSE_THING, road, &id, &why), XC_OK);
    const json_value *json = json_of(
        "[{\"Datastream\":{\"@iot.id\":1},\"components\":[\"phenomenonTime\",\"result\"],"
        "\"dataArray\":[[\"2025-10-30T18:00:00Z\",1],[\"never\",2],[\"2025-10-30T18:01:00Z\",3],[5]"
        "]},"
        "{\"Datastream\":{\"@iot.id\":8},\"components\":[\"result\"],\"dataArray\":[[1]]}]");
    ck_assert_int_eq(sense_data_array_parse(json, arena, &rows, &count, &why), XC_OK);
    ck_assert_uint_eq(count, 5);
    sense_observation_set set = { .rows = rows, .count = count, .digest = XC_STR("x") };
    ck_assert_int_eq(loop_home_do(&h, "", observe, &set, &why), XC_OK);
    const xc_err wanted[] = { XC_OK, XC_EINVAL, XC_OK, XC_EINVAL, XC_ENOTFOUND };
    for (size_t i = 0; i < count; i++)
        ck_assert_int_eq(rows[i].err, wanted[i]);
    expect("Datastreams(1)/Observations?$select=result",
           "{\"value\":[{\"result\":1.5},{\"result\":1},{\"result\":3}]}");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("sense");
    TCase *cases = tcase_create("sense");
    tcase_add_checked_fixture(cases, setup, teardown);
    suite_add_tcase(suite, cases);
    tcase_add_test(cases, a_thing_is_made_with_all_that_is_in_it);
    tcase_add_test(cases, filters_find_what_they_say);
    tcase_add_test(cases, pages_follow_one_another);
    tcase_add_test(cases, what_is_wrong_is_said);
    tcase_add_test(cases, the_same_reading_twice_is_there_once);
    tcase_add_test(cases, refused_readings_change_nothing);
    tcase_add_test(cases, negative_and_absurd_depths_are_refused_and_noted);
    tcase_add_test(cases, a_failed_creation_leaves_nothing);
    tcase_add_test(cases, the_registry_is_the_same_after_a_restart);
    tcase_add_test(cases, data_arrays_take_the_good_rows_and_mark_the_others);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
