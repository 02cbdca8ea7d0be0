/* duel.h - the engine against the plain token player on one random process. */
#ifndef BPMN_TEST_DUEL_H
#define BPMN_TEST_DUEL_H
#include <stddef.h>
#include <stdint.h>

/* NULL: both did the same, or the run could not be judged; else what was different, in say. */
const char *duel(const uint8_t *bytes, size_t len, char *say, size_t size);

#endif
