/* audit_int.h - the audit entries of one batch; for the loop only. */
#ifndef XC_CITY_AUDIT_INT_H
#define XC_CITY_AUDIT_INT_H
#include "base/arena.h"
#include "city/loop.h"

typedef struct audit_log audit_log;

typedef struct {
    size_t entries, streams;
} audit_mark;

/* Reads the head of the chain. The caller owns *ret. */
XC_MUST_CHECK xc_err audit_log_new(store_conn *db, audit_log **ret);
audit_log *audit_log_free(audit_log *log);

/* The actor and action are borrowed until the batch is written, the rest is copied. */
XC_MUST_CHECK xc_err audit_log_add(audit_log *log, xc_arena *batch, const loop_actor *actor,
                                   const char *action, xc_str object, xc_str division, xc_str json,
                                   int64_t now_us);
XC_MUST_CHECK xc_err audit_log_stream(audit_log *log, const loop_actor *actor, const char *action,
                                      xc_str bytes, int64_t count, int64_t now_us);
audit_mark audit_log_mark(const audit_log *log);
void audit_log_back(audit_log *log, audit_mark mark);

/* Merges the streams, chains and stores the entries; inside the batch's transaction. */
XC_MUST_CHECK xc_err audit_log_write(audit_log *log, store_conn *db, xc_arena *batch);
void audit_log_committed(audit_log *log);
void audit_log_clear(audit_log *log);

#endif
