/* suite_run.c - runs the tests of a manifest, one case after the other. */
#include "main/suite_run.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "main/suite_judge.h"

enum { PATH = 1024, MAX_FILE = 32 << 20 };

typedef struct {
    const suite_options *options;
    suite_tally tally;
    char folder[PATH];
} suite;

static xc_err slurp(const char *path, xc_buf *to, xc_problem *why)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return xc_fail(why, XC_EIO, path, "cannot open %s", "打不开 %s", path);
    char part[4096];
    for (size_t n; (n = fread(part, 1, sizeof part, f)) > 0;)
        xc_buf_put(to, part, n);
    bool bad = ferror(f);
    (void)fclose(f);
    return bad ? xc_fail(why, XC_EIO, path, "cannot read %s", "读不了 %s", path) : xc_buf_err(to);
}

static xc_err run_steps(suite_city *c, const json_value *test_case)
{
    const json_value *st = json_find(test_case, "start"), *p = json_find(st, "processes");
    xc_str input_to = json_find_str(st, "inputTo");
    int64_t settle_ms = 500;
    (void)json_get_int(json_find(test_case, "settleMs"), 0, 1000000, &settle_ms);
    for (p = p ? p->first : NULL; p; p = p->next) {
        const json_value *in = xc_str_eq(p->text, input_to) ? json_find(test_case, "input") : NULL;
        xc_err err = suite_city_start(c, p->text, XC_STR(""), in);
        if (err)
            return err;
    }
    return suite_city_settle(c, c->now_us + settle_ms * 1000);
}

static void tell_why(const suite_city *c, xc_err err)
{
    if (err)
        printf("    %s: %s\n", xc_err_name(err), xc_problem_text(&c->why, XC_LANG_EN));
    printf("    trace:");
    for (int k = 0; k < c->trace_len; k++)
        printf(" %s", c->trace[k]);
    for (int k = 0; k < c->instance_count; k++) {
        const suite_instance *in = &c->instances[k];
        xc_str error = in->i ? bpmn_error_of(in->i) : XC_STR("?");
        printf(" [instance %d state %d %.*s]", k, in->i ? (int)bpmn_state_of(in->i) : -1,
               XC_STR_ARG(error));
    }
    printf("\n");
}

static bool run_case(const suite *s, const bpmn_model *m, const json_value *test_case, bool reload)
{
    suite_city *c = suite_city_new(m, reload, s->options->real_clock);
    if (!c)
        return false;
    xc_err err = run_steps(c, test_case);
    const json_value *expect = json_find(test_case, "expect");
    bool stopped = err == XC_ELIMIT || err == XC_EREFUSED; /* a step that cannot be made */
    bool good = (!err || stopped) && suite_judge(c, expect, stopped);
    if (!good && s->options->verbose)
        tell_why(c, err);
    suite_city_free(c);
    return good;
}

static bool case_passes(const suite *s, const bpmn_model *m, const json_value *test_case)
{
    return run_case(s, m, test_case, false) &&
           (s->options->real_clock || run_case(s, m, test_case, true));
}

static void judge_test(suite *s, const json_value *test, xc_str file, const bpmn_model *m,
                       xc_err err, const xc_problem *why)
{
    const json_value *cases = json_find(test, "cases");
    for (const json_value *k = cases ? cases->first : NULL; k; k = k->next) {
        xc_str error = json_find_str(json_find(k, "expect"), "error");
        bool may_refuse = xc_str_is(error, "deployOrRuntime") || xc_str_is(error, "deployment");
        bool good = err ? may_refuse && err != XC_EUNSUPPORTED && err != XC_ENOMEM
                        : !xc_str_is(error, "deployment") && case_passes(s, m, k);
        s->tally.passed += good;
        s->tally.failed += !good;
        if (!good)
            printf("failed: %.*s %.*s%s%s\n", XC_STR_ARG(file),
                   XC_STR_ARG(json_find_str(k, "name")), err ? ": " : "",
                   err ? xc_problem_text(why, XC_LANG_EN) : "");
    }
}

static void run_test(suite *s, const json_value *test)
{
    char path[2 * PATH], name[SUITE_TEXT * 4];
    xc_str file = json_find_str(test, "file");
    (void)snprintf(name, sizeof name, "%.*s", XC_STR_ARG(file));
    if (s->options->only && !strstr(name, s->options->only))
        return;
    (void)snprintf(path, sizeof path, "%s%s", s->folder, name);
    xc_buf xml;
    xc_buf_init(&xml, MAX_FILE);
    bpmn_model *m = NULL;
    xc_problem why = { 0 };
    xc_err err = slurp(path, &xml, &why);
    if (!err)
        err = bpmn_model_new(xc_buf_view(&xml), name, &m, &why);
    judge_test(s, test, file, m, err, &why);
    bpmn_model_free(m);
    xc_buf_done(&xml);
}

/* a folder stands for the manifest in it */
static const char *find_manifest(const char *path, char to[PATH])
{
    struct stat st;
    if (stat(path, &st) || !S_ISDIR(st.st_mode))
        return path;
    (void)snprintf(to, PATH, "%s/manifest.json", path);
    return to;
}

static void find_folder(suite *s, const char *manifest)
{
    const char *slash = strrchr(manifest, '/');
    size_t n = slash ? (size_t)(slash - manifest) + 1 : 0;
    (void)snprintf(s->folder, sizeof s->folder, "%.*s", (int)n, manifest);
}

xc_err suite_run(const char *manifest, const suite_options *options, suite_tally *ret,
                 xc_problem *why)
{
    suite s = { .options = options };
    xc_buf text;
    xc_arena *arena = NULL;
    const json_value *tests = NULL;
    char inner[PATH];
    manifest = find_manifest(manifest, inner);
    find_folder(&s, manifest);
    xc_buf_init(&text, MAX_FILE);
    xc_err err = slurp(manifest, &text, why);
    if (!err)
        err = xc_arena_new(64 << 20, &arena);
    if (!err)
        err = json_parse(xc_buf_view(&text), arena, &tests, why);
    if (!err && tests->kind != JSON_ARRAY)
        err = xc_fail(why, XC_ESYNTAX, manifest, "%s is no array of tests", "%s 不是测试的数组",
                      manifest);
    for (const json_value *k = err ? NULL : tests->first; k; k = k->next)
        run_test(&s, k);
    xc_arena_free(arena);
    xc_buf_done(&text);
    if (!err)
        *ret = s.tally;
    return err;
}
