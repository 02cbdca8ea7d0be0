/* pack.h - a city's content: a folder is read once, checked whole, and then only read.
 *
 * What a pack holds is described in docs/pack.md. A loaded pack is immutable and may be read by any
 * number of threads; everything that its functions return is borrowed from it and lives until the
 * last pack_unref. Lists are arrays in the order of the files. */
#ifndef XC_CITY_PACK_H
#define XC_CITY_PACK_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/text.h"
#include "city/pack_types.h"
#include "codec/json.h"
#include "engine/bpmn/bpmn.h"
#include "engine/dmn/dmn.h"
#include "geo/geo_point.h"

typedef struct pack pack;

/* What is wrong with a folder: all of it, up to a ceiling. `where` of a problem is the file (from
 * the folder), with line and column where they are known. Plain value; holds no memory of a pack.
 */
enum { PACK_MAX_PROBLEMS = 200 };
typedef struct {
    size_t count; /* all that were found, also those not kept */
    size_t kept;
    xc_problem items[PACK_MAX_PROBLEMS];
} pack_report;

/* Reads and checks a folder. The caller holds one reference. XC_EINVAL: the pack is bad, *report
 * says everything that is (also things that stop nothing else from being read). XC_EIO: the folder
 * cannot be read, XC_ELIMIT: a file or the whole is over its ceiling, XC_ENOMEM; *report then holds
 * the reason. */
XC_MUST_CHECK xc_err pack_load(const char *dir, pack **ret, pack_report *report);

/* The last unref frees. Any thread. unref accepts NULL and returns NULL. */
pack *pack_ref(pack *p);
pack *pack_unref(pack *p);

const pack_info *pack_info_of(const pack *p);
const char *pack_dir(const pack *p);

/* ---- divisions ---- */
/* Every code in the pack, ascending. */
const pack_division *pack_divisions(const pack *p, size_t *ret_count);
/* A code of 12 digits, or a prefix of one that stands for a whole division ("310104"). NULL: none.
 */
const pack_division *pack_division_find(const pack *p, xc_str code);
/* The smallest division (largest level) whose outline holds the point; NULL: none has. */
const pack_division *pack_division_at(const pack *p, geo_point at);
/* NULL for the city itself. */
const pack_division *pack_division_parent(const pack *p, const pack_division *d);
/* Children in ascending order of code, as one run of pointers. */
const pack_division *const *pack_division_children(const pack *p, const pack_division *d,
                                                   size_t *ret_count);
/* The prefix that everything in the division begins with: 12 digits without the trailing groups of
 * zeros (310000000000 -> 31, 310104000000 -> 310104, 310104013000 -> 310104013). Points into code.
 * City codes of 4 digits (330100000000 -> 3301) likewise. */
xc_str pack_division_prefix(xc_str code);

/* ---- people's places in it ---- */
const pack_role *pack_roles(const pack *p, size_t *ret_count);
const pack_role *pack_role_find(const pack *p, xc_str id);
/* Does the role hold the right ("*" holds all, "case.*" all that begin with "case.")? */
bool pack_role_may(const pack_role *role, xc_str right);
const pack_office *pack_offices(const pack *p, size_t *ret_count);
const pack_office *pack_office_find(const pack *p, xc_str key);
const pack_calendar *pack_calendar_of(const pack *p);

/* ---- things ---- */
const pack_thing_type *pack_thing_types(const pack *p, size_t *ret_count);
const pack_thing_type *pack_thing_type_find(const pack *p, xc_str id);
const pack_datastream *pack_datastream_find(const pack_thing_type *type, xc_str id);
const pack_thing *pack_things(const pack *p, size_t *ret_count);
const pack_thing *pack_thing_find(const pack *p, xc_str key);
const pack_unit *pack_units(const pack *p, size_t *ret_count);

/* ---- what the city does ---- */
const pack_rule *pack_rules(const pack *p, size_t *ret_count);
const pack_scenario *pack_scenarios(const pack *p, size_t *ret_count);
const pack_scenario *pack_scenario_find(const pack *p, xc_str id);
/* By the id of the process element in a .bpmn file. NULL: none. */
const pack_process *pack_process_find(const pack *p, xc_str id);
const pack_process *pack_processes(const pack *p, size_t *ret_count);
/* The name of an element for people: the scenario's texts, else the file's own name in both
 * languages, else the element's id. */
pack_text pack_element_text(const pack *p, const pack_process *process, xc_str element,
                            xc_str name);
/* The model that holds a decision, by the decision's id or name. NULL: none. */
const dmn_model *pack_decision_find(const pack *p, xc_str decision);
const pack_form *pack_form_find(const pack *p, xc_str id);
const pack_matter *pack_matters(const pack *p, size_t *ret_count);
const pack_matter *pack_matter_find(const pack *p, xc_str id);
const pack_licence_kind *pack_licence_kinds(const pack *p, size_t *ret_count);
const pack_licence_kind *pack_licence_kind_find(const pack *p, xc_str id);
const pack_request_type *pack_request_types(const pack *p, size_t *ret_count);
const pack_request_type *pack_request_type_find(const pack *p, xc_str code);
const pack_vital *pack_vitals(const pack *p, size_t *ret_count);

/* ---- words and pictures ---- */
/* The text of a key of texts/, in both languages; both empty if there is none. */
pack_text pack_words(const pack *p, xc_str key);
/* A Text object ({"zh","en"}) or a plain string (then both languages). {0} for anything else. */
pack_text pack_text_of(const json_value *v);
/* pattern with {name} replaced by the values of that name; unknown names stay as they are. */
typedef struct {
    xc_str name;
    pack_text value;
} pack_blank;
XC_MUST_CHECK xc_err pack_text_fill(pack_text pattern, const pack_blank *blanks, size_t count,
                                    xc_arena *arena, pack_text *ret);
const pack_layer *pack_layers(const pack *p, size_t *ret_count);
const pack_layer *pack_layer_find(const pack *p, xc_str id);

/* ---- demo (simulated) ---- */
const pack_person *pack_people(const pack *p, size_t *ret_count);
const pack_account *pack_accounts(const pack *p, size_t *ret_count);

#endif
