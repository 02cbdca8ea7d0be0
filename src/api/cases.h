/* cases.h - a case's page, for the resources that show one. */
#ifndef XC_API_CASES_H
#define XC_API_CASES_H
#include "api/api.h"
#include "city/case.h"
#include "city/task.h"

/* The case of that number, if the caller may see it. XC_ENOTFOUND; XC_EFORBIDDEN: another
 * division's; *why names it. */
xc_err cases_find(const api *a, http_request *rq, store_conn *c, xc_str no, case_brief *ret,
                  xc_problem *why);

/* The task, if the caller may act in it: own ones, and those that ask one of the caller's roles in
 * the caller's division. XC_ENOTFOUND, XC_EFORBIDDEN. */
xc_err tasks_find(store_conn *c, const api_user *user, int64_t id, xc_arena *arena, task_brief *ret,
                  xc_problem *why);

/* The members of CasePage but the application, into an object that is open. */
xc_err cases_put_page(const api *a, store_conn *c, int64_t case_id, int64_t now_us, xc_arena *arena,
                      json_writer *w);

#endif
