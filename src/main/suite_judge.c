/* suite_judge.c - whether a case of a process suite ended as its manifest expects. */
#include <stdlib.h>

#include "main/suite_judge.h"

static int by_text(const void *a, const void *b)
{
    return strcmp(a, b);
}

static bool same_trace(suite_city *c, const json_value *expected)
{
    char want[SUITE_MAX_LINES][SUITE_TEXT];
    int n = 0;
    for (const json_value *v = expected ? expected->first : NULL; v && n < SUITE_MAX_LINES;
         v = v->next)
        suite_copy(want[n++], v->text);
    qsort(want, (size_t)n, SUITE_TEXT, by_text);
    qsort(c->trace, (size_t)c->trace_len, SUITE_TEXT, by_text);
    if (n != c->trace_len)
        return false;
    for (int k = 0; k < n; k++)
        if (strcmp(want[k], c->trace[k]) != 0)
            return false;
    return true;
}

static bool error_fits(const suite_city *c, const json_value *expect, bool stopped)
{
    xc_str want = json_find_str(expect, "error");
    int failed = 0;
    bool right = stopped && (xc_str_is(want, "runtime") || xc_str_is(want, "deployOrRuntime"));
    if (stopped)
        return right;
    for (int k = 0; k < c->instance_count; k++) {
        const suite_instance *in = &c->instances[k];
        if (!in->i || bpmn_state_of(in->i) != BPMN_FAILED)
            continue;
        failed++;
        if (xc_str_is(want, "runtime") || xc_str_is(want, "deployOrRuntime"))
            right = in->incident;
        if (xc_str_is(want, "thrownErrorEvent"))
            right = !in->incident &&
                    xc_str_eq(bpmn_error_of(in->i), json_find_str(expect, "errorCode"));
    }
    return want.ptr ? right : failed == 0;
}

static bool overlap_fits(suite_city *c, const json_value *expect)
{
    const json_value *o = json_find(expect, "overlap");
    if (!o || !o->first || !o->first->next)
        return true;
    const suite_interval *a = suite_interval_of(c, o->first->text),
                         *b = suite_interval_of(c, o->first->next->text);
    if (a->start_us < 0 || b->start_us < 0 || a->end_us < 0 || b->end_us < 0)
        return false;
    return (a->start_us <= b->start_us && b->start_us < a->end_us) ||
           (b->start_us <= a->start_us && a->start_us < b->end_us);
}

static bool log_fits(const suite_city *c, const json_value *expect)
{
    const json_value *want = json_find(expect, "dataLog");
    if (!want || want->kind != JSON_STRING)
        return true;
    for (int k = 0; k < c->log_len; k++)
        if (xc_str_is(want->text, c->log[k]))
            return true;
    return false;
}

static bool flag_fits(const json_value *expect, const char *name, bool is)
{
    bool want;
    return !json_get_bool(json_find(expect, name), &want) || !want || is;
}

/* ours: "ended", "waiting" or "failed" is how the instances of the case end, one at least and no
 * other way */
static bool end_fits(const suite_city *c, const json_value *expect)
{
    static const struct {
        const char *name;
        bpmn_state states[2];
    } rows[] = { { "ended", { BPMN_ENDED, BPMN_TERMINATED } },
                 { "waiting", { BPMN_RUNNING, BPMN_RUNNING } },
                 { "failed", { BPMN_FAILED, BPMN_FAILED } } };
    xc_str want = json_find_str(expect, "endState");
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++)
        for (int k = 0; xc_str_is(want, rows[r].name) && k < c->instance_count; k++) {
            const bpmn_instance *i = c->instances[k].i;
            bpmn_state is = i ? bpmn_state_of(i) : BPMN_FAILED;
            if (is != rows[r].states[0] && is != rows[r].states[1])
                return false;
        }
    return true;
}

/* ours: the words in the order in which they came */
static bool sequence_fits(const suite_city *c, const json_value *expect)
{
    const json_value *want = json_find(expect, "sequence");
    if (!want)
        return true;
    int k = 0;
    for (const json_value *v = want->first; v; v = v->next, k++)
        if (k >= c->trace_len || !xc_str_is(v->text, c->trace[k]))
            return false;
    return k == c->trace_len;
}

bool suite_judge(suite_city *c, const json_value *expect, bool stopped)
{
    return !c->overflow && sequence_fits(c, expect) && end_fits(c, expect) &&
           same_trace(c, json_find(expect, "trace")) && flag_fits(expect, "started", c->started) &&
           flag_fits(expect, "markerExists", c->marker) && error_fits(c, expect, stopped) &&
           overlap_fits(c, expect) && log_fits(c, expect);
}
