/* cmd_dmn_tck.c - runs the DMN Technology Compatibility Kit: its own XML against what we decide.
 *
 * A case passes when all its results are right. Where the kit marks an error, our answer must be
 * null; whether a diagnostic came with it is counted apart. */
#include <dirent.h>
#include <math.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "codec/csv.h"
#include "codec/xml.h"
#include "main/cmd_dmn.h"

enum { PATH_LEN = 1200, MAX_DEPTH = 6, MAX_TEST = 64 << 20, CASE_BYTES = 256 << 20 };

typedef struct {
    const dmn_tck_options *o;
    dmn_tck_score all, folder;
    char shown[PATH_LEN], test[300]; /* the folder below the root, the test file without ".xml" */
    xc_arena *files, *work;
    char wrong[400]; /* what is wrong with this case */
} tck;

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

static const feel_value *value_of(xc_arena *a, const xml_node *n);

static const feel_value *list_of(xc_arena *a, const xml_node *list)
{
    const feel_value **items = xc_arena_array(a, list->count, sizeof *items);
    size_t count = 0;
    if (is_nil(list) || !items)
        return feel_null();
    for (const xml_node *i = xml_child(list, NULL, "item"); i; i = xml_next(i, NULL, "item"))
        items[count++] = value_of(a, i);
    return feel_list(a, items, count);
}

static const feel_value *value_of(xc_arena *a, const xml_node *n)
{
    const xml_node *v = xml_child(n, NULL, "value"), *list = xml_child(n, NULL, "list");
    if (is_nil(n))
        return feel_null();
    if (v)
        return simple(a, v);
    if (list)
        return list_of(a, list);
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

static xc_str text_of(xc_arena *a, const feel_value *v)
{
    xc_buf text;
    xc_buf_init(&text, 1 << 20);
    feel_to_text(&text, v);
    xc_str kept = xc_arena_str(a, xc_buf_view(&text));
    xc_buf_done(&text);
    return kept;
}

static void tell(tck *t, xc_str name, const feel_value *want, const feel_value *got,
                 const xc_problem *why)
{
    const char *said = why->code ? xc_problem_text(why, XC_LANG_EN) : "";
    xc_str w = text_of(t->work, want), g = text_of(t->work, got);
    if (!t->wrong[0])
        (void)snprintf(t->wrong, sizeof t->wrong, "%.*s: want %.*s, got %.*s %s", XC_STR_ARG(name),
                       XC_STR_ARG(w), XC_STR_ARG(g), said); /* cut */
}

static bool is_error(const xml_node *result)
{
    return xc_str_is(xml_attr_of(result, "errorResult"), "true");
}

static const feel_value *expected_of(tck *t, const xml_node *result)
{
    const xml_node *expected = xml_child(result, NULL, "expected");
    return expected ? value_of(t->work, expected) : feel_null();
}

/* of a service with several outputs the one that is asked for */
static const feel_value *output_of(const xml_node *test, const xml_node *result,
                                   const feel_value *v)
{
    char key[300];
    if (!xml_next(xml_child(test, NULL, "resultNode"), NULL, "resultNode"))
        return v;
    (void)snprintf(key, sizeof key, "%.*s", XC_STR_ARG(xml_attr_of(result, "name")));
    return feel_get(v, key);
}

static bool run_result(tck *t, const dmn_model *m, const xml_node *test, const xml_node *result,
                       const feel_value *inputs)
{
    xc_problem why = { 0 };
    feel_diag diag = { 0 };
    const feel_value *got = feel_null(), *want = expected_of(t, result);
    feel_options now = { .now_us = INT64_C(1700000000000000) };
    xc_str service = xml_attr_of(test, "invocableName"), name = xml_attr_of(result, "name");
    xc_err err = dmn_decide_noting(m, service.len ? service : name, inputs, t->work, &now, &diag,
                                   &got, NULL, &why);
    if (service.len)
        got = output_of(test, result, got);
    bool good = same(want, got) && (!err || err == XC_EREFUSED);
    if (is_error(result)) {
        t->folder.errors++;
        t->folder.errors_told += good && (err || diag.count);
        if (good && !err && !diag.count && t->o->verbose)
            printf("    %.*s is null without a diagnostic\n", XC_STR_ARG(name));
    }
    if (!good)
        tell(t, name, want, got, &why);
    return good;
}

static const feel_value *inputs_of(tck *t, const xml_node *test)
{
    const feel_value *inputs = feel_null();
    for (const xml_node *n = xml_child(test, NULL, "inputNode"); n;
         n = xml_next(n, NULL, "inputNode"))
        inputs = feel_with(t->work, inputs, xml_attr_of(n, "name"), value_of(t->work, n));
    return inputs;
}

static void put_csv(tck *t, const xml_node *test, bool good)
{
    xc_buf row;
    if (!t->o->csv)
        return;
    xc_buf_init(&row, 1 << 16);
    xc_buf_printf(&row, "\"%s\",\"%s\",\"%.*s\",\"%s\",\"", t->shown, t->test,
                  XC_STR_ARG(xml_attr_of(test, "id")), good ? "SUCCESS" : "ERROR");
    for (const char *c = t->wrong; *c; c++)
        xc_buf_text(&row, *c == '"' ? "\"\"" : (char[2]){ *c < ' ' && *c > 0 ? ' ' : *c, 0 });
    xc_buf_text(&row, "\"\n");
    (void)fwrite(row.ptr, 1, row.len, t->o->csv); /* ferror is asked at the end */
    xc_buf_done(&row);
}

static void run_case(tck *t, const dmn_model *m, const xml_node *test)
{
    bool good = m != NULL, valued = false;
    t->wrong[0] = 0;
    const feel_value *inputs = inputs_of(t, test);
    for (const xml_node *n = xml_child(test, NULL, "resultNode"); n;
         n = xml_next(n, NULL, "resultNode")) {
        valued = valued || feel_type_of(expected_of(t, n)) != FEEL_NULL;
        good = m && run_result(t, m, test, n, inputs) && good;
    }
    if (!m)
        (void)snprintf(t->wrong, sizeof t->wrong, "the model cannot be read");
    t->folder.passed += good;
    t->folder.failed += !good;
    t->folder.valued += valued;
    t->folder.valued_passed += good && valued;
    if (!good && t->o->verbose)
        printf("    %.*s %s\n", XC_STR_ARG(xml_attr_of(test, "id")), t->wrong);
    put_csv(t, test, good);
    xc_arena_reset(t->work);
}

/* ---- files ---- */

static const xml_node *read_tests(tck *t, const char *path)
{
    xc_str text;
    const xml_node *root = NULL;
    if (dmn_file_read(path, MAX_TEST, &text, NULL))
        return NULL;
    if (xml_parse(text, t->files, &root, NULL))
        root = NULL;
    xc_free((char *)text.ptr);
    return root && xc_str_is(root->name, "testCases") ? root : NULL;
}

static void add(dmn_tck_score *to, const dmn_tck_score *more)
{
    to->passed += more->passed;
    to->failed += more->failed;
    to->valued += more->valued;
    to->valued_passed += more->valued_passed;
    to->errors += more->errors;
    to->errors_told += more->errors_told;
}

static void run_tests(tck *t, const char *folder, const char *file)
{
    char path[PATH_LEN * 2];
    dmn_model *m = NULL;
    xc_problem why = { 0 };
    (void)snprintf(path, sizeof path, "%s/%s", folder, file); /* long paths are not found */
    const xml_node *root = read_tests(t, path);
    if (root) {
        xc_str name = xml_child_text(root, NULL, "modelName");
        (void)snprintf(t->test, sizeof t->test, "%.*s", (int)strlen(file) - 4, file);
        (void)snprintf(path, sizeof path, "%s/%.*s", folder, XC_STR_ARG(name));
        if (dmn_file_model(path, true, &m, &why))
            printf("  %s:%u: %s\n", path, why.line, xc_problem_text(&why, XC_LANG_EN));
    }
    for (const xml_node *n = xml_child(root, NULL, "testCase"); n;
         n = xml_next(n, NULL, "testCase"))
        run_case(t, m, n);
    dmn_model_free(m);
    xc_arena_reset(t->files);
}

static void end_folder(tck *t)
{
    const dmn_tck_score *f = &t->folder;
    if (f->failed || (t->o->verbose && f->passed))
        printf("  %-60s %4zu of %4zu, not null %4zu of %4zu, errors told %3zu of %3zu\n", t->shown,
               f->passed, f->passed + f->failed, f->valued_passed, f->valued, f->errors_told,
               f->errors);
    add(&t->all, f);
    t->folder = (dmn_tck_score){ 0 };
}

static bool ends_with(const char *name, const char *end)
{
    size_t n = strlen(name), e = strlen(end);
    return n > e && strcmp(name + n - e, end) == 0;
}

/* The names in a folder, in order. */
typedef struct {
    char **names; /* owned */
    size_t count, room;
} listing;

static bool add_name(listing *l, const char *name)
{
    if (l->count == l->room) {
        size_t room = l->room * 2 + 32;
        char **grown = xc_realloc_array(l->names, room, sizeof *grown);
        if (!grown)
            return false;
        l->names = grown;
        l->room = room;
    }
    l->names[l->count] = xc_memdup0(name, strlen(name));
    return l->names[l->count++] != NULL;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void end_listing(listing *l)
{
    for (size_t i = 0; i < l->count; i++)
        xc_free(l->names[i]);
    xc_free(l->names);
}

static bool list_folder(const char *folder, listing *ret)
{
    DIR *d = opendir(folder);
    bool whole = d != NULL;
    *ret = (listing){ 0 };
    for (struct dirent *e = d ? readdir(d) : NULL; e && whole; e = readdir(d))
        if (e->d_name[0] != '.')
            whole = add_name(ret, e->d_name);
    if (d)
        (void)closedir(d); /* only read from */
    if (whole && ret->count)
        qsort(ret->names, ret->count, sizeof *ret->names, by_name);
    return whole;
}

static void run_folder(tck *t, const char *folder, const listing *l, int depth);

static void run_inner(tck *t, const char *folder, const char *name, int depth)
{
    char path[PATH_LEN];
    listing inner;
    (void)snprintf(path, sizeof path, "%s/%s", folder, name); /* long paths are not found */
    if (depth < MAX_DEPTH && !ends_with(name, ".xml") && !ends_with(name, ".dmn") &&
        list_folder(path, &inner)) {
        run_folder(t, path, &inner, depth);
        end_listing(&inner);
    }
}

static void run_folder(tck *t, const char *folder, const listing *l, int depth)
{
    bool wanted = !t->o->only || strstr(folder, t->o->only);
    (void)snprintf(t->shown, sizeof t->shown, "%s",
                   folder + strlen(t->o->root) + (depth ? 1 : 0)); /* cut */
    for (size_t i = 0; i < l->count; i++)
        if (wanted && ends_with(l->names[i], ".xml"))
            run_tests(t, folder, l->names[i]);
    end_folder(t);
    for (size_t i = 0; i < l->count; i++)
        run_inner(t, folder, l->names[i], depth + 1);
}

static xc_err run_root(tck *t, xc_problem *why)
{
    listing l;
    if (!list_folder(t->o->root, &l))
        return xc_fail(why, XC_ENOTFOUND, t->o->root, "there is no such folder", "没有这个文件夹");
    run_folder(t, t->o->root, &l, 0);
    end_listing(&l);
    return XC_OK;
}

xc_err dmn_tck_run(const dmn_tck_options *options, dmn_tck_score *ret, xc_problem *why)
{
    tck *t = xc_calloc(1, sizeof *t);
    xc_err err = t ? xc_arena_new(CASE_BYTES, &t->files) : XC_ENOMEM;
    if (!err)
        err = xc_arena_new(CASE_BYTES, &t->work);
    if (!err) {
        t->o = options;
        err = run_root(t, why);
        *ret = t->all;
    }
    if (t) {
        xc_arena_free(t->files);
        xc_arena_free(t->work);
    }
    xc_free(t);
    return err;
}

void dmn_tck_print(const dmn_tck_score *s)
{
    printf("not null: %zu of %zu; null: %zu of %zu; error results with a diagnostic: %zu of %zu\n",
           s->valued_passed, s->valued, s->passed - s->valued_passed,
           s->passed + s->failed - s->valued, s->errors_told, s->errors);
    printf("%zu passed, %zu failed\n", s->passed, s->failed);
}
