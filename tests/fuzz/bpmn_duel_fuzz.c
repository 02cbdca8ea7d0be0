/* bpmn_duel_fuzz.c - bytes become a process and an order of happenings; the engine and the plain
 * token player must agree. */
#include "duel.h"
#include "fuzz.h"

#include <stdio.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    char say[300];
    const char *bad = duel(bytes, len, say, sizeof say);
    if (bad)
        (void)fprintf(stderr, "%s\n", bad);
    FUZZ_CHECK(!bad);
    return 0;
}
