/* external.c - functions outside of FEEL: java.lang's as a table of C functions, and the caller's.
 *
 * Nothing is loaded: what is not in the tables does not exist. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "engine/feel/feel_tree.h"

enum { MAX_PARAMS = 20, MAX_FORMAT = 4096 };

/* ---- numbers as Java has them ---- */

/* The shortest text that gives the same number again, as Java prints it. */
static const feel_value *of_double(feel_run *run, double d, bool single)
{
    char text[48];
    if (!isfinite(d))
        return feel_fail(run, NULL, "the function has no result for these arguments",
                         "函数对这些参数没有结果");
    for (int digits = 1; digits <= 17; digits++) {
        double again;
        (void)snprintf(text, sizeof text, "%.*e", digits - 1, d);
        if (xc_str_double(xc_str_of(text), &again) &&
            (single ? (float)again == (float)d : again == d))
            break;
    }
    return feel_number(run->arena, xc_str_of(text));
}

typedef struct {
    bool fits;
    double d;
    int64_t n;
    const feel_value *v;
} java_arg;

static bool whole_within(const feel_value *v, int64_t min, int64_t max, java_arg *to)
{
    return feel_to_int(v, &to->n) && to->n >= min && to->n <= max;
}

/* one letter a type: Double Float Int Long sHort Byte Char String Object... */
static java_arg java_of(const feel_value *v, char type)
{
    java_arg a = { .v = v };
    uint32_t c;
    switch (type) {
    case 'D':
    case 'F':
        a.fits = feel_to_double(v, &a.d);
        a.d = type == 'F' ? (double)(float)a.d : a.d;
        break;
    case 'I':
        a.fits = whole_within(v, INT32_MIN, INT32_MAX, &a);
        break;
    case 'L':
        a.fits = whole_within(v, INT64_MIN, INT64_MAX, &a);
        break;
    case 'H':
        a.fits = whole_within(v, INT16_MIN, INT16_MAX, &a);
        break;
    case 'B':
        a.fits = whole_within(v, INT8_MIN, INT8_MAX, &a);
        break;
    case 'C':
        a.fits = v->type == FEEL_STRING && xc_utf8_next(v->str, &c) == v->str.len && v->str.len;
        break;
    case 'Z':
        a.fits = v->type == FEEL_BOOLEAN;
        break;
    case 'S':
        a.fits = v->type == FEEL_STRING;
        break;
    default:
        a.fits = true;
    }
    return a;
}

/* ---- java.lang ---- */

typedef const feel_value *java_call(feel_run *run, const java_arg *a, const void *with);

/* pointers to functions do not fit into a pointer to data */
typedef struct {
    double (*one)(double);
    double (*two)(double, double);
} math_of;

static const feel_value *math_one(feel_run *run, const java_arg *a, const void *with)
{
    return of_double(run, ((const math_of *)with)->one(a[0].d), false);
}

static const feel_value *math_two(feel_run *run, const java_arg *a, const void *with)
{
    return of_double(run, ((const math_of *)with)->two(a[0].d, a[1].d), false);
}

static const feel_value *math_two_float(feel_run *run, const java_arg *a, const void *with)
{
    return of_double(run, ((const math_of *)with)->two(a[0].d, a[1].d), true);
}

static const feel_value *max_whole(feel_run *run, const java_arg *a, const void *with)
{
    (void)with;
    return feel_int(run->arena, a[0].n > a[1].n ? a[0].n : a[1].n);
}

static const feel_value *min_whole(feel_run *run, const java_arg *a, const void *with)
{
    (void)with;
    return feel_int(run->arena, a[0].n < a[1].n ? a[0].n : a[1].n);
}

static const feel_value *abs_whole(feel_run *run, const java_arg *a, const void *with)
{
    (void)with;
    if (a[0].n == INT64_MIN)
        return feel_null();
    return feel_int(run->arena, a[0].n < 0 ? -a[0].n : a[0].n);
}

static const feel_value *same_value(feel_run *run, const java_arg *a, const void *with)
{
    (void)run, (void)with;
    return a[0].v;
}

static const feel_value *number_of_text(feel_run *run, const java_arg *a, const void *with)
{
    const char *type = with;
    double d;
    java_arg whole;
    xc_str text = a[0].v->str;
    if (*type == 'D' || *type == 'F') {
        if (xc_str_double(xc_str_trim(text), &d))
            return of_double(run, *type == 'F' ? (double)(float)d : d, *type == 'F');
    } else if (xc_str_int(text, INT64_MIN, INT64_MAX, &whole.n)) {
        whole = java_of(feel_int(run->arena, whole.n), *type);
        if (whole.fits)
            return feel_int(run->arena, whole.n);
    }
    return feel_fail(run, NULL, "the text \"%.*s\" is no such number", "文本“%.*s”不是这种数",
                     XC_STR_ARG(text));
}

static const feel_value *text_of(feel_run *run, const java_arg *a, const void *with)
{
    (void)with;
    xc_buf out;
    xc_buf_init(&out, MAX_FORMAT);
    feel_put_string(&out, a[0].v);
    const feel_value *v =
        xc_buf_err(&out) ? feel_null() : feel_string(run->arena, xc_buf_view(&out));
    xc_buf_done(&out);
    return v;
}

/* The item that stands for the next %s, %d or %%; false: no such. */
static bool put_one(xc_buf *out, char kind, const feel_value *rest, size_t *at)
{
    if (kind == '%' || kind == 'n') {
        xc_buf_byte(out, kind == '%' ? '%' : '\n');
        return true;
    }
    const feel_value *v = feel_type_of(rest) != FEEL_LIST ? rest : feel_item(rest, *at, NULL);
    size_t most = feel_type_of(rest) == FEEL_LIST ? feel_count(rest) : 1;
    if (*at >= most || (kind != 's' && kind != 'd') || (kind == 'd' && v->type != FEEL_NUMBER))
        return false;
    (*at)++;
    feel_put_string(out, v);
    return true;
}

/* String.format with %s, %d, %n and %% */
static const feel_value *format_text(feel_run *run, const java_arg *a, const void *with)
{
    (void)with;
    xc_str form = a[0].v->str;
    xc_buf out;
    size_t at = 0;
    bool good = true;
    xc_buf_init(&out, MAX_FORMAT);
    for (size_t i = 0; i < form.len && good; i++) {
        if (form.ptr[i] != '%')
            xc_buf_byte(&out, form.ptr[i]);
        else
            good = ++i < form.len && put_one(&out, form.ptr[i], a[1].v, &at);
    }
    const feel_value *v = feel_null();
    if (good && !xc_buf_err(&out))
        v = feel_string(run->arena, xc_buf_view(&out));
    else
        feel_fail(run, NULL, "String.format knows %%s, %%d, %%n and %%%% with a value for each",
                  "String.format 只支持 %%s、%%d、%%n 和 %%%%，且每个都要有值");
    xc_buf_done(&out);
    return v;
}

typedef struct {
    const char *class_name, *signature; /* without blanks */
    const char *types;                  /* see java_of; '*' at the end takes any number */
    java_call *call;
    const void *with;
} java_function;

static double to_degrees(double x)
{
    return x * (180 / 3.141592653589793);
}

static double to_radians(double x)
{
    return x * (3.141592653589793 / 180);
}

static double sign_of(double x)
{
    return x > 0 ? 1 : x < 0 ? -1 : 0;
}

static double round_half_up(double x)
{
    return floor(x + 0.5);
}

#define MATH1(name, c)                                                     \
    {                                                                      \
        "java.lang.Math", name "(double)", "D", math_one, &(const math_of) \
        {                                                                  \
            .one = c                                                       \
        }                                                                  \
    }
#define MATH2(name, c)                                                             \
    {                                                                              \
        "java.lang.Math", name "(double,double)", "DD", math_two, &(const math_of) \
        {                                                                          \
            .two = c                                                               \
        }                                                                          \
    }
#define MATH2F(name, c)                                                                \
    {                                                                                  \
        "java.lang.Math", name "(float,float)", "FF", math_two_float, &(const math_of) \
        {                                                                              \
            .two = c                                                                   \
        }                                                                              \
    }
#define WHOLE2(name, c)                                     \
    { "java.lang.Math", name "(int,int)", "II", c, NULL },  \
    {                                                       \
        "java.lang.Math", name "(long,long)", "LL", c, NULL \
    }
#define BOXED(type, plain, letter)                                                        \
    { "java.lang." type, "valueOf(" plain ")", letter, same_value, NULL },                \
        { "java.lang." type, "valueOf(java.lang.String)", "S", number_of_text, letter },  \
    {                                                                                     \
        "java.lang." type, "parse" type "(java.lang.String)", "S", number_of_text, letter \
    }
#define TEXT(plain, letter)                                             \
    {                                                                   \
        "java.lang.String", "valueOf(" plain ")", letter, text_of, NULL \
    }

static const java_function JAVA[] = {
    MATH1("abs", fabs),
    MATH1("acos", acos),
    MATH1("asin", asin),
    MATH1("atan", atan),
    MATH1("cbrt", cbrt),
    MATH1("ceil", ceil),
    MATH1("cos", cos),
    MATH1("cosh", cosh),
    MATH1("exp", exp),
    MATH1("floor", floor),
    MATH1("log", log),
    MATH1("log10", log10),
    MATH1("rint", rint),
    MATH1("round", round_half_up),
    MATH1("signum", sign_of),
    MATH1("sin", sin),
    MATH1("sinh", sinh),
    MATH1("sqrt", sqrt),
    MATH1("tan", tan),
    MATH1("tanh", tanh),
    MATH1("toDegrees", to_degrees),
    MATH1("toRadians", to_radians),
    MATH2("atan2", atan2),
    MATH2("hypot", hypot),
    MATH2("max", fmax),
    MATH2("min", fmin),
    MATH2("pow", pow),
    MATH2F("max", fmax),
    MATH2F("min", fmin),
    WHOLE2("max", max_whole),
    WHOLE2("min", min_whole),
    { "java.lang.Math", "abs(int)", "I", abs_whole, NULL },
    { "java.lang.Math", "abs(long)", "L", abs_whole, NULL },
    BOXED("Double", "double", "D"),
    BOXED("Float", "float", "F"),
    BOXED("Long", "long", "L"),
    BOXED("Short", "short", "H"),
    BOXED("Byte", "byte", "B"),
    { "java.lang.Integer", "valueOf(int)", "I", same_value, NULL },
    { "java.lang.Integer", "valueOf(java.lang.String)", "S", number_of_text, "I" },
    { "java.lang.Integer", "parseInt(java.lang.String)", "S", number_of_text, "I" },
    TEXT("char", "C"),
    TEXT("int", "I"),
    TEXT("long", "L"),
    TEXT("double", "D"),
    TEXT("boolean", "Z"),
    TEXT("java.lang.Object", "O"),
    { "java.lang.String", "format(java.lang.String,[Ljava.lang.Object;)", "S*", format_text, NULL },
    { "java.lang.String", "format(java.lang.String,java.lang.Object...)", "S*", format_text, NULL },
};

/* ---- finding and calling ---- */

static bool same_signature(xc_str given, const char *want)
{
    for (size_t i = 0; i < given.len; i++) {
        if (given.ptr[i] == ' ')
            continue;
        while (*want == ' ')
            want++;
        if (*want++ != given.ptr[i])
            return false;
    }
    while (*want == ' ')
        want++;
    return *want == 0;
}

typedef struct {
    const java_function *java;
    const feel_external *own; /* or this */
    size_t count;
} external_ref;

static const feel_value *call_java(feel_run *run, const java_function *f,
                                   const feel_value *const *args, size_t count)
{
    java_arg a[MAX_PARAMS] = { 0 };
    for (size_t i = 0; f->types[i]; i++) {
        const feel_value *v = args[i];
        if (f->types[i] == '*' && !(count == i + 1 && v->type == FEEL_LIST))
            v = feel_list(run->arena, args + i, count - i);
        a[i] = java_of(v, f->types[i]);
        if (!a[i].fits)
            return feel_fail(run, NULL, "argument %d does not fit %s.%s",
                             "第 %d 个参数不适用于 %s.%s", (int)i + 1, f->class_name, f->signature);
    }
    return f->call(run, a, f->with);
}

static const feel_value *call_external(feel_run *run, const void *ctx,
                                       const feel_value *const *args)
{
    const external_ref *ref = ctx;
    if (ref->own)
        return ref->own->call(run, ref->own->ctx, args, ref->count);
    return call_java(run, ref->java, args, ref->count);
}

static const java_function *find_java(xc_str class_name, xc_str signature)
{
    for (size_t i = 0; i < sizeof JAVA / sizeof JAVA[0]; i++)
        if (xc_str_is(class_name, JAVA[i].class_name) &&
            same_signature(signature, JAVA[i].signature))
            return &JAVA[i];
    return NULL;
}

static const feel_external *find_own(const feel_options *o, xc_str class_name, xc_str signature)
{
    for (size_t i = 0; i < o->external_count; i++)
        if (xc_str_is(class_name, o->externals[i].class_name) &&
            same_signature(signature, o->externals[i].signature))
            return &o->externals[i];
    return NULL;
}

static bool takes(const java_function *f, size_t count)
{
    size_t n = strlen(f->types);
    return n && f->types[n - 1] == '*' ? count >= n - 1 && count <= MAX_PARAMS : count == n;
}

const feel_value *feel_run_external(feel_run *run, const feel_field *params, size_t count,
                                    const feel_value *where)
{
    const feel_value *java = feel_get(where, "java");
    xc_str class_name = feel_to_str(feel_get(java, "class"));
    xc_str signature = feel_to_str(feel_get(java, "method signature"));
    external_ref ref = { .own = find_own(&run->options, class_name, signature), .count = count };
    if (!ref.own)
        ref.java = find_java(class_name, signature);
    if (!ref.own && (!ref.java || !takes(ref.java, count)))
        return feel_fail(run, NULL, "there is no external function %.*s.%.*s of %d parameters",
                         "没有外部函数 %.*s.%.*s（%d 个参数）", XC_STR_ARG(class_name),
                         XC_STR_ARG(signature), (int)count);
    external_ref *kept = xc_arena_array(run->arena, 1, sizeof *kept);
    if (!kept)
        return feel_null();
    *kept = ref;
    return feel_native_function(run->arena, params, count, NULL, call_external, kept);
}
