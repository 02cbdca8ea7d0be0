/* command.h - what the commands of `xiucheng` share: options from a table, and one way to end.
 *
 * A command is one file cmd_NAME.c with one function and a row in main.c. argv[0] is the command's
 * name. */
#ifndef XC_MAIN_COMMAND_H
#define XC_MAIN_COMMAND_H
#include <stddef.h>

#include "base/err.h"

typedef struct {
    const char *name;  /* "--data" */
    const char *value; /* what stands for the value in the help, "DIR"; NULL: a switch */
    const char **to;   /* set to the value (borrowed from argv), for a switch to its own name */
    const char *help;
} command_option;

/* Reads "--name value", "--name=value" and up to max_rest other words into rest[] (what is missing
 * stays as it is). XC_EINVAL: unknown, doubled, without a value, or too many words. --help prints
 * the table, then ends the program's work with XC_EGONE, which command_end takes for success. */
XC_MUST_CHECK xc_err command_parse(int argc, char **argv, const command_option *table, size_t count,
                                   const char **rest, size_t max_rest, xc_problem *why);

/* Says what went wrong on stderr (in Chinese if LANG begins with zh) and gives the exit status: 0,
 * 2 for a wrong call, else 1. */
int command_end(const char *name, xc_err err, const xc_problem *why);

xc_lang command_lang(void);

/* "xiucheng 0.1.0" has the version here. */
const char *command_version(void);

int cmd_audit(int argc, char **argv);
int cmd_bpmn(int argc, char **argv);
int cmd_dmn(int argc, char **argv);
int cmd_feel(int argc, char **argv);
int cmd_key(int argc, char **argv);
int cmd_migrate_store(int argc, char **argv);
int cmd_backup(int argc, char **argv);
int cmd_doctor(int argc, char **argv);
int cmd_restore(int argc, char **argv);
int cmd_pack(int argc, char **argv);
int cmd_replay(int argc, char **argv);
int cmd_serve(int argc, char **argv);
int cmd_simulate(int argc, char **argv);
int cmd_token(int argc, char **argv);
int cmd_user(int argc, char **argv);

#endif
