/* application_int.h - an application's row and the parts that its files share. */
#ifndef XC_SERVICES_APPLICATION_INT_H
#define XC_SERVICES_APPLICATION_INT_H
#include "services/application.h"
#include "services/services_int.h"

typedef struct {
    int64_t id, party, user_id, case_id;
    xc_str matter_id, state, division, office, first_office, notice, missing;
    int64_t transfers, supplements;
    int64_t taken_by; /* the clerk's account who entered it at a window; 0: the applicant */
    int64_t created_us, submitted_us, accepted_us, due_us, paused_us, decided_us, licence;
    const pack_matter *matter;   /* NULL: the pack has it no more */
    const json_value *form;      /* NULL likewise */
    const json_value *answers;   /* an object */
    const json_value *prefilled; /* {field: {"value","source":Text,"checked_at","grade"}} */
} application_row;

/* party 0: anybody's. XC_ENOTFOUND, XC_ECORRUPT. */
xc_err application_get(const services *sv, store_conn *c, int64_t id, int64_t party,
                       xc_arena *arena, application_row *ret, xc_problem *why);

/* Seals and writes the answers; prefilled NULL: as they are in the row. */
xc_err application_put_answers(const services *sv, store_conn *c, const application_row *row,
                               const json_value *answers, const json_value *prefilled);

/* Writes all columns of the row but the sealed ones. */
xc_err application_update(store_conn *c, const application_row *row);

/* Appends to what the applicant reads as the course of events; why may be empty. */
xc_err application_history_add(store_conn *c, int64_t id, int64_t time_us, pack_text text,
                               pack_text why);

/* Tells the applicant's screens and the officials' that it changed, and writes the audit entry. */
xc_err application_tell(const services *sv, loop_tx *tx, const application_row *row,
                        const char *action);

/* What decisions see: {applicant:{..}, answers:{..}, today}. Without personal values when `plain`,
 * for what is stored outside the seal (identity level, divisions, counts, whole years of age stay).
 */
xc_err application_context(const services *sv, store_conn *c, const application_row *row,
                           int64_t now_us, bool plain, xc_arena *arena, const feel_value **ret);

/* Whole years since the day of birth (YYYY-MM-DD), in the city's own time; -1: not known. */
int64_t application_age(const services *sv, xc_str birth, int64_t now_us);

/* One paper that the matter may need. */
typedef struct {
    const json_value *json; /* of the pack */
    xc_str id, grade;
    pack_text name, source;
    bool required, given;
    int64_t file;
    const char *status; /* "held" the city has it, "given", "missing", "not_needed" */
} application_material;
enum { APPLICATION_MAX_MATERIALS = 32 };
xc_err application_materials(const services *sv, store_conn *c, const application_row *row,
                             const feel_value *context, int64_t now_us, xc_arena *arena,
                             application_material list[APPLICATION_MAX_MATERIALS],
                             size_t *ret_count);

/* The office that the matter's decision names, with its reason; office "" when the table knows
 * none. */
xc_err application_office(const services *sv, const application_row *row, const feel_value *context,
                          int64_t now_us, xc_arena *arena, xc_str *ret_office,
                          pack_text *ret_reason, xc_problem *why);

/* "checks" and "advice" of the official's page. */
xc_err application_put_checks(const services *sv, const application_row *row,
                              const feel_value *context, int64_t now_us, xc_arena *arena,
                              json_writer *w);

/* The page without its end, so that more can be added: the object stays open. */
xc_err application_put_page(const services *sv, store_conn *c, const application_row *row,
                            int64_t now_us, xc_arena *arena, json_writer *w);

pack_text application_office_name(const services *sv, xc_str office);

/* Answers on top of the row's own, saved and checked: all that is wrong or missing then. */
xc_err application_take_answers(const services *sv, loop_tx *tx, application_row *row,
                                const json_value *answers, form_faults *faults, xc_problem *why);
xc_err application_check_answers(const services *sv, store_conn *c, const application_row *row,
                                 int64_t now_us, xc_arena *arena, form_faults *faults);

/* A draft for a party, filled with what is known; an unfinished one of the same matter by the same
 * hand (row->taken_by) is given back. Set in row: party, user_id, taken_by; its id comes back. */
xc_err application_draft_for(const services *sv, loop_tx *tx, const pack_matter *matter,
                             application_row *row, xc_problem *why);
/* XC_ENOTFOUND: no such matter; XC_EREFUSED: not offered online. */
xc_err application_find_online(const services *sv, xc_str matter, const pack_matter **ret,
                               xc_problem *why);

/* The actor as people know them, not by the login. */
xc_err application_actor_name(loop_tx *tx, xc_str *ret);

/* The actor's look at the person's data is written down (once in 10 minutes for the same case). */
xc_err application_note_look(const services *sv, loop_tx *tx, const application_row *row);

/* The actor's own application: the applicant's, or the one that the actor entered at a window. */
xc_err application_own(const services *sv, loop_tx *tx, int64_t id, application_row *row,
                       xc_problem *why);

/* A scenario's words for a key of its "notify", with {office} and {text} filled; empty if it has
 * none. */
xc_err application_words(const services *sv, xc_str scenario, xc_str key, pack_text office,
                         pack_text text, xc_arena *arena, pack_text *ret);

/* The notice on the applicant's page: rule may be empty. */
xc_err application_set_notice(application_row *row, pack_text title, pack_text text, pack_text rule,
                              xc_arena *arena);

/* Text value of a FEEL context {zh, en} or string; empty texts otherwise. */
pack_text application_text_of(const feel_value *v);

/* The call-back case of a bad rating, opened by the process or straight away. */
xc_err rating_open_callback(const services *sv, loop_tx *tx, int64_t application, int64_t from_case,
                            xc_str scenario, const feel_value *variables, xc_problem *why);

/* Makes a JSON object of text and then a value of it again, in the arena. */
xc_err application_reparse(xc_buf *text, xc_arena *arena, const json_value **ret);

#endif
