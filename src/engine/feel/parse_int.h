/* parse_int.h - the reader's state, shared by the parse*.c files. */
#ifndef FEEL_PARSE_INT_H
#define FEEL_PARSE_INT_H
#include "engine/feel/feel_tree.h"
#include "engine/feel/lex.h"

enum { PARSE_MAX_NEST = 120, PARSE_MAX_BYTES = 1 << 20, PARSE_MAX_ITEMS = 20000 };

/* A name that is visible, the newest first. */
typedef struct parse_local parse_local;
struct parse_local {
    const parse_local *outer;
    xc_str name; /* .ptr NULL: a filter's item, or the wall of a function */
    uint16_t slot;
    bool item, wall;
};

typedef struct parse_key parse_key; /* keys seen anywhere: names after a point may be such */
struct parse_key {
    const parse_key *older;
    xc_str name;
};

typedef struct {
    feel_lexer lexer;
    feel_token tok;
    xc_arena *arena;
    const feel_scope *scope;
    const parse_local *locals;
    const parse_key *keys;
    unsigned slot_count; /* of the function being read */
    int nest;
    bool uses_input; /* a ? was read */
    bool *uses;      /* a flag for each name of the scope */
    bool as_written; /* nothing is worked out while reading */
    xc_err err;
    xc_problem *why;
} parser;

/* All readers return NULL when p->err is set, which only the first failure does. */
const feel_node *parse_expression(parser *p);
const feel_node *parse_sum(parser *p); /* without comparisons, and, or */
const feel_node *parse_postfix(parser *p);
const feel_node *parse_primary(parser *p);
const feel_node *parse_control(
    parser *p); /* if, for, some, every, function; NULL without error: none */
const feel_node *parse_test(parser *p); /* one positive unary test */
/* after "low .." */
const feel_node *parse_range_rest(parser *p, const feel_token *at, const feel_node *low,
                                  bool closed);
const feel_shape *parse_shape(parser *p);

void parse_next(parser *p);
void parse_again(parser *p); /* the same token in the present scope */
/* Inline, so that a literal costs one comparison. */
static inline bool parse_sign(const parser *p, const char *sign)
{
    return p->tok.sign == feel_sign_code(sign);
}
static inline bool parse_word(const parser *p, const char *word)
{
    return p->tok.keyword && p->tok.kind == TOK_NAME && xc_str_is(p->tok.text, word);
}
bool parse_take(parser *p, const char *sign); /* if it is there */
bool parse_expect(parser *p, const char *sign);
bool parse_expect_word(parser *p, const char *word);
void *parse_fail(parser *p, const feel_token *at, const char *en, const char *zh);
void *parse_unexpected(parser *p, const char *en, const char *zh);
void *parse_no_room(parser *p);
bool parse_starts(const parser *p); /* can an expression begin with this token? */

feel_node *parse_node(parser *p, feel_op op, const feel_token *at);
/* Done with a node: its height, and its value if that is known already. */
const feel_node *parse_end(parser *p, feel_node *n);
uint16_t parse_slot(parser *p);
/* false: no room */
bool parse_declare(parser *p, xc_str name, uint16_t slot);
bool parse_declare_item(parser *p, uint16_t slot);
void parse_remember_key(parser *p, xc_str name);
/* "name :" ahead, blanks and signs in the name allowed; takes both. */
bool parse_take_label(parser *p, xc_str *ret);

/* A growing list of nodes; take it over with parse_list_end. */
typedef struct {
    const feel_node **items;
    size_t count, cap;
} parse_list;
bool parse_add(parser *p, parse_list *list, const feel_node *n);

#endif
