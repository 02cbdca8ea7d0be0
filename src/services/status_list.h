/* status_list.h - one bit a licence: 1 = revoked; published compressed, so that a verifier without
 * a network knows, and nobody learns whose licence is asked about.
 *
 * Bits as in the W3C Bitstring Status List: index 0 is the highest bit of the first byte, at least
 * 131,072 bits so that one licence hides among many; compressed with zlib (RFC 1950). */
#ifndef XC_SERVICES_STATUS_LIST_H
#define XC_SERVICES_STATUS_LIST_H
#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

enum { STATUS_LIST_LEAST_BITS = 131072 };

typedef struct status_list status_list;

/* All zero, for indices below max_bits (at least STATUS_LIST_LEAST_BITS). XC_ENOMEM. */
XC_MUST_CHECK xc_err status_list_new(uint32_t max_bits, status_list **ret);
status_list *status_list_free(status_list *list); /* accepts NULL */

/* XC_ELIMIT: the index is not below max_bits. XC_ENOMEM: the list is as it was. */
XC_MUST_CHECK xc_err status_list_set(status_list *list, uint32_t index, bool revoked);
bool status_list_get(const status_list *list, uint32_t index); /* false beyond the end */
uint32_t status_list_bits(const status_list *list);            /* how many the encoding holds */

/* The compressed bytes. XC_ENOMEM, XC_ELIMIT (out is full). */
XC_MUST_CHECK xc_err status_list_compress(const status_list *list, xc_buf *out);

/* Reads compressed bytes back. XC_ECORRUPT: not such bytes; XC_ELIMIT: more than max_bits. */
XC_MUST_CHECK xc_err status_list_expand(xc_str bytes, uint32_t max_bits, status_list **ret);

#endif
