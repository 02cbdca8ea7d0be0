/* time_text.h - times, dates and durations as text (RFC 3339, ISO 8601) and as UTC microseconds. */
#ifndef XC_CODEC_TIME_TEXT_H
#define XC_CODEC_TIME_TEXT_H
#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

#define TIME_NONE INT64_MIN /* no time */
enum { TIME_TEXT_SIZE = 40 };

/* "2025-10-30T17:24:54.5Z", "+08:00" as offset; years 0001-9999, at most 9 fraction digits (cut to
 * microseconds), leap second 60 read as 59.999999. False: not such a text, *ret untouched. */
bool time_parse(xc_str text, int64_t *ret_us);

/* "2025-10-30T17:24:54Z", with .123 or .123456 only when needed. Returns to. */
char *time_format(int64_t time_us, char to[TIME_TEXT_SIZE]);

/* The same in a fixed offset: "2025-10-31T01:24:54+08:00". */
char *time_format_offset(int64_t time_us, int offset_minutes, char to[TIME_TEXT_SIZE]);

/* "P1DT2H30M", "PT10M", "PT0.5S", "P2W"; years and months are refused (they have no fixed length).
 */
bool time_parse_duration(xc_str text, int64_t *ret_us);

/* Days since 1970-01-01 (proleptic Gregorian) and back; month and day from 1. */
int64_t time_days(int year, int month, int day);
void time_civil(int64_t days, int *year, int *month, int *day);

/* "2026-07-29"; false for days that do not exist. */
bool time_parse_date(xc_str text, int64_t *ret_days);

#endif
