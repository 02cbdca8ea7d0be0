/* lex.h - FEEL text to tokens; the reader asks for one at a time because names depend on scope. */
#ifndef FEEL_LEX_H
#define FEEL_LEX_H
#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"

typedef enum {
    TOK_END,
    TOK_NUMBER,
    TOK_STRING, /* text: the characters, escapes resolved */
    TOK_AT,     /* @"..." */
    TOK_NAME,   /* text: as declared, or one word */
    TOK_SIGN,   /* text: the sign itself */
    TOK_BAD
} feel_token_kind;

typedef struct {
    feel_token_kind kind;
    bool declared; /* a name that somebody declared, not just a word */
    bool keyword;  /* a name that is one of the language's own words */
    uint16_t sign; /* of a sign: feel_sign_code of its text; else 0 */
    xc_str text;
    size_t start, end; /* bytes in the source */
    uint32_t line, column;
} feel_token;

typedef struct {
    xc_str src;
    size_t at;
    uint32_t line, column;
    xc_arena *arena;
    /* the longest declared name at src[at..], whose first word has `word` bytes: its bytes there, 0
     * for none; *ret: as declared */
    size_t (*longest_name)(void *ctx, xc_str rest, size_t word, xc_str *ret);
    void *ctx;
    xc_problem *why; /* set for TOK_BAD */
    xc_err err;
} feel_lexer;

/* A sign of one or two characters as a number. */
static inline uint16_t feel_sign_code(const char *sign)
{
    return (uint16_t)((unsigned char)sign[0] |
                      (sign[0] && sign[1] ? (unsigned)(unsigned char)sign[1] << 8 : 0));
}

feel_token feel_lex(feel_lexer *l);
/* Back to the start of a token, to read it again in another scope. */
void feel_lex_back(feel_lexer *l, const feel_token *to);

/* Bytes of rest that are name, blanks in any amount where it has one; 0 if it is not. */
size_t feel_match_name(xc_str rest, xc_str name);
/* A run of white space or comments. */
size_t feel_space(xc_str rest);
/* Bytes of a plain word at the start; 0 if there is none. */
size_t feel_word(xc_str rest);

#endif
