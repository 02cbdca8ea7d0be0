/* suite_judge.h - whether a case of a process suite ended as its manifest expects. */
#ifndef XC_MAIN_SUITE_JUDGE_H
#define XC_MAIN_SUITE_JUDGE_H
#include "main/suite_city.h"

/* expect: the member of that name of a case; stopped: a step failed, which is an error at run time.
 * Sorts the city's trace. */
bool suite_judge(suite_city *c, const json_value *expect, bool stopped);

#endif
