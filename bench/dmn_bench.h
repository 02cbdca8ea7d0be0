/* dmn_bench.h - what the modes of xc_bench_dmn share. */
#ifndef XC_BENCH_DMN_BENCH_H
#define XC_BENCH_DMN_BENCH_H
#include "base/arena.h"
#include "engine/feel/feel.h"

enum { DMN_BENCH_ROUNDS = 4 };

/* A file as lines; each is one JSON value. */
typedef struct {
    xc_arena *arena;
    const json_value **lines;
    size_t count;
} dmn_bench_file;

/* Ends the program, with a word on stderr, when something is not as it must be. */
void dmn_bench_need(bool good, const char *what);
xc_str dmn_bench_read(const char *path); /* never freed: the program measures and ends */
dmn_bench_file dmn_bench_lines(const char *path);
double dmn_bench_now(void); /* seconds of processor time */

int dmn_bench_expressions(int argc, char **argv);
int dmn_bench_model(int argc, char **argv);
int dmn_bench_scan(int argc, char **argv);
int dmn_bench_decimals(int argc, char **argv);
int dmn_bench_batch(int argc, char **argv);

#endif
