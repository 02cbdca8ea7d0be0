/* cases.h - a case's page, for the resources that show one. */
#ifndef XC_API_CASES_H
#define XC_API_CASES_H
#include "api/api.h"

/* The members of CasePage but the application, into an object that is open. */
xc_err cases_put_page(const api *a, store_conn *c, int64_t case_id, int64_t now_us, xc_arena *arena,
                      json_writer *w);

#endif
