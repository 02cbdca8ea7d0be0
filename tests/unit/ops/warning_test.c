/* warning_test.c - official warnings kept: once each, matched to divisions and things, ended by
 * what refers to them in whatever order it comes. */
#include "ops/warning.h"

#include <check.h>
#include <dirent.h>

#include "codec/time_text.h"
#include "loop_home.h"

static loop_home h;
static pack *p;
static xc_arena *arena;

static void load_pack(void)
{
    static pack_report report;
    char path[512];
    const char *root = getenv("XIUCHENG_SOURCE");
    (void)snprintf(path, sizeof path, "%s/tests/unit/city/packs/small", root ? root : ".");
    ck_assert_int_eq(pack_load(path, &p, &report), XC_OK);
}

/* three things: in the east, in the west, and one without a place that lies in a street of the east
 */
static xc_err add_things(loop_tx *tx, void *ctx, xc_problem *why)
{
    (void)ctx, (void)why;
    static const char sql[] = "INSERT INTO thing (id, thing_key, type, division, name, name_en,"
                              " description, lat, lon) VALUES ($1, $2, 'road', $3, '', '', '', $4,"
                              " $5)";
    static const char nowhere[] =
        "INSERT INTO thing (id, thing_key, type, division, name, name_en,"
        " description) VALUES (3, 'N', 'road', '990101001000', '', '', '')";
    xc_err err =
        store_run(loop_db(tx), NULL, sql, "ittdd", INT64_C(1), "E", "990101000000", 50.1, 10.15);
    if (!err)
        err = store_run(loop_db(tx), NULL, sql, "ittdd", INT64_C(2), "W", "990102000000", 50.1,
                        10.05);
    return err ? err : store_run(loop_db(tx), NULL, nowhere, "");
}

static void setup(void)
{
    int64_t now;
    ck_assert(time_parse(XC_STR("2026-07-29T06:30:00Z"), &now));
    load_pack();
    loop_home_new(&h, now);
    ck_assert_int_eq(loop_start(h.l), XC_OK);
    ck_assert_int_eq(xc_arena_new(64 << 20, &arena), XC_OK);
    ck_assert_int_eq(loop_home_do(&h, "", add_things, NULL, NULL), XC_OK);
}

static void teardown(void)
{
    loop_home_end(&h);
    p = pack_unref(p);
    arena = xc_arena_free(arena);
}

typedef struct {
    const warn_alert *alert;
    xc_str xml;
    warning_taken taken;
    bool fails;
} taking;

static xc_err take(loop_tx *tx, void *ctx, xc_problem *why)
{
    taking *t = ctx;
    xc_err err = warning_take(tx, p, t->alert, t->xml, &t->taken, why);
    t->taken.divisions = xc_arena_str(arena, t->taken.divisions);
    return !err && t->fails ? xc_fail(why, XC_EREFUSED, "", "no", "不") : err;
}

static warning_taken must_take(xc_str xml)
{
    taking t = { .xml = xml };
    xc_problem why = { 0 };
    ck_assert_msg(warn_parse(xml, arena, &t.alert, &why) == XC_OK, "%s %s", why.where, why.en);
    ck_assert_int_eq(loop_home_do(&h, "", take, &t, NULL), XC_OK);
    return t.taken;
}

static warning_taken must_take_area(const char *area)
{
    static int number;
    return must_take(xc_arena_printf(
        arena,
        "<alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'><identifier>A-%d</identifier>"
        "<sender>met@x</sender><sent>2026-07-29T14:00:00+08:00</sent><status>Actual</status>"
        "<msgType>Alert</msgType><scope>Public</scope><info><category>Met</category>"
        "<event>暴雨橙色预警</event><urgency>Immediate</urgency><severity>Severe</severity>"
        "<certainty>Likely</certainty><area><areaDesc>d</areaDesc>%s</area></info></alert>",
        ++number, area));
}

START_TEST(areas_find_divisions_and_things)
{
    static const struct {
        const char *area, *divisions;
        size_t things;
    } rows[] = {
        { "", "[]", 0 },
        /* a polygon over the east only; its outline counts, its middle too */
        { "<polygon>50.0,10.11 50.0,10.2 50.2,10.2 50.2,10.11 50.0,10.11</polygon>",
          "[\"990101000000\"]", 1 },
        /* a corner of the east, without anything in it */
        { "<polygon>50.0,10.18 50.0,10.2 50.02,10.2 50.02,10.18 50.0,10.18</polygon>",
          "[\"990101000000\"]", 0 },
        /* all */
        { "<polygon>49,9 49,11 51,11 51,9 49,9</polygon>",
          "[\"990000000000\",\"990101000000\",\"990102000000\"]", 2 },
        /* a circle of 2 km around the west's middle */
        { "<circle>50.1,10.05 2</circle>", "[\"990102000000\"]", 1 },
        /* elsewhere */
        { "<circle>-33,18 50</circle>", "[]", 0 },
        /* names: the code, its prefix, the street whose thing has no place */
        { "<geocode><valueName>GB2260</valueName><value>990101</value></geocode>",
          "[\"990101000000\"]", 2 },
        { "<geocode><valueName>x</valueName><value>990102000000</value></geocode>",
          "[\"990102000000\"]", 1 },
        { "<geocode><valueName>x</valueName><value>990101001000</value></geocode>",
          "[\"990101001000\"]", 1 },
        { "<geocode><valueName>x</valueName><value>99</value></geocode>", "[\"990000000000\"]", 3 },
        /* no division is called so */
        { "<geocode><valueName>x</valueName><value>9</value></geocode>", "[]", 0 },
        { "<geocode><valueName>x</valueName><value>9901010</value></geocode>", "[]", 0 },
        { "<geocode><valueName>UGC</valueName><value>CAC099</value></geocode>", "[]", 0 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        warning_taken t = must_take_area(rows[i].area);
        ck_assert_msg(xc_str_is(t.divisions, rows[i].divisions), "row %zu: %.*s", i,
                      XC_STR_ARG(t.divisions));
        ck_assert_msg(t.things == rows[i].things, "row %zu: %zu things", i, t.things);
    }
}
END_TEST

/* ---- references ---- */

/* one of the messages below: O is replaced by U, C ends O and U; X is an exercise's cancel of O */
static warning_taken must_take_message(char which)
{
    static const char o[] = "met@x,O,2026-07-29T14:00:00+08:00";
    static const struct {
        char id;
        const char *sent, *status, *type, *references[2];
    } rows[] = { { 'O', "14:00", "Actual", "Alert", { "", "" } },
                 { 'U', "14:10", "Actual", "Update", { o, "" } },
                 { 'C', "14:20", "Actual", "Cancel", { o, "met@x,U,2026-07-29T14:10:00+08:00" } },
                 { 'X', "14:15", "Exercise", "Cancel", { o, "" } } };
    size_t i = 0;
    while (rows[i].id != which)
        i++;
    const char *const *refs = rows[i].references;
    return must_take(xc_arena_printf(
        arena,
        "<alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'><identifier>%c</identifier>"
        "<sender>met@x</sender><sent>2026-07-29T%s:00+08:00</sent><status>%s</status>"
        "<msgType>%s</msgType><scope>Public</scope>%s%s%s%s%s<info><category>Met</category>"
        "<event>大雨</event><urgency>Immediate</urgency><severity>Severe</severity>"
        "<certainty>Likely</certainty><expires>2026-07-29T20:00:00+08:00</expires></info></alert>",
        which, rows[i].sent, rows[i].status, rows[i].type, refs[0][0] ? "<references>" : "",
        refs[0], refs[1][0] ? " " : "", refs[1], refs[0][0] ? "</references>" : ""));
}

static const json_value *listed(bool active)
{
    store_conn *c;
    const json_value *v;
    int64_t last;
    xc_buf out;
    warning_query q = { .active = active, .now_us = h.now_us, .limit = 50 };
    xc_buf_init(&out, 1 << 22);
    json_writer w = json_writer_on(&out);
    ck_assert_int_eq(store_read(h.s, &c, NULL), XC_OK);
    ck_assert_int_eq(warning_list(c, &q, &w, &last), XC_OK);
    store_read_done(h.s, c);
    ck_assert_int_eq(xc_buf_err(&out), XC_OK);
    ck_assert_int_eq(json_parse(xc_arena_str(arena, xc_buf_view(&out)), arena, &v, NULL), XC_OK);
    xc_buf_done(&out);
    return v;
}

static xc_str state_of(const char *identifier)
{
    for (const json_value *v = listed(false)->first; v; v = v->next)
        if (xc_str_is(json_find_str(v, "identifier"), identifier))
            return json_find_str(v, "state");
    return XC_STR("none");
}

START_TEST(references_hold_in_every_order)
{
    static const struct {
        const char *order, *o, *u;
    } rows[] = {
        { "O", "active", "none" },           { "OU", "updated", "active" },
        { "UO", "updated", "active" },       { "OUC", "cancelled", "cancelled" },
        { "OCU", "cancelled", "cancelled" }, { "UOC", "cancelled", "cancelled" },
        { "UCO", "cancelled", "cancelled" }, { "COU", "cancelled", "cancelled" },
        { "CUO", "cancelled", "cancelled" }, { "OX", "active", "none" },
        { "XO", "active", "none" },          { "XOU", "updated", "active" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (const char *m = rows[i].order; *m; m++)
            ck_assert(!must_take_message(*m).known);
        ck_assert_msg(xc_str_is(state_of("O"), rows[i].o), "%s: O is %.*s", rows[i].order,
                      XC_STR_ARG(state_of("O")));
        ck_assert_msg(xc_str_is(state_of("U"), rows[i].u), "%s: U", rows[i].order);
        teardown();
        setup();
    }
}
END_TEST

START_TEST(the_same_message_is_taken_once)
{
    warning_taken first = must_take_message('O'), again = must_take_message('O');
    ck_assert(!first.known && again.known);
    ck_assert_int_eq(first.id, again.id);
    ck_assert_uint_eq(listed(false)->count, 1);
}
END_TEST

START_TEST(what_is_over_is_not_active)
{
    must_take_message('O');
    must_take_message('X');
    ck_assert_uint_eq(listed(true)->count, 1);
    ck_assert_uint_eq(listed(false)->count, 2);
    ck_assert(xc_str_is(state_of("X"), "not_actual"));
    h.now_us += 6 * XC_HOUR_US;
    ck_assert_uint_eq(listed(true)->count, 0);
    ck_assert(xc_str_is(state_of("O"), "expired"));
}
END_TEST

START_TEST(a_command_that_fails_leaves_nothing)
{
    static const char xml[] =
        "<alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'><identifier>F</identifier>"
        "<sender>met@x</sender><sent>2026-07-29T14:30:00+08:00</sent><status>Actual</status>"
        "<msgType>Cancel</msgType><scope>Public</scope>"
        "<references>met@x,O,2026-07-29T14:00:00+08:00</references></alert>";
    taking t = { .xml = xc_str_of(xml), .fails = true };
    must_take_message('O');
    ck_assert_int_eq(warn_parse(t.xml, arena, &t.alert, NULL), XC_OK);
    ck_assert_int_eq(loop_home_do(&h, "", take, &t, NULL), XC_EREFUSED);
    ck_assert(xc_str_is(state_of("O"), "active"));
    ck_assert_uint_eq(listed(false)->count, 1);
}
END_TEST

/* ---- outside files ---- */

static xc_str file_in(const char *folder, const char *name)
{
    char path[4096];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    size_t room = 1 << 20;
    char *text = xc_arena_alloc(arena, room);
    ck_assert_ptr_nonnull(text);
    xc_str all = { text, fread(text, 1, room, file) };
    (void)fclose(file);
    return all;
}

START_TEST(every_valid_file_is_taken)
{
    char folder[2048];
    const char *shared = getenv("XIUCHENG_SHARED");
    size_t count = 0;
    (void)snprintf(folder, sizeof folder, "%s/data/cap_alerts/valid",
                   shared && *shared ? shared : "../shared");
    DIR *dir = opendir(folder);
    if (!dir)
        return;
    for (const struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        xc_str xml = file_in(folder, entry->d_name);
        warning_taken taken = must_take(xml), again = must_take(xml);
        ck_assert_msg(again.known && again.id == taken.id, "%s", entry->d_name);
        ck_assert(xc_str_is(taken.divisions, "[]") && taken.things == 0); /* none is about here */
        count += !taken.known; /* some are the same message, with and without a signature */
    }
    (void)closedir(dir);
    ck_assert_uint_eq(listed(false)->count, count);
    ck_assert_uint_ge(count, 10);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("warning");
    TCase *c = tcase_create("warning");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_set_timeout(c, 60);
    tcase_add_test(c, areas_find_divisions_and_things);
    tcase_add_test(c, references_hold_in_every_order);
    tcase_add_test(c, the_same_message_is_taken_once);
    tcase_add_test(c, what_is_over_is_not_active);
    tcase_add_test(c, a_command_that_fails_leaves_nothing);
    tcase_add_test(c, every_valid_file_is_taken);
    suite_add_tcase(suite, c);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
