/* services.h - one net for services: what its nouns share, made once when the city starts.
 *
 * Holds the issuer's key, the seal of personal data, the search index of matters; after
 * services_open it only reads its own memory, so any number of threads may use it. */
#ifndef XC_SERVICES_SERVICES_H
#define XC_SERVICES_SERVICES_H
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "city/case.h"
#include "city/pack.h"
#include "services/issuer_ring.h"
#include "store/store.h"

typedef struct services services;

typedef struct {
    pack *pack; /* a reference is taken */
    struct cases
        *cases; /* borrowed for the services' life; NULL: applications cannot be submitted */
    const char *data_dir; /* keys and files lie here */
} services_options;

/* Reads or makes the keys (issuer_ring.h; data_dir/personal.key) and builds the index of
 * matters. XC_EIO, XC_EFORBIDDEN, XC_ECORRUPT (a key), XC_EINVAL (texts/pinyin.csv), XC_ENOMEM. The
 * caller owns *ret and frees it after the loop and the server have stopped. */
XC_MUST_CHECK xc_err services_open(const services_options *options, services **ret,
                                   xc_problem *why);
services *services_free(services *sv); /* accepts NULL */

/* Registers what processes ask of the services (transfer-office, issue-licence, notify, open-case,
 * deadline, transfer; those that somebody has registered before stay theirs) and remembers the
 * engine, which must live as long. Before loop_start. */
XC_MUST_CHECK xc_err services_attach(services *sv, case_engine *engine);

/* The pack's simulated people become parties (only for --demo): on the writer, before the loop
 * starts, after the accounts were made. */
XC_MUST_CHECK xc_err services_load_demo(services *sv, store_conn *writer, int64_t now_us,
                                        xc_problem *why);

/* The keys that sign licences; borrowed. */
issuer_ring *services_ring(services *sv);

/* Makes the next key of the ring, from from_us on (or now, if that is past): published at once, so
 * that verifiers without a network have it in time. In the loop; audited. What issuer_ring_add
 * says.
 */
XC_MUST_CHECK xc_err services_next_key(issuer_ring *ring, loop_tx *tx, int64_t from_us,
                                       xc_problem *why);

/* Where files are kept: "<data>/files". */
const char *services_files_dir(const services *sv);

#endif
