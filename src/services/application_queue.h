/* application_queue.h - applications as officials' queues show them: who, what, what is unusual. */
#ifndef XC_SERVICES_APPLICATION_QUEUE_H
#define XC_SERVICES_APPLICATION_QUEUE_H
#include "base/arena.h"
#include "base/err.h"
#include "codec/json.h"
#include "services/form.h"
#include "services/services.h"

/* "applicant" (masked), "matter", "application_state" and "unusual" of the case of that number,
 * into an open object; a case without an application gets an empty "unusual". *ret_transferred: was
 * it passed on? */
XC_MUST_CHECK xc_err application_queue_members(const services *sv, store_conn *c, xc_str case_no,
                                               xc_arena *arena, json_writer *w,
                                               bool *ret_transferred);

/* TaskRow-like objects of those that wait for the applicant, in the division (prefix), into an open
 * array. */
XC_MUST_CHECK xc_err application_queue_waiting(const services *sv, store_conn *c, xc_str division,
                                               size_t limit, int64_t now_us, xc_arena *arena,
                                               json_writer *w);

typedef struct {
    int64_t waiting, transferred;
} application_counts;
XC_MUST_CHECK xc_err application_queue_counts(store_conn *c, xc_str division,
                                              application_counts *ret);

/* What a decision needs beyond its form: a refusal and a transfer their words or office, a
 * supplement what is missing, and at most one of it. application 0: nothing is checked. */
XC_MUST_CHECK xc_err application_check_decision(const services *sv, store_conn *c,
                                                int64_t application, const json_value *answers,
                                                xc_arena *arena, form_faults *faults,
                                                xc_problem *why);

#endif
