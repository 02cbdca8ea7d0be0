/* call.c - calling functions: built-in, written in FEEL, or of the model around. */
#include "engine/feel/builtin.h"

enum { MAX_ARGS = 256 };

static const feel_value *function_value(xc_arena *arena, feel_function f)
{
    feel_function *made = xc_arena_array(arena, 1, sizeof *made);
    feel_value *v = xc_arena_array(arena, 1, sizeof *v);
    if (!made || !v)
        return NULL;
    *made = f;
    *v = (feel_value){ .type = FEEL_FUNCTION, .function = made };
    return v;
}

/* ---- built-in functions ---- */

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool type_fits(const feel_value *v, char type)
{
    static const struct {
        char letter;
        feel_type type;
    } TYPES[] = { { 'n', FEEL_NUMBER },  { 's', FEEL_STRING },   { 'b', FEEL_BOOLEAN },
                  { 'c', FEEL_CONTEXT }, { 'f', FEEL_FUNCTION }, { 'r', FEEL_RANGE } };
    for (size_t i = 0; i < sizeof TYPES / sizeof TYPES[0]; i++)
        if (TYPES[i].letter == type)
            return v->type == TYPES[i].type;
    if (type == 'd')
        return v->type == FEEL_DATE || v->type == FEEL_DATE_TIME;
    if (type == 'p')
        return v->type != FEEL_NULL && v->type != FEEL_LIST && v->type != FEEL_CONTEXT &&
               v->type != FEEL_RANGE && v->type != FEEL_FUNCTION;
    return v->type != FEEL_NULL;
}

/* v in the form that the parameter takes; NULL if it does not fit */
static const feel_value *fitting(feel_run *run, const feel_value *v, char type)
{
    type = lower(type);
    if (type == 'x')
        return v;
    if (type == 'l' && v->type != FEEL_NULL) {
        const feel_value *one[1] = { v };
        return v->type == FEEL_LIST ? v : feel_list(run->arena, one, 1);
    }
    if (type_fits(v, type))
        return v;
    if (v->type == FEEL_LIST && v->list.count == 1 && type_fits(v->list.items[0], type))
        return v->list.items[0];
    return NULL;
}

static int param_by_name(const feel_builtin *b, xc_str name)
{
    for (int i = 0; i < BUILTIN_MAX_PARAMS && b->params[i].name; i++)
        if (xc_str_is(name, b->params[i].name))
            return i;
    return -1;
}

static bool optional(char type)
{
    return type >= 'A' && type <= 'Z';
}

static bool bind(feel_run *run, const feel_builtin *b, const feel_value *const *args,
                 const xc_str *names, size_t count, const feel_value *bound[BUILTIN_MAX_PARAMS])
{
    const feel_value *given[BUILTIN_MAX_PARAMS] = { 0 };
    size_t params = 0;
    while (params < BUILTIN_MAX_PARAMS && b->params[params].name)
        params++;
    bool rest = params && b->params[params - 1].type == '*';
    if (count > params && !(rest && !names))
        return false;
    for (size_t i = 0; i < count; i++) {
        int at = names ? param_by_name(b, names[i]) : (int)i;
        if (at < 0 || (names && given[at]))
            return false;
        if (rest && !names && (size_t)at >= params - 1)
            break;
        given[at] = args[i];
    }
    if (rest && !names) {
        size_t more = count >= params ? count - params + 1 : 0;
        if (!more && params == 1)
            return false; /* min() has nothing to look at */
        given[params - 1] = feel_list(run->arena, args + (more ? params - 1 : 0), more);
    }
    for (size_t i = 0; i < params; i++) {
        if (!given[i] && !optional(b->params[i].type))
            return false;
        bound[i] = NULL;
        if (given[i]) {
            char type = b->params[i].type == '*' ? 'l' : b->params[i].type;
            bound[i] = fitting(run, given[i], type);
            if (!bound[i])
                return false;
        }
    }
    return true;
}

/* Long lists and texts take more than one step to look at. */
static size_t work_of(const feel_value *const *bound)
{
    enum { ITEMS_A_STEP = 16, BYTES_A_STEP = 256 };
    size_t work = 0;
    for (int i = 0; i < BUILTIN_MAX_PARAMS; i++)
        if (bound[i] && bound[i]->type == FEEL_LIST)
            work += bound[i]->list.count / ITEMS_A_STEP;
        else if (bound[i] && bound[i]->type == FEEL_STRING)
            work += bound[i]->str.len / BYTES_A_STEP;
    return work;
}

static const feel_value *call_builtin(feel_run *run, const feel_node *n, const feel_builtin *b,
                                      const feel_value *const *args, const xc_str *names,
                                      size_t count)
{
    for (const feel_builtin *row = b; row->name && strcmp(row->name, b->name) == 0; row++) {
        const feel_value *bound[BUILTIN_MAX_PARAMS] = { 0 };
        if (bind(run, row, args, names, count, bound))
            return feel_steps(run, work_of(bound)) ? row->call(run, n, bound) : feel_null();
    }
    return feel_fail(run, n, "%s does not take these arguments", "%s 不接受这些参数", b->name);
}

/* ---- functions with named parameters ---- */

static bool order_args(const feel_function *f, const feel_value *const *args, const xc_str *names,
                       size_t count, const feel_value **to)
{
    for (size_t i = 0; i < count; i++) {
        size_t at = i;
        if (names)
            for (at = 0; at < f->count && !xc_str_eq(f->params[at].name, names[i]);)
                at++;
        if (at >= f->count || to[at])
            return false;
        to[at] = args[i];
    }
    return count == f->count;
}

static const feel_value *run_lambda(feel_run *run, const feel_function *f, const feel_value **args)
{
    const feel_frame *frame = run->frame;
    const feel_value *context = run->context, *input = run->input;
    const feel_value *const *globals = run->globals;
    const feel_value **slots = xc_arena_array(run->arena, f->lambda->slot_count, sizeof *slots);
    if (!slots)
        return feel_null();
    if (f->count)
        memcpy(slots, args, f->count * sizeof *slots);
    feel_frame own = { f->frame, slots, f->lambda->slot_count };
    run->frame = &own;
    run->context = f->context;
    run->input = f->input;
    run->globals = f->globals;
    const feel_value *v = feel_eval_node(run, f->lambda->body);
    run->frame = frame;
    run->context = context;
    run->input = input;
    run->globals = globals;
    return v;
}

static const feel_value *call_defined(feel_run *run, const feel_node *n, const feel_function *f,
                                      const feel_value *const *args, const xc_str *names,
                                      size_t count)
{
    const feel_value **given = xc_arena_array(run->arena, f->count, sizeof *given);
    if (!given)
        return feel_null();
    if (!order_args(f, args, names, count, given))
        return feel_fail(run, n, "the function takes %d arguments of its own names",
                         "该函数需要 %d 个参数，名称须一致", (int)f->count);
    for (size_t i = 0; i < f->count; i++) {
        const feel_value *v = given[i];
        if (f->params[i].shape)
            given[i] = feel_coerce(run, v, f->params[i].shape);
        if (feel_is_null(given[i]) && !feel_is_null(v))
            return feel_null(); /* the problem is noted */
    }
    const feel_value *v = f->native ? f->native(run, f->ctx, given) : run_lambda(run, f, given);
    return f->returns ? feel_coerce(run, v, f->returns) : v;
}

const feel_value *feel_call_value(feel_run *run, const feel_node *n, const feel_value *function,
                                  const feel_value *const *args, const xc_str *names, size_t count)
{
    if (!feel_step(run))
        return feel_null();
    if (n)
        run->at = n;
    if (function->type != FEEL_FUNCTION)
        return feel_fail(run, n, "%s is no function%.0s", "%.0s%s不是函数", FEEL_KIND_EN(function),
                         FEEL_KIND_ZH(function));
    if (function->function->builtin)
        return call_builtin(run, n, function->function->builtin, args, names, count);
    return call_defined(run, n, function->function, args, names, count);
}

const feel_value *feel_run_call(feel_run *run, const feel_value *function,
                                const feel_value *const *args, const xc_str *names, size_t count)
{
    return feel_call_value(run, NULL, function, args, names, count);
}

/* range(..) called with the two ends, point.x(..): the callee is any expression */
const feel_value *feel_eval_call(feel_run *run, const feel_node *n)
{
    const feel_value *function = feel_eval_node(run, n->a);
    if (n->count > MAX_ARGS)
        return feel_fail(run, n, "a call may have %d arguments", "一次调用最多 %d 个参数",
                         (int)MAX_ARGS);
    const feel_value *few[6];
    const feel_value **args =
        n->count <= 6 ? few : xc_arena_array(run->arena, n->count, sizeof *args);
    if (!args)
        return feel_null();
    for (uint32_t i = 0; i < n->count; i++)
        args[i] = feel_eval_node(run, n->list[i]);
    if (run->stopped)
        return feel_null();
    return feel_call_value(run, n, function, args, n->names, n->count);
}

const feel_value *feel_native_function(xc_arena *arena, const feel_field *params, size_t count,
                                       const feel_shape *returns, feel_native *call,
                                       const void *ctx)
{
    feel_function f = {
        .params = params, .count = count, .returns = returns, .native = call, .ctx = ctx
    };
    const feel_value *v = function_value(arena, f);
    return v ? v : feel_null();
}
