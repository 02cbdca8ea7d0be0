/* warn.h - a warning as the Common Alerting Protocol carries it (OASIS CAP 1.1 and 1.2), read and
 * checked.
 *
 * Pure: reading stores nothing. Enveloped signatures are noticed (signed_message) but NOT verified;
 * who may send warnings is decided by the sender's right to call the API. Any thread. */
#ifndef XC_OPS_WARN_H
#define XC_OPS_WARN_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "geo/geo_point.h"
#include "geo/geo_shape.h"
#include "ops/warn_word.h"

/* ---- a message; a text that was not given has ptr NULL, a time TIME_NONE ---- */

typedef struct {
    xc_str name, value;
} warn_pair;

typedef struct {
    const warn_pair *items;
    size_t count;
} warn_pairs;

typedef struct {
    const xc_str *items;
    size_t count;
} warn_texts;

typedef struct {
    xc_str sender, identifier;
    int64_t sent_us;
} warn_reference;

typedef struct {
    const warn_reference *items;
    size_t count;
} warn_references;

typedef struct {
    const geo_point *points; /* closed: the last is the first */
    size_t count;
    const geo_shape *shape;
} warn_polygon;

typedef struct {
    const warn_polygon *items;
    size_t count;
} warn_polygons;

typedef struct {
    geo_point center;
    double radius_m;
    const geo_shape *shape;
} warn_circle;

typedef struct {
    const warn_circle *items;
    size_t count;
} warn_circles;

typedef struct {
    xc_str description;
    warn_polygons polygons;
    warn_circles circles;
    warn_pairs geocodes;
    const geo_shape *shape; /* polygons and circles as one; NULL: only words and geocodes */
    bool has_altitude, has_ceiling;
    double altitude_ft, ceiling_ft; /* feet above sea level, as the standard has it */
} warn_area;

typedef struct {
    const warn_area *items;
    size_t count;
} warn_areas;

typedef struct {
    xc_str description, mime_type, uri, deref_base64, digest;
    int64_t size_bytes; /* -1: not given */
} warn_resource;

typedef struct {
    const warn_resource *items;
    size_t count;
} warn_resources;

typedef struct {
    xc_str language; /* "en-US" if not given, as the standard says */
    uint32_t categories, responses;
    xc_str event;
    warn_urgency urgency;
    warn_severity severity;
    warn_certainty certainty;
    xc_str audience;
    warn_pairs event_codes;
    int64_t effective_us, onset_us, expires_us;
    xc_str sender_name, headline, description, instruction, web, contact;
    warn_pairs parameters;
    warn_resources resources;
    warn_areas areas;
} warn_info;

typedef struct {
    const warn_info *items;
    size_t count;
} warn_infos;

typedef struct {
    xc_str version; /* "1.1" or "1.2" */
    xc_str identifier, sender;
    int64_t sent_us;
    warn_status status;
    warn_type type;
    xc_str source;
    warn_scope scope;
    xc_str restriction;
    warn_texts addresses;
    warn_texts codes;
    xc_str note;
    warn_references references; /* the messages this one updates, cancels, answers */
    warn_texts incidents;
    warn_infos infos;
    bool signed_message; /* has an XML signature, which nobody has verified */
} warn_alert;

/* In one alert: list items of any one kind; bytes of the XML are limited by xml.h. */
enum { WARN_MAX_ITEMS = 5000 };

/* Reads and checks one message into the arena; nothing points into xml. Beyond the schema (order,
 * number and words of the elements) it checks: identifier and sender without blank, comma, < and &;
 * times with offset (1.2: without fractions and Z); polygons of at least 4 closed points on the
 * globe; circles; references as sender,identifier,sent; addresses for Private, restriction for
 * Restricted; ceiling only with altitude. Elements of other namespaces are passed over. XC_ESYNTAX,
 * XC_EINVAL: *why has the line and, as where, the element ("alert/info[2]/urgency"); XC_ELIMIT,
 * XC_ENOMEM. */
XC_MUST_CHECK xc_err warn_parse(xc_str xml, xc_arena *arena, const warn_alert **ret,
                                xc_problem *why);

/* Does a polygon or circle of the area hold the point? Never for areas of words and geocodes only.
 */
bool warn_area_covers(const warn_area *area, geo_point at);

/* The first value of that name; .ptr is NULL if there is none. */
xc_str warn_pair_find(warn_pairs pairs, const char *name);

/* The info block in a language ("zh" finds "zh-CN"), else the first; NULL if there is none. */
const warn_info *warn_info_in(const warn_alert *alert, const char *language);

#endif
