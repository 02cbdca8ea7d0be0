/* dmn_dec.c - add, multiply and divide of our decimals; peers/intel/dec.c is the same with Intel's.
 */
#include <stdio.h>
#include <stdlib.h>

#include "dmn_bench.h"
#include "dmn_dec_operands.h"
#include "engine/feel/dec.h"

typedef bool operation(dec a, dec b, dec *ret);

static double nanoseconds(operation *op, const dec *x, double seconds)
{
    double start = dmn_bench_now(), now;
    size_t done = 0;
    uint64_t kept = 0;
    do {
        for (size_t i = 0; i + 1 < DEC_OPERANDS; i++) {
            dec r = { 0 };
            kept += op(x[i], x[i + 1], &r);
            kept += (uint64_t)r.coef;
        }
        done += DEC_OPERANDS - 1;
        now = dmn_bench_now();
    } while (now - start < seconds);
    dmn_bench_need(kept != 1, "no result"); /* so that the work is not thrown away */
    return (now - start) * 1e9 / (double)done;
}

int dmn_bench_decimals(int argc, char **argv)
{
    static operation *const OPS[] = { dec_add, dec_mul, dec_div };
    dmn_bench_need(argc == 3, "decimals DIGITS SECONDS");
    double seconds = strtod(argv[2], NULL) / (3 * DMN_BENCH_ROUNDS);
    double best[3] = { 1e9, 1e9, 1e9 };
    dec x[DEC_OPERANDS];
    dec_operands from = { .digits = (int)strtol(argv[1], NULL, 10) };
    for (size_t i = 0; i < DEC_OPERANDS; i++)
        dmn_bench_need(dec_parse(xc_str_of(dec_operand_next(&from)), &x[i]), "a number");
    for (int round = 0; round < 3 * DMN_BENCH_ROUNDS; round++) {
        double got = nanoseconds(OPS[round % 3], x, seconds);
        if (got < best[round % 3])
            best[round % 3] = got;
    }
    printf("{\"add_ns\":%.2f,\"mul_ns\":%.2f,\"div_ns\":%.2f}\n", best[0], best[1], best[2]);
    return 0;
}
