/* dmn_bench.c - what FEEL and DMN cost: one mode a figure, a JSON line each; dmn.py runs them.
 *
 *   xc_bench_dmn expressions CASES.jsonl SECONDS
 *   xc_bench_dmn model FILE.dmn DECISION INPUTS.jsonl SECONDS
 *   xc_bench_dmn scan RULES.jsonl INPUTS.jsonl SECONDS      the same table, rule after rule
 *   xc_bench_dmn decimals DIGITS SECONDS
 *   xc_bench_dmn batch POLICIES.dmn ROWS */
#include "dmn_bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/buf.h"
#include "engine/dmn/dmn.h"

void dmn_bench_need(bool good, const char *what)
{
    if (good)
        return;
    (void)fprintf(stderr, "xc_bench_dmn: %s\n", what);
    exit(1);
}

double dmn_bench_now(void)
{
    struct timespec t = { 0 };
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t); /* neighbours on the machine do not count */
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

xc_str dmn_bench_read(const char *path)
{
    xc_buf b;
    char part[65536];
    FILE *f = fopen(path, "rb");
    dmn_bench_need(f != NULL, path);
    xc_buf_init(&b, 512 << 20);
    for (size_t n; (n = fread(part, 1, sizeof part, f)) > 0;)
        xc_buf_put(&b, part, n);
    (void)fclose(f);
    dmn_bench_need(!b.err, "the file is too large");
    return xc_buf_view(&b);
}

dmn_bench_file dmn_bench_lines(const char *path)
{
    enum { MAX_LINES = 100000 };
    dmn_bench_file f = { 0 };
    xc_str line, rest = dmn_bench_read(path);
    dmn_bench_need(!xc_arena_new(512 << 20, &f.arena), "memory");
    f.lines = xc_arena_array(f.arena, MAX_LINES, sizeof *f.lines);
    dmn_bench_need(f.lines != NULL, "memory");
    while (rest.len && f.count < MAX_LINES) {
        xc_problem why = { 0 };
        rest = xc_str_cut(rest, '\n', &line);
        if (line.len && json_parse(line, f.arena, &f.lines[f.count++], &why))
            dmn_bench_need(false, why.en);
    }
    dmn_bench_need(f.count > 0, "the file is empty");
    return f;
}

/* ---- expressions ---- */

typedef struct {
    xc_str text;
    xc_str names[16];
    size_t name_count;
    const feel_value *context;
    const feel_expr *compiled;
} expression;

static void take_expression(dmn_bench_file *f, const json_value *line, expression *ret)
{
    xc_problem why = { 0 };
    *ret = (expression){ .text = json_find_str(line, "expr") };
    ret->context = feel_from_json(f->arena, json_find(line, "context"));
    for (size_t i = 0; i < feel_count(ret->context) && i < 16; i++)
        (void)feel_item(ret->context, i, &ret->names[ret->name_count++]);
    if (feel_parse(ret->text, ret->names, ret->name_count, f->arena, &ret->compiled, &why))
        dmn_bench_need(false, why.en);
}

enum { PASSES = 32 };

static double expression_round(const expression *all, size_t count, bool parse, double seconds,
                               xc_arena *work)
{
    double start = dmn_bench_now(), now;
    size_t done = 0, nulls = 0;
    do {
        for (size_t i = 0; i < count * PASSES; i++) { /* reading the clock costs as much as one */
            const expression *x = &all[i % count];
            const feel_expr *e = x->compiled;
            xc_arena_reset(work);
            if (parse)
                dmn_bench_need(!feel_parse(x->text, x->names, x->name_count, work, &e, NULL),
                               "an expression");
            nulls += feel_type_of(feel_eval(e, x->context, work, NULL, NULL)) == FEEL_NULL;
        }
        done += count * PASSES;
        now = dmn_bench_now();
    } while (now - start < seconds);
    dmn_bench_need(nulls == 0, "an expression is null");
    return (double)done / (now - start);
}

/* Of each expression alone, evaluated only. */
static void print_each(const expression *all, size_t count, double seconds, xc_arena *work)
{
    printf("\"each_per_s\":[");
    for (size_t i = 0; i < count; i++) {
        double got = expression_round(&all[i], 1, false, seconds / (double)count, work);
        printf("%s%.0f", i ? "," : "", got);
    }
    printf("]}\n");
}

int dmn_bench_expressions(int argc, char **argv)
{
    dmn_bench_need(argc == 3, "expressions CASES.jsonl SECONDS");
    dmn_bench_file f = dmn_bench_lines(argv[1]);
    expression *all = xc_arena_array(f.arena, f.count, sizeof *all);
    double seconds = strtod(argv[2], NULL) / DMN_BENCH_ROUNDS, best[2] = { 0 };
    xc_arena *work;
    dmn_bench_need(all && !xc_arena_new(64 << 20, &work), "memory");
    for (size_t i = 0; i < f.count; i++)
        take_expression(&f, f.lines[i], &all[i]);
    for (int round = 0; round < 2 * DMN_BENCH_ROUNDS; round++) {
        double got = expression_round(all, f.count, round % 2 == 0, seconds / 2, work);
        if (got > best[round % 2])
            best[round % 2] = got;
    }
    printf("{\"parsed_per_s\":%.0f,\"compiled_per_s\":%.0f,\"expressions\":%zu,", best[0], best[1],
           f.count);
    print_each(all, f.count, seconds, work);
    return 0;
}

/* ---- a model ---- */

typedef struct {
    dmn_model *m;
    xc_str decision;
    const feel_value **inputs;
    size_t count;
    xc_arena *work;
} model;

static const feel_value *decide(model *m, size_t i)
{
    const feel_value *v = NULL;
    xc_problem why = { 0 };
    xc_arena_reset(m->work);
    if (dmn_decide(m->m, m->decision, m->inputs[i % m->count], m->work, NULL, &v, NULL, &why))
        dmn_bench_need(false, why.en);
    return v;
}

static double model_round(model *m, double seconds)
{
    double start = dmn_bench_now(), now;
    size_t done = 0, nulls = 0;
    do {
        for (size_t i = 0; i < 64; i++)
            nulls += feel_type_of(decide(m, done++)) == FEEL_NULL;
        now = dmn_bench_now();
    } while (now - start < seconds);
    dmn_bench_need(nulls == 0, "a decision is null");
    return (double)done / (now - start);
}

int dmn_bench_model(int argc, char **argv)
{
    dmn_bench_need(argc == 5, "model FILE.dmn DECISION INPUTS.jsonl SECONDS");
    model m = { .decision = xc_str_of(argv[2]) };
    xc_problem why = { 0 };
    double start = dmn_bench_now(), best = 0, seconds = strtod(argv[4], NULL);
    dmn_load_options how = { .max_memory = (size_t)512 << 20 };
    if (dmn_model_new_with(dmn_bench_read(argv[1]), argv[1], &how, &m.m, &why))
        dmn_bench_need(false, why.en);
    double loaded = dmn_bench_now() - start;
    dmn_bench_file f = dmn_bench_lines(argv[3]);
    m.count = f.count;
    m.inputs = xc_arena_array(f.arena, f.count, sizeof *m.inputs);
    dmn_bench_need(m.inputs && !xc_arena_new(64 << 20, &m.work), "memory");
    for (size_t i = 0; i < f.count; i++)
        m.inputs[i] = feel_from_json(f.arena, f.lines[i]);
    for (int round = 0; round < DMN_BENCH_ROUNDS; round++) {
        double got = model_round(&m, seconds / DMN_BENCH_ROUNDS);
        best = got > best ? got : best;
    }
    xc_buf out;
    xc_buf_init(&out, 1 << 20);
    json_writer w = json_writer_on(&out);
    feel_to_json(&w, decide(&m, 0));
    printf("{\"per_s\":%.0f,\"load_s\":%.4f,\"result\":%.*s}\n", best, loaded,
           XC_STR_ARG(xc_buf_view(&out)));
    dmn_model_free(m.m);
    return 0;
}

/* ---- the same table, rule after rule ---- */

enum { MAX_COLUMNS = 8 };

typedef struct {
    const feel_expr *cells[MAX_COLUMNS];
} rule;

static size_t first_hit(const rule *rules, size_t count, const feel_value *row, xc_arena *work)
{
    size_t columns = feel_count(row);
    for (size_t i = 0; i < count; i++) {
        size_t c = 0;
        while (c < columns &&
               feel_test(rules[i].cells[c], feel_item(row, c, NULL), feel_null(), work, NULL, NULL))
            c++;
        if (c == columns)
            return i;
    }
    return count;
}

static rule *read_rules(dmn_bench_file *f)
{
    rule *rules = xc_arena_array(f->arena, f->count, sizeof *rules);
    dmn_bench_need(rules != NULL, "memory");
    for (size_t i = 0; i < f->count; i++) {
        size_t c = 0;
        for (const json_value *cell = f->lines[i]->first; cell && c < MAX_COLUMNS;
             cell = cell->next)
            dmn_bench_need(
                !feel_parse_unary(cell->text, NULL, 0, f->arena, &rules[i].cells[c++], NULL),
                "a cell");
    }
    return rules;
}

int dmn_bench_scan(int argc, char **argv)
{
    dmn_bench_need(argc == 4, "scan RULES.jsonl INPUTS.jsonl SECONDS");
    dmn_bench_file f = dmn_bench_lines(argv[1]), in = dmn_bench_lines(argv[2]);
    rule *rules = read_rules(&f);
    double start, now, seconds = strtod(argv[3], NULL);
    size_t done = 0, missed = 0;
    xc_arena *work;
    const feel_value **rows = xc_arena_array(in.arena, in.count, sizeof *rows);
    dmn_bench_need(rows && !xc_arena_new(64 << 20, &work), "memory");
    for (size_t i = 0; i < in.count; i++)
        rows[i] = feel_from_json(in.arena, in.lines[i]);
    start = now = dmn_bench_now();
    for (; now - start < seconds; now = dmn_bench_now()) {
        xc_arena_reset(work);
        missed += first_hit(rules, f.count, rows[done++ % in.count], work) == f.count;
    }
    dmn_bench_need(missed == 0, "a row hits no rule");
    printf("{\"per_s\":%.1f}\n", (double)done / (now - start));
    return 0;
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        int (*run)(int argc, char **argv);
    } MODES[] = { { "expressions", dmn_bench_expressions },
                  { "model", dmn_bench_model },
                  { "scan", dmn_bench_scan },
                  { "decimals", dmn_bench_decimals },
                  { "batch", dmn_bench_batch } };
    for (size_t i = 0; argc > 1 && i < sizeof MODES / sizeof *MODES; i++)
        if (strcmp(argv[1], MODES[i].name) == 0)
            return MODES[i].run(argc - 1, argv + 1);
    dmn_bench_need(false, "no such mode");
}
