/* form.h - are answers what the form asks for? The same rules as in the browser, held by the
 * server.
 *
 * A form is a form-js schema: components with key, type, validate {required, minLength, maxLength,
 * min, max, pattern, validationType}, values, conditional.hide (FEEL). Labels may be Text objects.
 * properties.check names a check of ours: "resident_id", "credit_code", "phone". Pure. */
#ifndef XC_SERVICES_FORM_H
#define XC_SERVICES_FORM_H
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "codec/json.h"
#include "engine/feel/feel.h"

enum { FORM_MAX_FAULTS = 50, FORM_MAX_TEXT = 4000, FORM_MAX_FIELDS = 300 };

/* One field that is wrong: where is "/answers/<key>". */
typedef struct {
    size_t count;
    xc_problem items[FORM_MAX_FAULTS];
} form_faults;

typedef struct {
    const json_value *form;    /* the schema */
    const json_value *answers; /* an object, or NULL: nothing was answered */
    const feel_value *context; /* what FEEL conditions may use besides the answers; NULL: nothing */
    int64_t now_us;
    bool draft; /* missing answers are no fault yet */
} form_input;

/* Collects every fault. XC_OK also when there are some; XC_ELIMIT, XC_ENOMEM: could not be checked.
 */
XC_MUST_CHECK xc_err form_check(const form_input *in, xc_arena *arena, form_faults *ret);

/* A component by its key, also inside groups; NULL: none. */
const json_value *form_field(const json_value *form, xc_str key);

/* Adds a fault that a rule outside the form found. */
void form_fault(form_faults *faults, xc_str key, const char *en, const char *zh);

#endif
