/* feel_dec_test.c - decimals against libmpdec's answers (feel_dec.vec, see feel_dec_vectors.py). */
#include <stdio.h>
#include <stdlib.h>

#include "engine/feel/dec.h"

typedef struct {
    const char *name;
    bool (*two)(dec, dec, dec *);
    bool (*one)(dec, dec *);
    int rounding; /* with neither: dec_round this way */
} operation;

static const operation OPERATIONS[] = {
    { "add", dec_add, NULL, 0 },
    { "sub", dec_sub, NULL, 0 },
    { "mul", dec_mul, NULL, 0 },
    { "div", dec_div, NULL, 0 },
    { "mod", dec_mod, NULL, 0 },
    { "pow", dec_pow, NULL, 0 },
    { "sqrt", NULL, dec_sqrt, 0 },
    { "ln", NULL, dec_ln, 0 },
    { "exp", NULL, dec_exp, 0 },
    { "round_half_even", NULL, NULL, DEC_HALF_EVEN },
    { "round_half_up", NULL, NULL, DEC_HALF_UP },
    { "round_half_down", NULL, NULL, DEC_HALF_DOWN },
    { "round_up", NULL, NULL, DEC_UP },
    { "round_down", NULL, NULL, DEC_DOWN },
    { "round_floor", NULL, NULL, DEC_FLOOR },
    { "round_ceiling", NULL, NULL, DEC_CEILING },
};

static const operation *find(const char *name)
{
    for (size_t i = 0; i < sizeof OPERATIONS / sizeof OPERATIONS[0]; i++)
        if (strcmp(OPERATIONS[i].name, name) == 0)
            return &OPERATIONS[i];
    return NULL;
}

static bool work_out(const operation *op, dec a, dec b, dec *ret)
{
    int64_t places;
    if (op->two)
        return op->two(a, b, ret);
    if (op->one)
        return op->one(a, ret);
    return dec_to_int(b, &places) && dec_round(a, (int)places, (dec_rounding)op->rounding, ret);
}

/* what is printed reads back as the same number */
static bool reads_back(dec d)
{
    char text[DEC_TEXT_SIZE];
    size_t len = dec_format(d, text);
    dec again;
    return len < sizeof text && dec_parse((xc_str){ text, len }, &again) && dec_cmp(d, again) == 0;
}

static bool check(const char *name, const char *left, const char *right, const char *want)
{
    dec a, b = { 0 }, expected = { 0 }, got;
    const operation *op = find(name);
    bool none = strcmp(want, "none") == 0;
    if (!op || !dec_parse(xc_str_of(left), &a) ||
        (right[1] && !dec_parse(xc_str_of(right), &b) && strcmp(right, "-") != 0))
        return false;
    if (!right[1] && right[0] != '-' && !dec_parse(xc_str_of(right), &b))
        return false;
    if (!none && !dec_parse(xc_str_of(want), &expected))
        return false;
    if (!work_out(op, a, b, &got))
        return none;
    return !none && dec_cmp(got, expected) == 0 && reads_back(got);
}

int main(int argc, char **argv)
{
    char name[32], a[80], b[80], want[80];
    int count = 0, wrong = 0;
    FILE *f = argc > 1 ? fopen(argv[1], "r") : NULL;
    if (!f) {
        printf("usage: feel_dec_test VECTORS\n");
        return EXIT_FAILURE;
    }
    while (fscanf(f, "%31s %79s %79s %79s", name, a, b, want) == 4) {
        count++;
        if (check(name, a, b, want))
            continue;
        wrong++;
        if (wrong <= 20)
            printf("%s %s %s is not %s\n", name, a, b, want);
    }
    (void)fclose(f);
    printf("%d cases, %d wrong\n", count, wrong);
    return wrong || count < 1000 ? EXIT_FAILURE : EXIT_SUCCESS;
}
