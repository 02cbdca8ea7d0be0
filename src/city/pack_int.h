/* pack_int.h - inside of pack_*.c: what a pack holds, and the reader that fills it.
 *
 * A loader returns an error only for what ends all reading (no memory, over a ceiling); what is
 * wrong with the content goes into the report and reading goes on, so that one look finds
 * everything. */
#ifndef XC_CITY_PACK_INT_H
#define XC_CITY_PACK_INT_H
#include <stdatomic.h>

#include "base/arena.h"
#include "city/pack.h"
#include "codec/csv.h"
#include "codec/hash.h"

enum {
    PACK_MAX_FILE_BYTES = 32 << 20,
    PACK_MAX_BYTES = 256 << 20,
    PACK_MAX_ARENA = 1 << 30,
    PACK_MAX_FILES = 5000,
    PACK_MAX_DIVISIONS = 60000,
    PACK_MAX_THINGS = 100000
};

/* counted arrays, all in the pack's arena */
#define PACK_LIST(type)    \
    struct {               \
        type *items;       \
        size_t count, cap; \
    }

typedef struct {
    uint32_t parent, first_child, child_count; /* UINT32_MAX: none */
} pack_node;

typedef struct {
    xc_str file;
    const dmn_model *model;
} pack_decisions;

typedef struct {
    xc_str key, zh, en;
} pack_word;

struct pack {
    atomic_size_t refs;
    xc_arena *arena;
    const char *dir;
    pack_info info;
    PACK_LIST(pack_division) divisions; /* ascending by code */
    pack_node *nodes;                   /* beside divisions */
    const pack_division **children;     /* runs, one a parent */
    const geo_shapes *shapes;
    uint32_t *shape_division; /* beside shapes: which division */
    PACK_LIST(pack_role) roles;
    PACK_LIST(pack_office) offices;
    pack_calendar calendar;
    PACK_LIST(pack_thing_type) types;
    PACK_LIST(pack_thing) things;
    const pack_thing **things_by_key;
    PACK_LIST(pack_unit) units;
    PACK_LIST(pack_rule) rules;
    PACK_LIST(pack_process) processes;
    PACK_LIST(pack_scenario) scenarios;
    PACK_LIST(pack_decisions) decisions;
    PACK_LIST(pack_form) forms;
    PACK_LIST(pack_matter) matters;
    PACK_LIST(pack_licence_kind) licences;
    PACK_LIST(pack_vital) vitals;
    PACK_LIST(pack_request_type) request_types;
    PACK_LIST(pack_word) words; /* ascending by key */
    PACK_LIST(pack_layer) layers;
    PACK_LIST(pack_person) people;
    PACK_LIST(pack_account) accounts;
};

typedef struct {
    pack *p;
    xc_arena *arena; /* the pack's */
    pack_report *report;
    hash *digest;
    size_t files, bytes;
} pack_reader;

/* ---- report ---- */
/* The next problem to fill; NULL when the report keeps no more (then it only counts). */
xc_problem *pack_report_slot(pack_report *report);
#define PACK_BAD(r, file, line, column, ...) \
    ((void)xc_fail_at(pack_report_slot((r)->report), XC_EINVAL, file, line, column, __VA_ARGS__))
/* What a parser said, with the file before its own place. Lines count from first_line (1: as they
 * are). */
void pack_report_add(pack_reader *r, const char *file, uint32_t first_line, const xc_problem *why);

/* ---- files ---- */
/* The whole file, from the pack's folder, with a zero behind it. A missing one: *ret is {0}, and a
 * problem if it is required. */
XC_MUST_CHECK xc_err pack_file_read(pack_reader *r, const char *file, bool required, xc_str *ret);
/* Names in a sub-folder that end with suffix, as "folder/name", in ascending order. No folder:
 * none. */
XC_MUST_CHECK xc_err pack_file_list(pack_reader *r, const char *folder, const char *suffix,
                                    const char ***ret, size_t *ret_count);
/* Read and parsed; *ret NULL if it is missing or cannot be read (a problem). */
XC_MUST_CHECK xc_err pack_file_json(pack_reader *r, const char *file, bool required,
                                    const json_value **ret);
XC_MUST_CHECK xc_err pack_file_csv(pack_reader *r, const char *file, bool required,
                                   const csv_table **ret);

/* ---- fields: one row describes a member of a JSON object or a column of a table ---- */
typedef enum {
    PACK_F_STR,      /* xc_str */
    PACK_F_TEXT,     /* pack_text; a plain string stands for both languages with PACK_LOOSE */
    PACK_F_INT,      /* int */
    PACK_F_NUM,      /* double */
    PACK_F_BOOL,     /* bool */
    PACK_F_SECONDS,  /* int64_t, from a number */
    PACK_F_DURATION, /* int64_t microseconds, from "PT10M" */
    PACK_F_FEEL,     /* const feel_expr * */
    PACK_F_OBJECT,   /* const json_value * */
    PACK_F_ARRAY,    /* const json_value * */
    PACK_F_WORDS /* xc_str *, count in the size_t behind it: words with blanks between, or an array
                  */
} pack_field_kind;
enum { PACK_NEEDED = 1, PACK_LOOSE = 2 };
typedef struct {
    const char *key;
    pack_field_kind kind;
    unsigned flags;
    size_t offset;
} pack_field;
#define PACK_FIELD(type, key, member, kind, flags)        \
    {                                                     \
        key, PACK_F_##kind, flags, offsetof(type, member) \
    }
/* XC_ENOMEM, XC_ELIMIT; wrong members are problems and stay as they were. */
XC_MUST_CHECK xc_err pack_fields_json(pack_reader *r, const char *file, const json_value *object,
                                      const pack_field *fields, size_t count, void *into);
XC_MUST_CHECK xc_err pack_fields_csv(pack_reader *r, const char *file, const csv_table *table,
                                     const csv_row *row, const pack_field *fields, size_t count,
                                     void *into);
/* All named columns there? A missing one is a problem, *ret false. */
bool pack_csv_has(pack_reader *r, const char *file, const csv_table *table,
                  const pack_field *fields, size_t count);
/* A FEEL text; NULL with a problem if it cannot be read. */
XC_MUST_CHECK xc_err pack_feel(pack_reader *r, const char *file, const json_value *at, xc_str text,
                               const feel_expr **ret);
/* Room for one more in a list of things of size bytes; NULL when there is no memory. */
void *pack_list_more(xc_arena *arena, void **items, size_t *count, size_t *cap, size_t size);
#define PACK_MORE(r, list)                                                         \
    pack_list_more((r)->arena, (void **)&(list).items, &(list).count, &(list).cap, \
                   sizeof *(list).items)

/* ---- loaders, in this order ---- */
XC_MUST_CHECK xc_err pack_info_load(pack_reader *r);
XC_MUST_CHECK xc_err pack_words_load(pack_reader *r);
XC_MUST_CHECK xc_err pack_divisions_load(pack_reader *r);
XC_MUST_CHECK xc_err pack_layers_load(pack_reader *r);
XC_MUST_CHECK xc_err pack_roles_load(pack_reader *r);
XC_MUST_CHECK xc_err pack_calendar_load(pack_reader *r);
XC_MUST_CHECK xc_err pack_thing_types_load(pack_reader *r);
XC_MUST_CHECK xc_err pack_things_load(pack_reader *r);
XC_MUST_CHECK xc_err pack_models_load(pack_reader *r);
XC_MUST_CHECK xc_err pack_scenarios_load(pack_reader *r);
XC_MUST_CHECK xc_err pack_rules_load(pack_reader *r);
XC_MUST_CHECK xc_err pack_services_load(pack_reader *r);
XC_MUST_CHECK xc_err pack_requests_load(pack_reader *r);
XC_MUST_CHECK xc_err pack_demo_load(pack_reader *r);
/* what refers to what */
XC_MUST_CHECK xc_err pack_check(pack_reader *r);

/* The outline of a division, set while layers are read. */
pack_division *pack_division_edit(pack *p, xc_str code);
XC_MUST_CHECK xc_err pack_division_outlines(pack_reader *r);

/* A process by its file's name ("road-flooding.bpmn"). */
pack_process *pack_process_of_file(pack *p, xc_str name);

#endif
