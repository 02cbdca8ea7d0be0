/* right.h - what a person may do: right = role x action x division prefix, and one door to ask at.
 *
 * The actions are fixed; which role holds which comes from the pack (roles.json). */
#ifndef XC_CITY_RIGHT_H
#define XC_CITY_RIGHT_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/text.h"

/* name, wire name; the order gives the bits and never changes */
#define RIGHT_TABLE(X)                          \
    X(SIGNED_IN, "signed.in")                   \
    X(OPS_READ, "ops.read")                     \
    X(CASE_READ, "case.read")                   \
    X(CASE_ACT, "case.act")                     \
    X(TASK_ACT, "task.act")                     \
    X(NEAR_READ, "near.read")                   \
    X(POSITION_WRITE, "position.write")         \
    X(COMMAND_ANSWER, "command.answer")         \
    X(WARNING_WRITE, "warning.write")           \
    X(EVENTS_READ, "events.read")               \
    X(STA_READ, "sta.read")                     \
    X(STA_WRITE, "sta.write")                   \
    X(APPLICATION_OWN, "application.own")       \
    X(APPLICATION_READ, "application.read")     \
    X(APPLICATION_REVIEW, "application.review") \
    X(APPLICATION_INTAKE, "application.intake") \
    X(LICENCE_OWN, "licence.own")               \
    X(LICENCE_REVOKE, "licence.revoke")         \
    X(VERIFY, "verify")                         \
    X(AUDIT_READ, "audit.read")                 \
    X(USER_WRITE, "user.write")                 \
    X(PACK_RELOAD, "pack.reload")               \
    X(REQUEST_WRITE, "request.write")           \
    X(CASE_SUPERVISE, "case.supervise")

enum right_place {
#define X(name, wire) RIGHT_PLACE_##name,
    RIGHT_TABLE(X)
#undef X
        RIGHT_COUNT
};

/* Bits; a set of actions is their sum. */
typedef enum {
#define X(name, wire) RIGHT_##name = 1u << RIGHT_PLACE_##name,
    RIGHT_TABLE(X)
#undef X
} right_action;
typedef uint32_t right_set;

/* "case.act" */
const char *right_name(enum right_place place);

/* "case.act", "case.*" or "*"; 0: there is no such action. */
right_set right_parse(xc_str text);

/* Is the division inside the prefix? An empty prefix holds everything; an empty division stands for
 * no particular place and is inside of all. */
bool right_covers(xc_str prefix, xc_str division);

/* Which role holds which actions. Filled once, then only read, by any thread. */
typedef struct right_roles right_roles;
enum { RIGHT_MAX_ROLES = 256, RIGHT_MAX_ROLE_BYTES = 64 };
XC_MUST_CHECK xc_err right_roles_new(right_roles **ret); /* the caller owns it */
right_roles *right_roles_free(right_roles *roles);
/* XC_EINVAL: an empty or long name; XC_ECONFLICT: it is there already; XC_ELIMIT. The name is
 * copied. */
XC_MUST_CHECK xc_err right_roles_add(right_roles *roles, xc_str id, right_set holds,
                                     xc_problem *why);
bool right_role_exists(const right_roles *roles, xc_str id);
/* All that a blank-separated list of roles holds together, SIGNED_IN always; unknown names add
 * nothing. */
right_set right_of(const right_roles *roles, xc_str role_ids);

/* The door: XC_OK when holds has one of the wanted actions and the division is inside the prefix,
 * else XC_EFORBIDDEN. */
XC_MUST_CHECK xc_err right_check(right_set holds, xc_str prefix, right_set wanted, xc_str division,
                                 xc_problem *why);

#endif
