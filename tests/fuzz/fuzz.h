/* fuzz.h - the one function of a fuzz target; libFuzzer calls it, or replay.c with files. */
#ifndef XC_TESTS_FUZZ_H
#define XC_TESTS_FUZZ_H
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

/* A broken promise ends the run, with or without assert. */
#define FUZZ_CHECK(promise) \
    do {                    \
        if (!(promise))     \
            abort();        \
    } while (0)

#endif
