/* dmn_dec_operands.h - the numbers both decimal libraries count with, as texts. */
#ifndef XC_BENCH_DMN_DEC_OPERANDS_H
#define XC_BENCH_DMN_DEC_OPERANDS_H
#include <stdint.h>
#include <stdio.h>

enum { DEC_OPERANDS = 1000 };

typedef struct {
    int digits; /* of each coefficient */
    uint64_t state;
    char text[64];
} dec_operands;

/* The next number: digits with a point somewhere in the right half, never zero. */
static inline const char *dec_operand_next(dec_operands *from)
{
    int len = 0, point = 1 + from->digits / 2 + (int)(from->state % 3);
    for (int i = 0; i < from->digits; i++) {
        from->state = from->state * 6364136223846793005ULL + 1442695040888963407ULL;
        if (i == point)
            from->text[len++] = '.';
        from->text[len++] = (char)('1' + (from->state >> 60) % 9);
    }
    from->text[len] = 0;
    return from->text;
}

#endif
