/* applications_reply.h - the short ways that the services' resources share. */
#ifndef XC_API_APPLICATIONS_REPLY_H
#define XC_API_APPLICATIONS_REPLY_H
#include "api/api.h"
#include "api/rooms.h"
#include "services/form.h"
#include "services/services.h"

services *services_of(const api *a);

/* The person that the caller is, on a snapshot; false: answered with 403. */
bool reply_party(api *a, http_request *rq, store_conn *c, int64_t *ret);

/* Ends a read: gives the snapshot back, answers with what was written or with the problem. */
void reply_read(api *a, http_request *rq, store_conn *c, xc_err err, xc_problem *why, xc_buf *out);

/* "fields":[{"where","message"}] in the caller's language. */
void put_faults(json_writer *w, const form_faults *faults, xc_lang lang);

/* A command whose error may be several faults at once: answered as 400 with all of them. Embedded
 * first in a resource's own struct. */
typedef struct {
    api_command cmd;
    form_faults faults;
    void (*answer)(loop_command *cmd, xc_err err, const xc_problem *why);
} faults_command;
/* as api_command_new */
void *faults_command_new(api *a, http_request *rq, size_t size, const char *name,
                         xc_err (*apply)(loop_tx *tx, loop_command *cmd, xc_problem *why));

#endif
