/* pack_test.c - a good pack is read; each way to break it is found, with its place. */
#include "city/pack.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "alloc_fail.h"
#include "pack_folder.h"

static char folder[256];
static pack_report report;

static const char *small(void)
{
    static char path[512];
    const char *root = getenv("XIUCHENG_SOURCE");
    (void)snprintf(path, sizeof path, "%s/tests/unit/city/packs/small", root ? root : ".");
    return path;
}

static void setup(void)
{
    pack_folder_copy(small(), folder);
}

static void teardown(void)
{
    pack_folder_remove(folder);
}

static void print_report(void)
{
    for (size_t i = 0; i < report.kept; i++)
        printf("%s:%u:%u: %s\n", report.items[i].where, report.items[i].line,
               report.items[i].column, report.items[i].en);
}

static pack *load_good(const char *dir)
{
    pack *p = NULL;
    xc_err err = pack_load(dir, &p, &report);
    if (err)
        print_report();
    ck_assert_int_eq(err, XC_OK);
    ck_assert_uint_eq(report.count, 0);
    return p;
}

static bool is(xc_str a, const char *b)
{
    return xc_str_is(a, b);
}

START_TEST(divisions_are_a_tree)
{
    pack *p = load_good(folder);
    size_t n;
    const pack_division *city = pack_division_find(p, XC_STR("990000000000"));
    ck_assert_ptr_nonnull(city);
    ck_assert_ptr_null(pack_division_parent(p, city));
    const pack_division *const *children = pack_division_children(p, city, &n);
    ck_assert_uint_eq(n, 2);
    ck_assert(is(children[1]->name.en, "West"));
    const pack_division *leaf = pack_division_find(p, XC_STR("990101001001"));
    ck_assert(is(pack_division_parent(p, leaf)->name.en, "First Street"));
    ck_assert_ptr_eq(pack_division_children(p, leaf, &n), NULL);
    ck_assert_ptr_eq(pack_division_find(p, XC_STR("990101")), children[0]);
    ck_assert_ptr_eq(pack_division_find(p, XC_STR("99")), city);
    ck_assert_ptr_null(pack_division_find(p, XC_STR("9901")));
    ck_assert_ptr_null(pack_division_find(p, XC_STR("")));
    ck_assert_ptr_null(pack_division_find(p, XC_STR("9901010010011")));
    pack_unref(p);
}
END_TEST

START_TEST(a_prefix_is_a_code_without_its_empty_groups)
{
    static const struct {
        const char *code, *prefix;
    } cases[] = {
        { "310000000000", "31" },
        { "330100000000", "3301" },
        { "310104000000", "310104" },
        { "310104013000", "310104013" },
        { "310104013005", "310104013005" },
        { "360470000000", "360470" },
        { "3101", "3101" },
        { "", "" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_msg(is(pack_division_prefix(xc_str_of(cases[i].code)), cases[i].prefix), "%s",
                      cases[i].code);
}
END_TEST

START_TEST(points_lie_in_outlines)
{
    pack *p = load_good(folder);
    ck_assert(is(pack_division_at(p, (geo_point){ 50.1, 10.17 })->code, "990101000000"));
    ck_assert(is(pack_division_at(p, (geo_point){ 50.1, 10.03 })->code, "990102000000"));
    ck_assert_ptr_null(pack_division_at(p, (geo_point){ 51, 10.03 }));
    ck_assert(is(pack_thing_find(p, XC_STR("R-2"))->division, "990101000000"));
    pack_unref(p);
}
END_TEST

START_TEST(things_rules_and_models_are_there)
{
    pack *p = load_good(folder);
    size_t n;
    ck_assert_uint_eq((pack_things(p, &n), n), 3);
    const pack_thing *road = pack_thing_find(p, XC_STR("R-2"));
    ck_assert(is(json_find_str(road->properties, "pump"), "P-1"));
    ck_assert(is(road->type->id, "road"));
    ck_assert(pack_datastream_find(road->type, XC_STR("depth"))->max == 500);
    ck_assert_ptr_null(pack_thing_find(p, XC_STR("R-9")));
    const pack_rule *rule = pack_rules(p, &n);
    ck_assert_uint_eq(n, 1);
    ck_assert_int_eq(rule->clear.for_us, INT64_C(600000000));
    ck_assert_int_eq(rule->silent_us, INT64_C(900000000));
    ck_assert(is(rule->clear.send, "water-cleared"));
    ck_assert(is(rule->levels[0].send, "deep"));
    ck_assert_uint_eq(rule->levels[1].send.len, 0);
    ck_assert(is(rule->source.en, "made up"));
    const pack_scenario *flood = pack_scenario_find(p, XC_STR("flood"));
    ck_assert_ptr_eq(flood->process, pack_process_find(p, XC_STR("flood")));
    ck_assert(is(pack_element_text(p, flood->process, XC_STR("Tell"), XC_STR("告知")).en, "Tell"));
    ck_assert_ptr_nonnull(pack_decision_find(p, XC_STR("who")));
    ck_assert_ptr_eq(pack_form_find(p, XC_STR("report.form")), pack_form_find(p, XC_STR("report")));
    const pack_matter *m = pack_matter_find(p, XC_STR("proof"));
    ck_assert(m->online && m->rating && m->days == 3 && m->process == flood->process);
    ck_assert(!pack_matter_find(p, XC_STR("other"))->online);
    ck_assert(pack_licence_kind_find(p, XC_STR("proof"))->facts[0].shown);
    ck_assert(is(pack_words(p, XC_STR("a.word")).en, "word"));
    ck_assert_uint_eq(pack_words(p, XC_STR("none")).en.len, 0);
    pack_unref(p);
}
END_TEST

START_TEST(calendar_and_people_are_there)
{
    pack *p = load_good(folder);
    size_t n;
    const pack_calendar *c = pack_calendar_of(p);
    ck_assert(c->week[0] && !c->week[6]);
    ck_assert_uint_eq(c->hours_count, 2);
    ck_assert_int_eq(c->hours[1].to_min, 1020);
    ck_assert_uint_eq(c->exception_count, 2);
    ck_assert(c->exceptions[0].day < c->exceptions[1].day && c->exceptions[1].worked);
    const pack_role *duty = pack_role_find(p, XC_STR("duty"));
    ck_assert(pack_role_may(duty, XC_STR("case.act")));
    ck_assert(!pack_role_may(duty, XC_STR("user.write")));
    ck_assert(!pack_role_may(duty, XC_STR("nonsense")));
    const pack_person *somebody = pack_people(p, &n);
    ck_assert(somebody->record_clear && somebody->identity_level == 4);
    const pack_account *accounts = pack_accounts(p, &n);
    ck_assert(n == 2 && accounts[0].listed && !accounts[1].listed);
    ck_assert(is(accounts[1].roles[0], "duty"));
    const pack_unit *unit = pack_units(p, &n);
    ck_assert(unit->capability_count == 2 && is(unit->capabilities[1], "pump"));
    ck_assert(is(unit->division, "990101000000"));
    ck_assert_uint_eq(pack_office_find(p, XC_STR("O-2"))->cover_count, 1);
    pack_unref(p);
}
END_TEST

START_TEST(the_digest_is_that_of_the_content)
{
    pack *a = load_good(folder), *b = load_good(small());
    ck_assert(xc_str_eq(pack_info_of(a)->digest, pack_info_of(b)->digest));
    ck_assert_uint_eq(pack_info_of(a)->digest.len, 64);
    pack_folder_change(folder, "texts/en.json", "word\"}", "term\"}");
    pack *c = load_good(folder);
    ck_assert(!xc_str_eq(pack_info_of(a)->digest, pack_info_of(c)->digest));
    pack_ref(a);
    pack_unref(a);
    ck_assert(is(pack_info_of(a)->id, "small"));
    pack_unref(a);
    pack_unref(b);
    pack_unref(c);
    ck_assert_ptr_null(pack_unref(NULL));
}
END_TEST

START_TEST(blanks_are_filled)
{
    xc_arena *arena;
    ck_assert_int_eq(xc_arena_new(1 << 16, &arena), XC_OK);
    const pack_blank blanks[] = { { XC_STR("place"), { XC_STR("甲路"), XC_STR("A Road") } },
                                  { XC_STR("value"), { XC_STR("20"), XC_STR("20") } } };
    pack_text out, in = { XC_STR("{place}水深{value}"), XC_STR("{place}: {value} cm {other} {") };
    ck_assert_int_eq(pack_text_fill(in, blanks, 2, arena, &out), XC_OK);
    ck_assert(is(out.zh, "甲路水深20"));
    ck_assert(is(out.en, "A Road: 20 cm {other} {"));
    xc_arena_free(arena);
}
END_TEST

/* from NULL: the file is removed. Where and text are looked for in the problems. */
static const struct {
    const char *file, *from, *to, *where, *text;
} broken[] = {
    { "pack.json", NULL, "", "pack.json", "missing" },
    { "pack.json", "\"id\": \"small\",", "", "pack.json:1", "id: is missing" },
    { "pack.json", "\"version\": \"1.0.0\"", "\"version\": 1", "pack.json:3", "wrong kind" },
    { "pack.json", "\"en\": \"Smalltown\"", "\"fr\": \"x\"", "pack.json:4", "lacks its en" },
    { "pack.json", "[10, 50, 10.2, 50.2]", "[10, 50, 9, 50.2]", "pack.json:9", "bounds" },
    { "pack.json", "480", "4800", "pack.json", "18 hours" },
    { "pack.json", "\"990000000000\"", "\"980000000000\"", "pack.json", "not in divisions.csv" },
    { "pack.json", "\"origin\": [{", "\"from\": [{", "pack.json", "origin" },
    { "pack.json", "true,", "true,,", "pack.json:6", "" },
    { "divisions.csv", NULL, "", "divisions.csv", "missing" },
    { "divisions.csv", "code,parent", "kode,parent", "divisions.csv:1", "no column \"code\"" },
    { "divisions.csv", "990102000000,99", "99010200000x,99", "divisions.csv:4", "not 12 digits" },
    { "divisions.csv", "990102000000,99", "990101000000,99", "divisions.csv", "twice" },
    { "divisions.csv", ",2,西区", ",7,西区", "divisions.csv:4", "level 7" },
    { "divisions.csv", ",2,西区", ",two,西区", "divisions.csv:4", "level" },
    { "divisions.csv", ",West,", ",,", "divisions.csv:4", "name_en: must not be empty" },
    { "divisions.csv", "990101001001,990101001000", "990101001001,990101009000", "divisions.csv:6",
      "no division 990101009000" },
    { "divisions.csv", "990101000000,990000000000,2", "990101000000,990101001000,2",
      "divisions.csv:3", "cycle" },
    { "divisions.csv", "990101001000,990101000000", "990101001000,990102000000", "divisions.csv:5",
      "not above" },
    { "divisions.csv", "50.1,10.05", "91,10.05", "divisions.csv:4", "globe" },
    { "divisions.csv", "西区,West,50.1,10.05", "西区,West,50.1", "divisions.csv:4", "" },
    { "layers.json", "layers/districts.geojson", "layers/none.geojson", "layers/none.geojson",
      "missing" },
    { "layers.json", "layers/districts.geojson", "../secret", "layers.json:2", "not inside" },
    { "layers.json", "\"kind\": \"districts\"", "\"kind\": \"oceans\"", "layers.json:2", "kind" },
    { "layers.json", "\"licence\": \"Apache-2.0\"", "\"x\": 1", "layers.json:2",
      "licence: is missing" },
    { "layers/districts.geojson", "990102000000", "990109000000", "layers/districts.geojson:3",
      "no division" },
    { "layers/districts.geojson", "[10,50.2],[10,50]]]}", "[10,50.2]]]}",
      "layers/districts.geojson", "" },
    { "layers/districts.geojson", "FeatureCollection", "Topology", "layers/districts.geojson",
      "FeatureCollection" },
    { "calendar.json", "[1, 1, 1, 1, 1, 0, 0]", "[1, 1, 1]", "calendar.json", "week" },
    { "calendar.json", "\"13:00-17:00\"", "\"11:00-17:00\"", "calendar.json:3", "hours" },
    { "calendar.json", "\"2026-12-31\"", "\"2025-12-31\"", "calendar.json", "first and the last" },
    { "calendar.json", "2026-10-01", "2026-02-30", "calendar.json:8", "exceptions" },
    { "calendar.json", "\"holiday\"", "\"feast\"", "calendar.json:8", "exceptions" },
    { "roles.json", "\"ops.read\"", "\"ops.rule\"", "roles.json:2", "no right \"ops.rule\"" },
    { "roles.json", "\"id\": \"resident\"", "\"id\": \"duty\"", "roles.json:3", "twice" },
    { "things.json", "sensor_place", "sensor", "things.json:2", "class" },
    { "things.json", "\"max\": 500", "\"max\": -1", "things.json:3", "min must be less" },
    { "things.csv", "R-1,road", "R-1,raod", "things.csv:3", "no type \"raod\"" },
    { "things.csv", "R-1,road", "R-2,road", "things.csv", "R-2 is there twice" },
    { "things.csv", "990102000000,", "990109000000,", "things.csv:3", "no division 990109000000" },
    { "things.csv", "50.1,10.15,,", "55,10.15,,", "things.csv:2", "no outline" },
    { "things.csv", "50.1,10.05", "x,10.05", "things.csv:3", "not a number" },
    { "things.csv", "\"\"low\"\":true}", "\"\"low\"\":}", "things.csv:2", "JSON object" },
    { "things.csv", "\"\"P-1\"\"", "\"\"P-7\"\"", "things.csv", "names \"P-7\"" },
    { "units.csv", "10.16,,", "11,,", "units.csv:2", "no outline" },
    { "offices.csv", ",990102\n", ",990108\n", "offices.csv:3", "covers" },
    { "rules/flood.json", "\"value >= 20\"", "\"value >= \"", "rules/flood.json:6",
      "cannot be read" },
    { "rules/flood.json", "\"PT10M\"", "\"10 min\"", "rules/flood.json:7", "no duration" },
    { "rules/flood.json", "\"type\": \"road\"", "\"type\": \"river\"", "rules/flood.json",
      "no thing type" },
    { "rules/flood.json", "\"datastream\": \"depth\"", "\"datastream\": \"speed\"",
      "rules/flood.json", "no datastream" },
    { "rules/flood.json", "\"scenario\": \"flood\"", "\"scenario\": \"fire\"", "rules/flood.json",
      "no scenario \"fire\"" },
    { "rules/flood.json", "\"level\": 2", "\"level\": 9", "rules/flood.json:8", "level 9" },
    { "rules/flood.json", "\"raise\"", "\"rise\"", "rules/flood.json", "raise: is missing" },
    { "scenarios/flood.json", "\"FX\"", "\"fx\"", "scenarios/flood.json", "case_prefix" },
    { "scenarios/flood.json", "flood.bpmn", "fire.bpmn", "scenarios/flood.json",
      "no scenarios/fire.bpmn" },
    { "scenarios/flood.json", "\"en\": \"Decide\"", "\"en\": \"\"", "scenarios/flood.json:11",
      "zh and en" },
    { "scenarios/flood.json", "\"Decide\": {\"zh\": \"定派谁\"", "\"Decade\": {\"zh\": \"定派谁\"",
      "scenarios/flood.bpmn", "no element \"Decade\"" },
    { "scenarios/flood.json", "定派谁", "派谁", "scenarios/flood.bpmn", "element Decide" },
    { "scenarios/flood.bpmn", "decisionId=\"who\"", "decisionId=\"whom\"",
      "scenarios/flood.bpmn#Decide", "no decision \"whom\"" },
    { "scenarios/flood.bpmn", "formId=\"report\"", "formId=\"rapport\"",
      "scenarios/flood.bpmn#Handle", "no form" },
    { "scenarios/flood.bpmn", "type=\"notify\"", "type=\"explode\"", "scenarios/flood.bpmn#Tell",
      "not offer" },
    { "scenarios/flood.bpmn", "targetRef=\"Tell\"", "targetRef=\"Till\"", "scenarios/flood.bpmn",
      "" },
    { "scenarios/flood.bpmn", "</bpmn:process>", "", "scenarios/flood.bpmn", "" },
    { "decisions/who.dmn", "<text>value</text>", "<text>value +</text>", "decisions/who.dmn", "" },
    { "decisions/who.dmn", "</decision>", "", "decisions/who.dmn", "" },
    { "decisions/who.dmn", "decision id=\"who\" name=\"who\"",
      "decision id=\"where\" name=\"where\"", "scenarios/flood.bpmn#Decide", "no decision" },
    { "forms/report.form", "\"key\": \"note\"", "\"key\": \"depth\"", "forms/report.form:7",
      "used twice" },
    { "forms/report.form", "\"key\": \"depth\", ", "", "forms/report.form:6", "type" },
    { "forms/report.form", "=depth < 5", "=depth <", "forms/report.form:7", "cannot be read" },
    { "forms/report.form", "\"en\": \"Note\"", "\"de\": \"Note\"", "forms/report.form:7",
      "zh and en" },
    { "forms/report.form", "\"components\"", "\"parts\"", "forms/report.form", "components" },
    { "matters/proof.json", "\"form\": \"report.form\"", "\"form\": \"r.form\"",
      "matters/proof.json", "form: there is no" },
    { "matters/proof.json", "[\"depth\", \"note\"]", "[\"depth\", \"nota\"]", "matters/proof.json",
      "steps.fields" },
    { "matters/proof.json", "\"licence\": \"proof\"", "\"licence\": \"roof\"", "matters/proof.json",
      "licence: there is no" },
    { "matters/proof.json", "{\"decision\": \"who\"}", "{\"decision\": \"x\"}",
      "matters/proof.json", "office.decision" },
    { "matters/proof.json", "\"grade\": \"C\"", "\"grade\": \"E\"", "matters/proof.json:14",
      "grade" },
    { "matters/proof.json", "times > 3", "times >", "matters/proof.json:14", "cannot be read" },
    { "matters/proof.json", "working_day", "week", "matters/proof.json", "days_unit" },
    { "matters/proof.json", "\"days\": 3,", "", "matters/proof.json", "days: is missing" },
    { "matters/others.json", "\"id\": \"other\"", "\"id\": \"proof\"", "matters/", "used twice" },
    { "licences/proof.json", "\"valid_days\": 30", "\"valid_days\": 3.5", "licences/proof.json:5",
      "not a number" },
    { "vitals.json", "\"kind\": \"max\"", "\"kind\": \"guess\"", "vitals.json:2", "query.kind" },
    { "vitals.json", "\"high\": 20", "\"high\": -20", "vitals.json:2", "low <= high" },
    { "texts/en.json", "a.word", "b.word", "texts/", "both languages" },
    { "texts/zh-CN.json", "词\"}", "词}", "texts/zh-CN.json", "" },
    { "demo/people.csv", "31000019960229002X", "310000199602290021", "demo/people.csv:2", "" },
    { "demo/people.csv", "1996-02-29,female", "1996-02-28,female", "demo/people.csv:2",
      "birth and sex" },
    { "demo/accounts.csv", ",resident,990000000000", ",king,990000000000", "demo/accounts.csv:2",
      "role: there is no \"king\"" },
    { "demo/accounts.csv", "U-1", "U-8", "demo/accounts.csv:3", "unit" },
    { "demo/accounts.csv", "crew1,secret", "some,secret", "demo/accounts.csv:3", "twice" },
    { "demo/accounts.csv", ",crew,", ",ghost,", "demo/accounts.csv:3", "kind" },
};

static bool reported(const char *where, const char *text)
{
    for (size_t i = 0; i < report.kept; i++) {
        char place[256];
        const xc_problem *p = &report.items[i];
        (void)snprintf(place, sizeof place, "%s:%u", p->where, p->line);
        if (strncmp(place, where, strlen(where)) == 0 && strstr(p->en, text) && p->zh[0])
            return true;
    }
    return false;
}

START_TEST(what_is_broken_is_said)
{
    pack *p = NULL;
    pack_folder_change(folder, broken[_i].file, broken[_i].from, broken[_i].to);
    xc_err err = pack_load(folder, &p, &report);
    ck_assert_msg(err == XC_EINVAL, "%d: %s: %s -> err %d", _i, broken[_i].file, broken[_i].to,
                  err);
    ck_assert_ptr_null(p);
    bool found = reported(broken[_i].where, broken[_i].text);
    if (!found)
        print_report();
    ck_assert_msg(found, "%d: %s: %s", _i, broken[_i].where, broken[_i].text);
}
END_TEST

START_TEST(all_mistakes_come_at_once)
{
    pack *p = NULL;
    pack_folder_change(folder, "rules/flood.json", "\"PT10M\"", "\"10 min\"");
    pack_folder_change(folder, "things.csv", "R-1,road", "R-1,raod");
    pack_folder_change(folder, "roles.json", "\"ops.read\"", "\"ops.rule\"");
    pack_folder_change(folder, "texts/en.json", NULL, NULL);
    ck_assert_int_eq(pack_load(folder, &p, &report), XC_EINVAL);
    ck_assert_uint_eq(report.count, 4);
    ck_assert(reported("rules/flood.json:7", "duration") && reported("things.csv:3", "raod") &&
              reported("roles.json:2", "ops.rule") && reported("texts/en.json", "missing"));
}
END_TEST

START_TEST(mistakes_are_counted_past_the_ceiling)
{
    pack *p = NULL;
    static char text[64 * 1024];
    size_t n = (size_t)snprintf(text, sizeof text,
                                "key,type,name_zh,name_en,lat,lon,division,properties\n");
    for (int i = 0; i < 500; i++)
        n += (size_t)snprintf(text + n, sizeof text - n, "T-%d,ghost,一,One,50.1,10.15,,\n", i);
    pack_folder_write(folder, "things.csv", text);
    ck_assert_int_eq(pack_load(folder, &p, &report), XC_EINVAL);
    ck_assert_uint_eq(report.kept, PACK_MAX_PROBLEMS);
    ck_assert_uint_ge(report.count, 500);
}
END_TEST

START_TEST(no_folder_is_no_pack)
{
    pack *p = NULL;
    ck_assert_int_eq(pack_load("/tmp/xc_no_such_pack", &p, &report), XC_EIO);
    ck_assert_ptr_null(p);
    ck_assert_uint_eq(report.kept, 1);
}
END_TEST

START_TEST(memory_may_end_anywhere)
{
    for (unsigned n = 1; alloc_fail_next(n); n++) {
        pack *p = NULL;
        alloc_fail_at(n);
        xc_err err = pack_load(folder, &p, &report);
        bool failed = alloc_fail_happened();
        alloc_fail_never();
        ck_assert_msg(err == (failed ? XC_ENOMEM : XC_OK), "%u: %d", n, err);
        pack_unref(p);
        if (!failed)
            break;
    }
}
END_TEST

int main(void)
{
    Suite *s = suite_create("pack");
    TCase *t = tcase_create("pack");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_set_timeout(t, 60);
    tcase_add_test(t, divisions_are_a_tree);
    tcase_add_test(t, a_prefix_is_a_code_without_its_empty_groups);
    tcase_add_test(t, points_lie_in_outlines);
    tcase_add_test(t, things_rules_and_models_are_there);
    tcase_add_test(t, calendar_and_people_are_there);
    tcase_add_test(t, the_digest_is_that_of_the_content);
    tcase_add_test(t, blanks_are_filled);
    tcase_add_loop_test(t, what_is_broken_is_said, 0, (int)(sizeof broken / sizeof *broken));
    tcase_add_test(t, all_mistakes_come_at_once);
    tcase_add_test(t, mistakes_are_counted_past_the_ceiling);
    tcase_add_test(t, no_folder_is_no_pack);
    tcase_add_test(t, memory_may_end_anywhere);
    suite_add_tcase(s, t);
    SRunner *r = srunner_create(s);
    srunner_run_all(r, CK_NORMAL);
    int failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed != 0;
}
