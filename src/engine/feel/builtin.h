/* builtin.h - the built-in functions as rows of tables; for the files of feel/ only. */
#ifndef FEEL_BUILTIN_H
#define FEEL_BUILTIN_H
#include "engine/feel/feel_tree.h"

/* args: one a parameter, NULL for an optional one that was not given. */
typedef const feel_value *feel_builtin_fn(feel_run *run, const feel_node *at,
                                          const feel_value *const *args);

enum { BUILTIN_MAX_PARAMS = 8 };

/* Type letters: n number, s string, b boolean, l list (one value counts as a list of it), c
 * context, f function, r range, d date or date and time, p point (what can be compared), x anything
 * with null, v anything but null, * all the rest as a list. Upper case: may be left out. Rows of
 * one name stand together; the first that takes the arguments is called. */
typedef struct {
    const char *name;
    feel_builtin_fn *call;
    struct {
        const char *name;
        char type;
    } params[BUILTIN_MAX_PARAMS];
} feel_builtin;

/* each ends with a row without name */
extern const feel_builtin feel_convert_builtins[], feel_list_builtins[], feel_string_builtins[],
    feel_number_builtins[], feel_time_builtins[], feel_range_builtins[], feel_context_builtins[];

/* regex.c: XPath regular expressions. Groups as byte offsets, -1: took no part. */
enum { FEEL_REGEX_GROUPS = 32 };
/* Immutable, any thread; text and flags are borrowed. NULL with *bad: they are not valid; NULL
 * without: no memory. */
const feel_pattern *feel_pattern_new(xc_arena *arena, xc_str text, xc_str flags, bool *bad);
bool feel_pattern_is(const feel_pattern *p, xc_str text, xc_str flags);
typedef struct feel_regex feel_regex;
/* A search with a pattern, in the run's arena; NULL: no memory. */
feel_regex *feel_regex_start(feel_run *run, const feel_pattern *pattern);
int feel_regex_groups(const feel_regex *r);
/* 1 found at or after from, 0 not, -1 too much work */
int feel_regex_find(feel_regex *r, xc_str text, size_t from, int64_t groups[][2]);

/* fn_case.c */
feel_builtin_fn feel_fn_upper, feel_fn_lower;

/* fn_pattern.c */
feel_builtin_fn feel_fn_matches, feel_fn_replace, feel_fn_split;

#endif
