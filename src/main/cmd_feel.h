/* cmd_feel.h - the ways `xiucheng feel` is used: a stream of cases, and a conversation. */
#ifndef XC_MAIN_CMD_FEEL_H
#define XC_MAIN_CMD_FEEL_H
#include "main/cmd_feel_case.h"

/* Cases as JSON, one a line on stdin; an answer a line on stdout, in the same order, flushed when
 * there is no more to read at once. A line that is no case is answered too. XC_EIO: stdin or stdout
 * failed. XC_ENOMEM. */
XC_MUST_CHECK xc_err feel_jsonl(const feel_options *options, xc_lang lang, xc_problem *why);

/* Reads expressions until the end of stdin or :quit and prints their values; with a prompt when a
 * person sits there. given: names to start with. *ret_bad: how many had no value because they could
 * not be read. XC_ENOMEM. */
XC_MUST_CHECK xc_err feel_repl(const feel_options *options, xc_lang lang, const feel_value *given,
                               size_t *ret_bad, xc_problem *why);

/* A file of names: JSON, or FEEL if its name ends with .feel; values live in c->arena. XC_EIO,
 * XC_ESYNTAX with line and column, XC_EINVAL: not a context, XC_ELIMIT, XC_ENOMEM. */
XC_MUST_CHECK xc_err feel_context_file(feel_case *c, const char *path, const feel_value **ret,
                                       xc_problem *why);

#endif
