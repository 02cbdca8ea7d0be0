/* fn_number.c - built-in functions on numbers (DMN 1.5, 10.3.4.5). */
#include "engine/feel/builtin.h"

static const feel_value *no_result(feel_run *run, const feel_node *at)
{
    return feel_fail(run, at, "the number has no result here", "这个数在这里没有结果");
}

static const feel_value *rounded(feel_run *run, const feel_node *at, const feel_value *const *args,
                                 dec_rounding how)
{
    int64_t scale = 0;
    dec r;
    if (args[1] && (!dec_round(args[1]->number, 0, DEC_DOWN, &r) || !dec_to_int(r, &scale) ||
                    scale > DEC_EXP_MAX + 65 || scale < DEC_EXP_MIN + 65))
        return feel_fail(run, at, "the scale must be a whole number from -6111 to 6176",
                         "小数位数须为 -6111 到 6176 的整数");
    if (!dec_round(args[0]->number, (int)scale, how, &r))
        return no_result(run, at);
    return feel_of_dec(run->arena, r);
}

#define ROUNDING(name, how)                                           \
    static const feel_value *name(feel_run *run, const feel_node *at, \
                                  const feel_value *const *args)      \
    {                                                                 \
        return rounded(run, at, args, how);                           \
    }
ROUNDING(fn_decimal, DEC_HALF_EVEN)
ROUNDING(fn_floor, DEC_FLOOR)
ROUNDING(fn_ceiling, DEC_CEILING)
ROUNDING(fn_round_up, DEC_UP)
ROUNDING(fn_round_down, DEC_DOWN)
ROUNDING(fn_round_half_up, DEC_HALF_UP)
ROUNDING(fn_round_half_down, DEC_HALF_DOWN)

static const feel_value *fn_abs(feel_run *run, const feel_node *at, const feel_value *const *args)
{
    const feel_value *v = args[0];
    if (v->type == FEEL_NUMBER)
        return v->number.neg ? feel_of_dec(run->arena, dec_neg(v->number)) : v;
    if (v->type == FEEL_DAYS_TIME)
        return v->ns < 0 ? feel_of_ns(run->arena, -v->ns) : v;
    if (v->type == FEEL_YEARS_MONTHS)
        return v->months < 0 ? feel_of_months(run->arena, -v->months) : v;
    return feel_fail(run, at, "abs takes a number or a duration", "abs 只接受数或时长");
}

static const feel_value *fn_modulo(feel_run *run, const feel_node *at,
                                   const feel_value *const *args)
{
    dec r;
    if (!dec_mod(args[0]->number, args[1]->number, &r))
        return no_result(run, at);
    return feel_of_dec(run->arena, r);
}

#define MATHS(name, function)                                                                   \
    static const feel_value *name(feel_run *run, const feel_node *at,                           \
                                  const feel_value *const *args)                                \
    {                                                                                           \
        dec r;                                                                                  \
        return function(args[0]->number, &r) ? feel_of_dec(run->arena, r) : no_result(run, at); \
    }
MATHS(fn_sqrt, dec_sqrt)
MATHS(fn_log, dec_ln)
MATHS(fn_exp, dec_exp)

/* 1 odd, 0 even, -1 neither */
static int parity(dec d)
{
    if (!dec_is_whole(d))
        return -1;
    d = dec_strip(d);
    return d.exp > 0 ? 0 : (int)(d.coef & 1);
}

static const feel_value *fn_odd(feel_run *run, const feel_node *at, const feel_value *const *args)
{
    (void)run;
    (void)at;
    return feel_bool(parity(args[0]->number) == 1);
}

static const feel_value *fn_even(feel_run *run, const feel_node *at, const feel_value *const *args)
{
    (void)run;
    (void)at;
    return feel_bool(parity(args[0]->number) == 0);
}

const feel_builtin feel_number_builtins[] = {
    { "decimal", fn_decimal, { { "n", 'n' }, { "scale", 'n' } } },
    { "floor", fn_floor, { { "n", 'n' }, { "scale", 'N' } } },
    { "ceiling", fn_ceiling, { { "n", 'n' }, { "scale", 'N' } } },
    { "round up", fn_round_up, { { "n", 'n' }, { "scale", 'n' } } },
    { "round down", fn_round_down, { { "n", 'n' }, { "scale", 'n' } } },
    { "round half up", fn_round_half_up, { { "n", 'n' }, { "scale", 'n' } } },
    { "round half down", fn_round_half_down, { { "n", 'n' }, { "scale", 'n' } } },
    { "abs", fn_abs, { { "n", 'v' } } },
    { "modulo", fn_modulo, { { "dividend", 'n' }, { "divisor", 'n' } } },
    { "sqrt", fn_sqrt, { { "number", 'n' } } },
    { "log", fn_log, { { "number", 'n' } } },
    { "exp", fn_exp, { { "number", 'n' } } },
    { "odd", fn_odd, { { "number", 'n' } } },
    { "even", fn_even, { { "number", 'n' } } },
    { 0 },
};
