/* run.c - one evaluation: its entrances, its budget, and the problems it notes. */
#include <stdio.h>

#include "engine/feel/feel_tree.h"

/* ---- budget and problems ---- */

enum { KEPT = sizeof((feel_diag *)0)->first / sizeof((feel_diag *)0)->first[0] };

static void note(feel_run *run, uint32_t line, uint32_t column, const char *en, const char *zh)
{
    feel_diag *d = run->diag;
    if (d && d->count < KEPT) /* the code is known: nobody asks for it */
        (void)xc_fail_at(&d->first[d->count], XC_EINVAL, "", line, column, "%s%.0s", "%.0s%s", en,
                         zh);
    if (d)
        d->count++;
}

void feel_run_problem(feel_run *run, uint32_t line, uint32_t column, const char *en, const char *zh)
{
    note(run, line, column, en, zh);
}

const feel_value *feel_fail(feel_run *run, const feel_node *n, const char *en, const char *zh, ...)
{
    feel_diag *d = run->diag;
    if (!d)
        return feel_null();
    if (d->count >= KEPT) {
        d->count++; /* counted, not kept */
        return feel_null();
    }
    if (!n)
        n = run->at;
    char texts[2][sizeof d->first[0].en + 4]; /* longer than what is kept, which is cut well */
    va_list args, again;
    va_start(args, zh);
    va_copy(again, args);
    (void)vsnprintf(texts[0], sizeof texts[0], en, args); /* cut is fine */
    (void)vsnprintf(texts[1], sizeof texts[1], zh, again);
    va_end(again);
    va_end(args);
    note(run, n ? n->line : 0, n ? n->column : 0, texts[0], texts[1]);
    return feel_null();
}

bool feel_stop(feel_run *run, const feel_node *n, const char *en, const char *zh)
{
    feel_diag *d = run->diag;
    if (run->stopped)
        return false;
    size_t before = d ? d->count : 0;
    if (before >= KEPT)
        d->count = KEPT - 1; /* why it ended must be among those kept */
    feel_fail(run, n, "%s%.0s", "%.0s%s", en, zh);
    if (before >= KEPT)
        d->count = before + 1;
    run->stopped = true;
    return false;
}

bool feel_step(feel_run *run)
{
    if (run->stopped)
        return false;
    if (run->steps_left == 0)
        return feel_stop(run, NULL, "the expression took too many steps; make it smaller",
                         "表达式计算步数过多，请简化");
    run->steps_left--;
    return true;
}

bool feel_steps(feel_run *run, size_t count)
{
    if (run->steps_left < count)
        run->steps_left = 0;
    else
        run->steps_left -= count;
    return !count || run->steps_left || feel_step(run);
}

/* a step pays for some pairs of values */
int feel_run_same(feel_run *run, const feel_value *a, const feel_value *b)
{
    enum { PAIRS_A_STEP = 8 };
    if (a->type < FEEL_LIST || a->type != b->type)
        return feel_same(a, b);
    size_t before = run->steps_left * PAIRS_A_STEP, left = before;
    int same = feel_same_within(a, b, &left);
    return feel_steps(run, (before - left) / PAIRS_A_STEP) ? same : -1;
}

bool feel_run_stopped(const feel_run *run)
{
    return run->stopped;
}

xc_arena *feel_run_arena(feel_run *run)
{
    return run->arena;
}

/* ---- entrances ---- */

bool feel_run_start(xc_arena *arena, const feel_options *options, feel_diag *diag, feel_run **ret)
{
    feel_run *run = xc_arena_array(arena, 1, sizeof *run);
    if (!run)
        return false;
    *run = (feel_run){ .arena = arena,
                       .diag = diag,
                       .context = feel_null(),
                       .input = feel_null(),
                       .refused = xc_arena_refused(arena) };
    if (options)
        run->options = *options;
    run->steps_left = run->options.max_steps ? run->options.max_steps : FEEL_DEFAULT_STEPS;
    *ret = run;
    return true;
}

/* Functions made inside copy the frame, so it may stand on the stack. */
static const feel_value *eval_in_frame(feel_run *run, const feel_expr *e)
{
    enum { FEW = 8 };
    const feel_frame *outer = run->frame;
    const feel_value *few[FEW];
    feel_frame frame = { NULL, few, e->slot_count };
    if (e->slot_count > FEW)
        frame.slots = xc_arena_array(run->arena, e->slot_count, sizeof *frame.slots);
    for (uint16_t i = 0; frame.slots == few && i < e->slot_count; i++)
        few[i] = NULL;
    run->frame = e->slot_count ? &frame : NULL;
    const feel_value *v = frame.slots ? feel_eval_node(run, e->root) : feel_null();
    run->frame = outer;
    if (xc_arena_refused(run->arena) == run->refused)
        return v;
    feel_stop(run, NULL, "there is no memory left to work this out; make it smaller",
              "内存不足，无法算完，请简化");
    return feel_null();
}

static const feel_value *eval_with(feel_run *run, const feel_expr *e, const feel_value *context,
                                   const feel_value *const *slots)
{
    const feel_value *outer = run->context, *const *globals = run->globals;
    run->context = context;
    run->globals = slots;
    const feel_value *v = eval_in_frame(run, e);
    run->context = outer;
    run->globals = globals;
    return v;
}

const feel_value *feel_run_eval(feel_run *run, const feel_expr *e, const feel_value *context)
{
    return eval_with(run, e, context, NULL);
}

const feel_value *feel_run_eval_slots(feel_run *run, const feel_expr *e,
                                      const feel_value *const *slots)
{
    return eval_with(run, e, feel_null(), slots);
}

const feel_value *feel_run_test(feel_run *run, const feel_expr *e, const feel_value *input,
                                const feel_value *context)
{
    const feel_value *outer = run->input;
    run->input = input;
    const feel_value *v = feel_run_eval(run, e, context);
    run->input = outer;
    return v;
}

const feel_value *feel_run_test_slots(feel_run *run, const feel_expr *e, const feel_value *input,
                                      const feel_value *const *slots)
{
    const feel_value *outer = run->input;
    run->input = input;
    const feel_value *v = feel_run_eval_slots(run, e, slots);
    run->input = outer;
    return v;
}

static void start(feel_run *run, xc_arena *arena, const feel_options *options, feel_diag *diag)
{
    *run = (feel_run){ .arena = arena,
                       .diag = diag,
                       .context = feel_null(),
                       .input = feel_null(),
                       .refused = xc_arena_refused(arena) };
    if (options)
        run->options = *options;
    run->steps_left = run->options.max_steps ? run->options.max_steps : FEEL_DEFAULT_STEPS;
    if (diag)
        diag->count = 0;
}

const feel_value *feel_eval(const feel_expr *e, const feel_value *context, xc_arena *arena,
                            const feel_options *options, feel_diag *diag)
{
    feel_run run;
    start(&run, arena, options, diag);
    return feel_run_eval(&run, e, context ? context : feel_null());
}

bool feel_test(const feel_expr *unary, const feel_value *input, const feel_value *context,
               xc_arena *arena, const feel_options *options, feel_diag *diag)
{
    feel_run run;
    start(&run, arena, options, diag);
    return feel_is_true(feel_run_test(&run, unary, input, context ? context : feel_null()));
}

const feel_value *feel_eval_slots(const feel_expr *e, const feel_value *const *slots,
                                  xc_arena *arena, const feel_options *options, feel_diag *diag)
{
    feel_run run;
    start(&run, arena, options, diag);
    return feel_run_eval_slots(&run, e, slots);
}

bool feel_test_slots(const feel_expr *unary, const feel_value *input,
                     const feel_value *const *slots, xc_arena *arena, const feel_options *options,
                     feel_diag *diag)
{
    feel_run run;
    start(&run, arena, options, diag);
    return feel_is_true(feel_run_test_slots(&run, unary, input, slots));
}

/* ---- what is known before any run ---- */

bool feel_expr_uses(const feel_expr *e, size_t slot)
{
    return slot < e->name_count && e->uses[slot];
}

const feel_value *feel_expr_constant(const feel_expr *e)
{
    return e->root->op == OP_CONST ? e->root->value : NULL;
}
