/* cmd_feel_case.h - one question in FEEL and its answer, as `xiucheng feel` asks them.
 *
 * A case is built in an arena of the caller: names are added one after the other, then the text is
 * answered. Nothing here fails: what goes wrong is a problem in the case, and the value is null. */
#ifndef XC_MAIN_CMD_FEEL_CASE_H
#define XC_MAIN_CMD_FEEL_CASE_H
#include "engine/feel/feel_embed.h"
#include "main/command.h"

enum { FEEL_CASE_PROBLEMS = 8, FEEL_CASE_BYTES = 256 << 20, FEEL_CASE_ENTRIES = 1000 };

typedef struct {
    xc_arena *arena;             /* borrowed */
    const feel_options *options; /* borrowed */
    const feel_value *context;   /* what the names stand for; a context or null */
    const feel_value *input;     /* what ? stands for; NULL: nothing */
    xc_str *names;               /* that may be used, also those after a point */
    size_t name_count, name_cap;
    size_t problem_count; /* all that happened */
    size_t kept;          /* of them in problems, the first */
    xc_problem problems[FEEL_CASE_PROBLEMS];
} feel_case;

/* Ready for its first name; everything before is forgotten (arena is left alone). */
void feel_case_start(feel_case *c, xc_arena *arena, const feel_options *options);

/* All entries of a context may be used by their names, from now on. XC_ENOMEM, XC_ELIMIT. */
XC_MUST_CHECK xc_err feel_case_use(feel_case *c, const feel_value *context);
/* The same for one name; an older one of that name is hidden. */
XC_MUST_CHECK xc_err feel_case_let(feel_case *c, xc_str name, const feel_value *v);

/* The value of an expression, or what unary tests say about c->input (true, false, null). where
 * stands in problems ("" for the case's own text). Never NULL. */
const feel_value *feel_case_eval(feel_case *c, xc_str text, const char *where);
const feel_value *feel_case_test(feel_case *c, xc_str tests);

void feel_case_problem(feel_case *c, const xc_problem *p, const char *where);

#endif
