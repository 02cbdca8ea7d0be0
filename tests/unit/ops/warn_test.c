/* warn_test.c - warnings of the Common Alerting Protocol: what is read, what is refused and why;
 * all files of $XIUCHENG_SHARED/data/cap_alerts if they are there. */
#include "ops/warn.h"

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "alloc_fail.h"
#include "base/clock.h"
#include "base/mem.h"
#include "codec/time_text.h"

static xc_arena *arena;

static void set_up(void)
{
    ck_assert_int_eq(xc_arena_new(64 << 20, &arena), XC_OK);
}

static void tear_down(void)
{
    arena = xc_arena_free(arena);
}

/* a whole message in parts, so that tests can change one */
#define HEAD                                                                                  \
    "<alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'>\n<identifier>SH-1</identifier>\n"   \
    "<sender>met@sh.example</sender>\n<sent>2026-07-29T14:05:00+08:00</sent>\n"               \
    "<status>Actual</status>\n<msgType>Update</msgType>\n<scope>Public</scope>\n"             \
    "<code>a</code><code>b</code>\n"                                                          \
    "<references>met@sh.example,SH-0,2026-07-29T13:00:00+08:00 x,y,2026-07-28T00:00:00-00:00" \
    "</references>\n<incidents>one \"two three\"</incidents>\n"
#define INFO                                                                                \
    "<info><language>zh-CN</language><category>Met</category><category>Infra</category>\n"  \
    "<event>暴雨</event><responseType>Avoid</responseType><urgency>Immediate</urgency>\n" \
    "<severity>Severe</severity><certainty>Likely</certainty>\n"                            \
    "<eventCode><valueName>GB</valueName><value>11B03</value></eventCode>\n"                \
    "<expires>2026-07-29T20:05:00+08:00</expires><headline>暴雨橙色预警</headline>\n"
#define AREA                                                             \
    "<area><areaDesc>黄浦区</areaDesc>\n"                             \
    "<polygon>31.2,121.4 31.3,121.4 31.3,121.5\n 31.2,121.4</polygon>\n" \
    "<circle>31.0,121.0 5</circle>\n"                                    \
    "<geocode><valueName>GB2260</valueName><value>310101</value></geocode></area>\n"
#define TAIL "</info>\n</alert>\n"

static const warn_alert *good(const char *xml)
{
    const warn_alert *alert = NULL;
    xc_problem why = { 0 };
    xc_err err = warn_parse(xc_str_of(xml), arena, &alert, &why);
    ck_assert_msg(err == XC_OK, "line %u %s: %s", why.line, why.where, why.en);
    return alert;
}

START_TEST(a_message_is_read)
{
    const warn_alert *a = good(HEAD INFO AREA TAIL);
    int64_t sent = 0;
    ck_assert(time_parse(XC_STR("2026-07-29T06:05:00Z"), &sent));
    ck_assert(xc_str_is(a->version, "1.2"));
    ck_assert(xc_str_is(a->identifier, "SH-1"));
    ck_assert_int_eq(a->sent_us, sent);
    ck_assert_int_eq(a->type, WARN_TYPE_UPDATE);
    ck_assert_int_eq(a->scope, WARN_SCOPE_PUBLIC);
    ck_assert_uint_eq(a->codes.count, 2);
    ck_assert(xc_str_is(a->codes.items[1], "b"));
    ck_assert_uint_eq(a->references.count, 2);
    ck_assert(xc_str_is(a->references.items[0].identifier, "SH-0"));
    ck_assert_uint_eq(a->incidents.count, 2);
    ck_assert(xc_str_is(a->incidents.items[1], "two three"));
    ck_assert_ptr_null(a->note.ptr);
    ck_assert(!a->signed_message);

    const warn_info *info = a->infos.items;
    ck_assert_uint_eq(info->categories, 1u << 1 | 1u << 9);
    ck_assert_uint_eq(info->responses, 1u << 4);
    ck_assert_int_eq(info->severity, WARN_SEVERITY_SEVERE);
    ck_assert(xc_str_is(info->headline, "暴雨橙色预警"));
    ck_assert(info->effective_us == TIME_NONE && info->expires_us == sent + 6 * XC_HOUR_US);
    ck_assert(xc_str_is(warn_pair_find(info->event_codes, "GB"), "11B03"));
    ck_assert_ptr_null(warn_pair_find(info->event_codes, "no").ptr);
    ck_assert_ptr_eq(warn_info_in(a, "zh"), info);

    const warn_area *area = info->areas.items;
    ck_assert_uint_eq(area->polygons.items[0].count, 4);
    ck_assert_double_eq(area->circles.items[0].radius_m, 5000);
    ck_assert(warn_area_covers(area, (geo_point){ 31.28, 121.42 }));
    ck_assert(warn_area_covers(area, (geo_point){ 31.03, 121.03 }));
    ck_assert(!warn_area_covers(area, (geo_point){ 31.22, 121.48 }));
    ck_assert(!area->has_altitude);
}
END_TEST

START_TEST(an_area_of_words_covers_no_point)
{
    const warn_alert *a = good(HEAD INFO "<area><areaDesc>全市</areaDesc></area>" TAIL);
    ck_assert_ptr_null(a->infos.items[0].areas.items[0].shape);
    ck_assert(!warn_area_covers(a->infos.items[0].areas.items, (geo_point){ 31, 121 }));
}
END_TEST

START_TEST(languages_are_found)
{
    const warn_alert *a = good(HEAD INFO "</info>"
                                         "<info><category>Met</category><event>Rain</event>"
                                         "<urgency>Past</urgency><severity>Minor</severity>"
                                         "<certainty>Observed</certainty></info></alert>");
    ck_assert_ptr_eq(warn_info_in(a, "en"), a->infos.items + 1);
    ck_assert_ptr_eq(warn_info_in(a, "zh-CN"), a->infos.items);
    ck_assert_ptr_eq(warn_info_in(a, "e"), a->infos.items);
}
END_TEST

START_TEST(mistakes_are_told_with_element_and_line)
{
    static const struct {
        const char *xml, *where;
        uint32_t line;
    } rows[] = {
        { "<alert/>", "alert", 1 },
        { "<alert xmlns='urn:oasis:names:tc:emergency:cap:1.0'/>", "alert", 1 },
        { "<alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'/>", "alert", 1 },
        { HEAD "<info/></alert>", "alert/info", 11 },
        { HEAD "<x/></alert>", "alert/x", 11 },
        { HEAD "<note>late</note></alert>", "alert/note", 11 },
        { HEAD INFO AREA "<web>late</web>" TAIL, "alert/info/web", 21 },
        { HEAD INFO "<area/>" TAIL, "alert/info/area", 16 },
        { HEAD INFO AREA "<area><areaDesc/><polygon>1,1 2,2 1,1</polygon></area>" TAIL,
          "alert/info/area[2]/polygon", 21 },
        { HEAD INFO "<area><areaDesc/><polygon>1,1 2,2 3,1 1,2</polygon></area>" TAIL,
          "alert/info/area/polygon", 16 },
        { HEAD INFO "<area><areaDesc/><polygon>1,1 2,2 91,1 1,1</polygon></area>" TAIL,
          "alert/info/area/polygon", 16 },
        { HEAD INFO "<area><areaDesc/><polygon>1,1 2,2 3,1, 1,1</polygon></area>" TAIL,
          "alert/info/area/polygon", 16 },
        { HEAD INFO "<area><areaDesc/><polygon>1,1 1,1 2,2 1,1</polygon></area>" TAIL,
          "alert/info/area/polygon", 16 },
        { HEAD INFO "<area><areaDesc/><polygon/></area>" TAIL, "alert/info/area/polygon", 16 },
        { HEAD INFO "<area><areaDesc/><circle>1,1</circle></area>" TAIL, "alert/info/area/circle",
          16 },
        { HEAD INFO "<area><areaDesc/><circle>1,1 -2</circle></area>" TAIL,
          "alert/info/area/circle", 16 },
        { HEAD INFO "<area><areaDesc/><circle>1,1 2 3</circle></area>" TAIL,
          "alert/info/area/circle", 16 },
        { HEAD INFO "<area><areaDesc/><geocode><value>1</value></geocode></area>" TAIL,
          "alert/info/area/geocode", 16 },
        { HEAD INFO "<area><areaDesc/><ceiling>1</ceiling></area>" TAIL, "alert/info/area", 16 },
        { HEAD INFO "<area><areaDesc/><altitude>high</altitude></area>" TAIL,
          "alert/info/area/altitude", 16 },
        { HEAD INFO "<resource><resourceDesc>r</resourceDesc></resource>" TAIL,
          "alert/info/resource", 16 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const warn_alert *a = NULL;
        xc_problem why = { 0 };
        ck_assert_msg(warn_parse(xc_str_of(rows[i].xml), arena, &a, &why) == XC_EINVAL, "row %zu",
                      i);
        ck_assert_ptr_null(a);
        ck_assert_str_eq(why.where, rows[i].where);
        ck_assert_msg(why.line == rows[i].line, "row %zu: line %u", i, why.line);
        ck_assert_str_ne(why.zh, "");
    }
}
END_TEST

/* one value of a good message changed */
START_TEST(values_are_checked)
{
    static const struct {
        const char *from, *to;
        bool good;
    } rows[] = {
        { "SH-1", "", false },
        { "SH-1", "SH 1", false },
        { "SH-1", "SH,1", false },
        { "2026-07-29T14:05:00+08:00", "2026-07-29T14:05:00Z", false },
        { "2026-07-29T14:05:00+08:00", "2026-07-29T14:05:00.5+08:00", false },
        { "2026-07-29T14:05:00+08:00", "2026-02-30T14:05:00+08:00", false },
        { "2026-07-29T14:05:00+08:00", "2026-07-29T14:05:00", false },
        { "2026-07-29T14:05:00+08:00", " 2026-07-29T14:05:00-00:00 ", true },
        { ">Actual<", ">actual<", false },
        { ">Update<", "><", false },
        { ">Public<", ">Private<", false },
        { ">Public<", ">Restricted<", false },
        { "<scope>Public</scope>", "<scope>Restricted</scope><restriction>r</restriction>", true },
        { "<scope>Public</scope>", "<scope>Private</scope><addresses>a b</addresses>", true },
        { "<scope>Public</scope>", "", false },
        { "met@sh.example,SH-0,", "met@sh.example,SH-0", false },
        { ",SH-0,", ",,", false },
        { ">Met<", ">Meteo<", false },
        { "<event>暴雨", "<event> ", false },
        { ">Avoid<", ">Run<", false },
        { ">Immediate<", ">Now<", false },
        { ">Severe<", ">Bad<", false },
        { ">Likely<", ">Very Likely<", false },
        { "</alert>", "<s:Signature xmlns:s='http://www.w3.org/2000/09/xmldsig#'/></alert>", true },
        { "<info>", "<o:x xmlns:o='urn:other'><o:y/></o:x><info>", true },
    };
    static const char whole[] = HEAD INFO AREA TAIL;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char xml[sizeof whole + 200];
        const char *at = strstr(whole, rows[i].from);
        ck_assert_ptr_nonnull(at);
        (void)snprintf(xml, sizeof xml, "%.*s%s%s", (int)(at - whole), whole, rows[i].to,
                       at + strlen(rows[i].from));
        const warn_alert *a = NULL;
        xc_problem why = { 0 };
        xc_err err = warn_parse(xc_str_of(xml), arena, &a, &why);
        ck_assert_msg(err == (rows[i].good ? XC_OK : XC_EINVAL), "%s: %s %s", rows[i].to,
                      xc_err_name(err), why.en);
    }
}
END_TEST

START_TEST(each_allocation_may_fail)
{
    for (unsigned n = 1; alloc_fail_next(n); n++) {
        xc_arena *a;
        const warn_alert *alert = NULL;
        ck_assert_int_eq(xc_arena_new(1 << 20, &a), XC_OK);
        alloc_fail_at(n);
        xc_err err = warn_parse(XC_STR(HEAD INFO AREA TAIL), a, &alert, NULL);
        bool failed = alloc_fail_happened();
        ck_assert_int_eq(err, failed ? XC_ENOMEM : XC_OK);
        ck_assert_int_eq(alert == NULL, failed);
        a = xc_arena_free(a);
        if (!failed)
            return;
    }
    ck_abort_msg("the loop has no end");
}
END_TEST

/* ---- files ---- */

/* Those of invalid/ that break the schema; the rest of them only carry signatures that do not hold,
 * which nobody verifies here. */
static const struct {
    const char *name;
    xc_err err;
    const char *where;
} broken[] = {
    { "google_canada_errors.cap.xml", XC_EINVAL, "alert/references" },
    { "google_invalid.cap.xml", XC_EINVAL, "alert" },
    { "google_noaa_errors.cap.xml", XC_EINVAL, "alert/references" },
    { "google_xee.cap.xml", XC_EINVAL, "" },
    { "wmo_sc_invalid_schema.xml", XC_EINVAL, "schema" },
    { "wmo_tg_invalid_schema.xml", XC_EINVAL, "alert/info" },
};

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

static void check_file(const char *folder, const char *name, bool valid)
{
    const warn_alert *a = NULL;
    xc_problem why = { 0 };
    xc_arena_reset(arena);
    xc_str xml = file_in(folder, name);
    int64_t from = xc_monotonic_us();
    xc_err err = warn_parse(xml, arena, &a, &why), wanted = XC_OK;
    int64_t took_us = xc_monotonic_us() - from;
    const char *where = "";
    for (size_t i = 0; i < sizeof broken / sizeof *broken && !valid; i++)
        if (strcmp(broken[i].name, name) == 0) {
            wanted = broken[i].err;
            where = broken[i].where;
        }
    (void)printf("%-40s %7zu bytes %6lld us  %s %s:%u %s\n", name, xml.len, (long long)took_us,
                 xc_err_name(err), why.where, why.line, why.en);
    ck_assert_msg(err == wanted, "%s: %s %u %s", name, why.where, why.line, why.en);
    ck_assert_str_eq(why.where, where);
}

static void check_folder(const char *which)
{
    char folder[2048];
    const char *shared = getenv("XIUCHENG_SHARED");
    (void)snprintf(folder, sizeof folder, "%s/data/cap_alerts/%s", shared ? shared : "../shared",
                   which);
    DIR *dir = opendir(folder);
    if (!dir)
        return;
    for (const struct dirent *entry; (entry = readdir(dir)) != NULL;)
        if (entry->d_name[0] != '.')
            check_file(folder, entry->d_name, strcmp(which, "valid") == 0);
    (void)closedir(dir);
}

START_TEST(files)
{
    check_folder("valid");
    check_folder("invalid");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("warn");
    TCase *cases = tcase_create("warn");
    suite_add_tcase(suite, cases);
    tcase_add_checked_fixture(cases, set_up, tear_down);
    tcase_set_timeout(cases, 60);
    tcase_add_test(cases, a_message_is_read);
    tcase_add_test(cases, an_area_of_words_covers_no_point);
    tcase_add_test(cases, languages_are_found);
    tcase_add_test(cases, mistakes_are_told_with_element_and_line);
    tcase_add_test(cases, values_are_checked);
    tcase_add_test(cases, each_allocation_may_fail);
    tcase_add_test(cases, files);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
