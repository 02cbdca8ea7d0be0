/* dec.c - DIGITS SECONDS: add, multiply and divide of Intel's decimal library, for the benchmark
 * only. Built by dmn.py with -DDECIMAL_CALL_BY_REFERENCE=0 and its like, against libbidgcc000. */
#include <bid_conf.h>
#include <bid_functions.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "../../dmn_dec_operands.h"

enum { ROUNDS = 4 };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

typedef BID_UINT128 operation(BID_UINT128 a, BID_UINT128 b, _IDEC_round round, _IDEC_flags *flags);

static double nanoseconds(operation *op, const BID_UINT128 *x, double seconds)
{
    double start = now(), end;
    size_t done = 0;
    unsigned long long kept = 0;
    _IDEC_flags flags = 0;
    do {
        for (size_t i = 0; i + 1 < DEC_OPERANDS; i++)
            kept += op(x[i], x[i + 1], 0, &flags).w[0];
        done += DEC_OPERANDS - 1;
        end = now();
    } while (end - start < seconds);
    if (kept == 1)
        puts("");
    return (end - start) * 1e9 / (double)done;
}

int main(int argc, char **argv)
{
    static operation *const OPS[] = { bid128_add, bid128_mul, bid128_div };
    double seconds = argc == 3 ? strtod(argv[2], NULL) / (3 * ROUNDS) : 0;
    double best[3] = { 1e9, 1e9, 1e9 };
    dec_operands from = { .digits = argc == 3 ? (int)strtol(argv[1], NULL, 10) : 34 };
    BID_UINT128 x[DEC_OPERANDS];
    _IDEC_flags flags = 0;
    for (size_t i = 0; i < DEC_OPERANDS; i++)
        x[i] = bid128_from_string((char *)dec_operand_next(&from), 0, &flags);
    for (int round = 0; round < 3 * ROUNDS; round++) {
        double got = nanoseconds(OPS[round % 3], x, seconds);
        if (got < best[round % 3])
            best[round % 3] = got;
    }
    printf("{\"add_ns\":%.2f,\"mul_ns\":%.2f,\"div_ns\":%.2f}\n", best[0], best[1], best[2]);
    return 0;
}
