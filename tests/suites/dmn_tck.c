/* dmn_tck.c - runs the DMN Technology Compatibility Kit, levels 2 and 3.
 *
 *   dmn_tck SCORE_FILE [-v] [FOLDER]
 *
 * A case passes when all its results are right. The score file holds how many cases pass; fewer
 * than that is a failure. Ends with 77 (skip) when the kit is not there. */
#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "codec/xml.h"
#include "engine/dmn/dmn.h"

enum { PATH_LEN = 600, MAX_FOLDERS = 400, CASE_BYTES = 256 << 20 };

typedef struct {
    int passed, total;
    bool verbose;
    const char *only;
    char root[400];
    xc_arena *files, *work;
} tally;

/* ---- values of the kit ---- */

static const feel_value *typed(xc_arena *a, const char *function, xc_str text)
{
    const feel_expr *e;
    xc_str source = xc_arena_printf(a, "%s(\"%.*s\")", function, XC_STR_ARG(text));
    if (!source.ptr || feel_parse(source, NULL, 0, a, &e, NULL))
        return feel_null();
    return feel_eval(e, feel_null(), a, NULL, NULL);
}

static const feel_value *simple(xc_arena *a, const xml_node *n)
{
    static const char *const FUNCTIONS[][2] = { { "date", "date" },
                                                { "time", "time" },
                                                { "dateTime", "date and time" },
                                                { "duration", "duration" } };
    xc_str nil = xml_attr_of(n, "nil"), text = xml_text(n), head, type = { 0 };
    for (const xml_attr *at = n->attrs; at; at = at->next) {
        if (xc_str_is(at->name, "nil"))
            nil = at->value;
        if (xc_str_is(at->name, "type"))
            type = at->value;
    }
    if (xc_str_is(nil, "true"))
        return feel_null();
    xc_str local = xc_str_cut(type, ':', &head);
    type = local.ptr ? local : type;
    for (size_t i = 0; i < sizeof FUNCTIONS / sizeof FUNCTIONS[0]; i++)
        if (xc_str_is(type, FUNCTIONS[i][0]))
            return typed(a, FUNCTIONS[i][1], text);
    if (xc_str_is(type, "boolean"))
        return feel_bool(xc_str_is(text, "true"));
    if (xc_str_is(type, "decimal") || xc_str_is(type, "double") || xc_str_is(type, "integer"))
        return feel_number(a, text);
    return feel_string(a, n->text);
}

static bool is_nil(const xml_node *n)
{
    for (const xml_attr *at = n->attrs; at; at = at->next)
        if (xc_str_is(at->name, "nil"))
            return xc_str_is(at->value, "true");
    return false;
}

static const feel_value *value_of(xc_arena *a, const xml_node *n)
{
    const xml_node *v = xml_child(n, NULL, "value"), *list = xml_child(n, NULL, "list");
    if (is_nil(n))
        return feel_null();
    if (v)
        return simple(a, v);
    if (list && is_nil(list))
        return feel_null();
    if (list) {
        const feel_value **items = xc_arena_array(a, list->count, sizeof *items);
        size_t count = 0;
        for (const xml_node *i = xml_child(list, NULL, "item"); i && items;
             i = xml_next(i, NULL, "item"))
            items[count++] = value_of(a, i);
        return feel_list(a, items, count);
    }
    const feel_value *c = feel_null();
    for (const xml_node *i = xml_child(n, NULL, "component"); i; i = xml_next(i, NULL, "component"))
        c = feel_with(a, c, xml_attr_of(i, "name"), value_of(a, i));
    return c;
}

/* Numbers of the kit are rounded to some eight digits. */
static bool near(const feel_value *a, const feel_value *b)
{
    double x, y;
    return feel_to_double(a, &x) && feel_to_double(b, &y) && fabs(x - y) <= 1e-8 * fmax(1, fabs(x));
}

static bool same(const feel_value *want, const feel_value *got)
{
    feel_type t = feel_type_of(want);
    if (t != feel_type_of(got))
        return false;
    if (t == FEEL_NUMBER)
        return feel_equal(want, got) || near(want, got);
    if (t != FEEL_LIST && t != FEEL_CONTEXT)
        return feel_equal(want, got);
    if (feel_count(want) != feel_count(got))
        return false;
    for (size_t i = 0; i < feel_count(want); i++) {
        char key[300] = "";
        xc_str name = { 0 };
        const feel_value *w = feel_item(want, i, &name), *g = feel_item(got, i, NULL);
        if (t == FEEL_CONTEXT) {
            (void)snprintf(key, sizeof key, "%.*s", XC_STR_ARG(name));
            g = feel_get(got, key);
        }
        if (!same(w, g))
            return false;
    }
    return true;
}

/* ---- cases ---- */

static void show(const char *label, const feel_value *v)
{
    xc_buf text;
    xc_buf_init(&text, 1 << 20);
    feel_to_text(&text, v);
    printf("      %s %.*s\n", label, XC_STR_ARG(xc_buf_view(&text)));
    xc_buf_done(&text);
}

static bool run_result(tally *t, const dmn_model *m, const xml_node *test, const xml_node *result,
                       const feel_value *inputs)
{
    xc_problem why = { 0 };
    const feel_value *got = feel_null();
    feel_options now = { .now_us = INT64_C(1700000000000000) };
    xc_str service = xml_attr_of(test, "invocableName"), name = xml_attr_of(result, "name");
    const xml_node *expected = xml_child(result, NULL, "expected");
    const feel_value *want = expected ? value_of(t->work, expected) : feel_null();
    xc_err err =
        dmn_decide(m, service.len ? service : name, inputs, t->work, &now, &got, NULL, &why);
    if (service.len && xml_next(xml_child(test, NULL, "resultNode"), NULL, "resultNode")) {
        char key[300];
        (void)snprintf(key, sizeof key, "%.*s", XC_STR_ARG(name));
        got = feel_get(got, key);
    }
    bool good = same(want, got) && (!err || err == XC_EREFUSED);
    if (!good && t->verbose) {
        printf("    case %.*s, %.*s %s\n", XC_STR_ARG(xml_attr_of(test, "id")), XC_STR_ARG(name),
               err ? xc_problem_text(&why, XC_LANG_EN) : "");
        show("want", want);
        show("got ", got);
    }
    return good;
}

static bool run_case(tally *t, const dmn_model *m, const xml_node *test)
{
    const feel_value *inputs = feel_null();
    bool good = true;
    for (const xml_node *n = xml_child(test, NULL, "inputNode"); n;
         n = xml_next(n, NULL, "inputNode"))
        inputs = feel_with(t->work, inputs, xml_attr_of(n, "name"), value_of(t->work, n));
    for (const xml_node *n = xml_child(test, NULL, "resultNode"); n;
         n = xml_next(n, NULL, "resultNode"))
        good = run_result(t, m, test, n, inputs) && good;
    return good;
}

/* ---- files ---- */

static char *slurp(const char *path, size_t *ret_len)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return NULL;
    xc_buf b;
    xc_buf_init(&b, 8 << 20);
    char part[4096];
    for (size_t n; (n = fread(part, 1, sizeof part, f)) > 0;)
        xc_buf_put(&b, part, n);
    (void)fclose(f);
    return xc_buf_take(&b, ret_len);
}

static const xml_node *read_tests(tally *t, const char *path)
{
    size_t len = 0;
    const xml_node *root = NULL;
    char *text = slurp(path, &len);
    if (text && xml_parse((xc_str){ text, len }, t->files, &root, NULL))
        root = NULL;
    xc_free(text);
    return root;
}

static void run_tests(tally *t, const char *folder, const dmn_model *m, const xml_node *root)
{
    int passed = 0, total = 0;
    for (const xml_node *n = xml_child(root, NULL, "testCase"); n;
         n = xml_next(n, NULL, "testCase"), total++) {
        passed += m && run_case(t, m, n);
        xc_arena_reset(t->work);
    }
    t->passed += passed;
    t->total += total;
    if (t->verbose || passed < total)
        printf("  %s: %d of %d\n", folder, passed, total);
}

static void run_folder(tally *t, const char *level, const char *name)
{
    char path[PATH_LEN * 2];
    size_t len = 0;
    dmn_model *m = NULL;
    xc_problem why = { 0 };
    if (t->only && !strstr(name, t->only))
        return;
    (void)snprintf(path, sizeof path, "%s/%s/%s/%s.dmn", t->root, level, name, name);
    char *xml = slurp(path, &len);
    if (xml && dmn_model_new_draft((xc_str){ xml, len }, name, &m, &why))
        printf("  %s: line %u: %s\n", name, why.line, xc_problem_text(&why, XC_LANG_EN));
    (void)snprintf(path, sizeof path, "%s/%s/%s/%s-test-01.xml", t->root, level, name, name);
    const xml_node *tests = read_tests(t, path);
    if (tests)
        run_tests(t, name, m, tests);
    dmn_model_free(m);
    xc_free(xml);
    xc_arena_reset(t->files);
}

static void run_level(tally *t, const char *level)
{
    char path[PATH_LEN];
    struct dirent **names;
    (void)snprintf(path, sizeof path, "%s/%s", t->root, level);
    int count = scandir(path, &names, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        if (names[i]->d_name[0] != '.')
            run_folder(t, level, names[i]->d_name);
        free(names[i]);
    }
    if (count >= 0)
        free(names);
}

static bool find_kit(char root[400])
{
    const char *shared = getenv("XIUCHENG_SHARED");
    const char *const tries[] = { shared ? shared : "../shared", "../shared", "../../shared" };
    for (size_t k = 0; k < sizeof tries / sizeof *tries; k++) {
        char path[500];
        (void)snprintf(root, 400, "%s/suites/dmn-tck", tries[k]);
        (void)snprintf(path, sizeof path, "%s/testCases.xsd", root);
        FILE *f = fopen(path, "rb");
        if (f) {
            (void)fclose(f);
            return true;
        }
    }
    return false;
}

static int committed_score(const char *path)
{
    size_t len = 0;
    int64_t n = 0;
    char *text = slurp(path, &len);
    if (text)
        (void)xc_str_int(xc_str_trim((xc_str){ text, len }), 0, 100000, &n);
    xc_free(text);
    return (int)n;
}

int main(int argc, char **argv)
{
    tally t = { 0 };
    const char *score = argc > 1 ? argv[1] : "tests/suites/dmn_score.txt";
    for (int k = 2; k < argc; k++) {
        if (strcmp(argv[k], "-v") == 0)
            t.verbose = true;
        else
            t.only = argv[k];
    }
    if (!find_kit(t.root)) {
        printf("the DMN kit is not on this machine (XIUCHENG_SHARED): skipped\n");
        return 77;
    }
    if (xc_arena_new(CASE_BYTES, &t.files) || xc_arena_new(CASE_BYTES, &t.work))
        return 1;
    run_level(&t, "compliance-level-2");
    run_level(&t, "compliance-level-3");
    xc_arena_free(t.files);
    xc_arena_free(t.work);
    int committed = t.only ? 0 : committed_score(score);
    printf("DMN TCK: %d of %d cases pass (committed: %d)\n", t.passed, t.total, committed);
    if (t.passed > committed && !t.only)
        printf("better than committed: write %d into %s\n", t.passed, score);
    return t.passed < committed;
}
