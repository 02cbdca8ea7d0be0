/* licence_number.h - the national number of an electronic licence and its check character.
 *
 * GB/T 36904-2018: 1.2.156.3005.2 . type (18 + 3) . issuer (18) . serial . version (3) . check;
 * the check is ISO/IEC 7064 MOD 37,36 over type, issuer, serial and version without the dots. */
#ifndef XC_SERVICES_LICENCE_NUMBER_H
#define XC_SERVICES_LICENCE_NUMBER_H
#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

enum { LICENCE_NUMBER_SIZE = 112 };

/* The check character of digits and capital letters (dots are passed over); 0 for any other byte.
 */
char licence_number_check(xc_str body);

/* type: 21 characters, issuer: 1-18, serial: 1-30, of digits and capitals; version 1-999. False: a
 * part does not fit, *to untouched. */
bool licence_number_format(xc_str type, xc_str issuer, xc_str serial, int version,
                           char to[LICENCE_NUMBER_SIZE]);

/* With or without the leading "1.2.156.3005.2."; true if the form and the check character hold. */
bool licence_number_valid(xc_str number);

#endif
