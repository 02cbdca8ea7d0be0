/* pack_types.h - the plain values that a pack is made of. Read-only; strings end with a zero.
 *
 * All pointers are borrowed from the pack. `json` is the object as it stands in the file, for what
 * is not spelled out here. */
#ifndef XC_CITY_PACK_TYPES_H
#define XC_CITY_PACK_TYPES_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "codec/json.h"
#include "engine/bpmn/bpmn.h"
#include "engine/feel/feel.h"
#include "geo/geo_point.h"
#include "geo/geo_shape.h"

typedef struct {
    xc_str zh, en;
} pack_text;

typedef struct {
    xc_str id, version;
    pack_text name, notice;
    bool simulated;
    int utc_offset_minutes;
    xc_str division; /* 12 digits: the city itself */
    geo_rect bounds;
    xc_str digest; /* 64 hexadecimal digits over all files: the same digest is the same content */
    const json_value *json;
} pack_info;

typedef struct {
    xc_str code, parent; /* 12 digits; parent empty: the city */
    int level;           /* 1 city, 2 district, 3 street, 4 committee */
    pack_text name;
    bool placed; /* at is known */
    geo_point at;
    const geo_shape *shape; /* NULL: no outline */
} pack_division;

typedef struct {
    xc_str id, screen;
    pack_text name;
    const xc_str *rights;
    size_t right_count;
    const json_value *json;
} pack_role;

/* A place that applications are sent to: a police station, a window. */
typedef struct {
    xc_str key, kind, division, address, phone;
    pack_text name;
    geo_point at;
    const xc_str *covers; /* division prefixes that are its business */
    size_t cover_count;
} pack_office;

typedef struct {
    int from_min, to_min; /* minutes of the day, to > from */
} pack_hours;
typedef struct {
    int64_t day; /* days since 1970-01-01 */
    bool worked;
} pack_day;
typedef struct {
    bool week[7]; /* from Monday: worked? */
    const pack_hours *hours;
    size_t hours_count;
    int64_t from_day, to_day;   /* both belong to it; outside nobody knows */
    const pack_day *exceptions; /* ascending */
    size_t exception_count;
} pack_calendar;

typedef enum { PACK_SENSOR_PLACE, PACK_ACTUATOR, PACK_UNIT_CLASS } pack_thing_class;
typedef struct {
    xc_str id, observed_property;
    pack_text name, unit; /* unit: "cm", "%"; both languages alike for symbols */
    bool has_min, has_max;
    double min, max; /* outside it is implausible */
    int64_t stale_s; /* older is silent; 0 = never */
} pack_datastream;
typedef struct {
    xc_str id;
    pack_text name;
    const json_value *json;
} pack_action;
typedef struct {
    xc_str id;
    pack_text name;
    pack_thing_class class_of;
    const pack_datastream *datastreams;
    size_t datastream_count;
    const pack_action *actions;
    size_t action_count;
    const json_value *json;
} pack_thing_type;

typedef struct {
    xc_str key, division; /* division: 12 digits, found by outline if the file leaves it empty */
    const pack_thing_type *type;
    pack_text name;
    geo_point at;
    const json_value *properties; /* an object, never NULL */
    xc_str properties_text;       /* the same as JSON text */
} pack_thing;

typedef struct {
    xc_str key, kind, division, login;
    pack_text name;
    geo_point at;
    const xc_str *capabilities;
    size_t capability_count;
} pack_unit;

typedef struct {
    const feel_expr *when;
    int64_t for_us;
    bool holds;  /* its last reading counts until there is another */
    xc_str text; /* of the condition, as written */
    xc_str send; /* message to send when it happens; "" = none */
} pack_condition;
typedef struct {
    const feel_expr *when;
    int level;   /* 1 (critical) .. 4 */
    xc_str send; /* message to send to the running case when this level is reached; "" = none */
} pack_level;
typedef struct {
    xc_str id, type, datastream, unit, scenario; /* scenario "" = none, it only sends */
    xc_str to; /* "" = the thing's own cases; else the property that names the thing whose cases
                  hear */
    pack_text name, text, source;
    const feel_expr *where; /* over the thing's properties; NULL = all */
    pack_condition raise, clear;
    const pack_level *levels;
    size_t level_count;
    int64_t silent_us; /* 0 = never */
    const json_value *json;
} pack_rule;

typedef struct {
    xc_str id, file;         /* file from the folder's root: "scenarios/road-flooding.bpmn" */
    bpmn_model *model;       /* readers leave it as it is */
    const json_value *texts; /* element id -> Text; NULL: none */
    const json_value *tasks; /* element id -> {question, instructions, why}; NULL: none */
    xc_str xml;
} pack_process;

typedef struct {
    xc_str id, case_prefix, once_per;
    pack_text name, title;
    const pack_process *process;
    const feel_expr *level; /* NULL: 3 */
    const json_value *json;
} pack_scenario;

typedef struct {
    xc_str id, file;
    const json_value *json;
    xc_str text; /* the file */
} pack_form;

typedef struct {
    xc_str id, file, code, days_unit, form, office_decision, licence; /* file: in the pack */
    pack_text name, summary, fee, department;
    const pack_process *process; /* NULL: not online */
    int days, minutes;
    bool online, rating;
    const json_value *words, *conditions, *materials, *basis, *steps, *prefill, *checks;
    const json_value *json;
} pack_matter;

typedef struct {
    xc_str id;
    pack_text label;
    xc_str from;        /* where its value comes from: "person.name", "answers.reason" */
    bool masked, shown; /* shown: chosen when a code is shown unless the holder says otherwise */
} pack_fact;
typedef struct {
    xc_str id;
    pack_text name, issuer,
        template;   /* template: the certificate's sentence, {fact id} as blanks */
    int valid_days; /* 0 = without end */
    const pack_fact *facts;
    size_t fact_count;
    const json_value *json;
} pack_licence_kind;

/* What anybody may report; Open311 calls it a service. */
typedef struct {
    xc_str code, group, kind; /* kind: consult, help, complaint, suggest or praise */
    pack_text name, summary;
    const pack_scenario *scenario;
    bool open_words;              /* everybody may read what a report says */
    int near_m;                   /* open reports of the type this near may be the same one */
    const json_value *words;      /* for search and as Open311 keywords */
    const json_value *attributes; /* list of {code, label, kind, required, values}; may be NULL */
    const json_value *json;
} pack_request_type;

typedef struct {
    xc_str id;
    pack_text name, unit, source;
    double low, high, min, max;
    const json_value *query; /* {"kind":..} */
    const json_value *json;
} pack_vital;

typedef struct {
    xc_str id, kind, file, attribution, licence;
    xc_str geojson; /* the file */
} pack_layer;

typedef struct {
    xc_str key, id_number, name, name_en, phone, birth, sex;
    xc_str registered_address, registered_division, residence_address, residence_division;
    xc_str login;
    int identity_level;
    bool record_clear;
    int proofs_this_year;
} pack_person;

typedef struct {
    xc_str login, password, kind, division, unit, person, office; /* kind: staff resident crew */
    pack_text name;
    const xc_str *roles;
    size_t role_count;
    bool listed; /* shown on the page that invites to try */
} pack_account;

#endif
