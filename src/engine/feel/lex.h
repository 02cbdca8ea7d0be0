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
    xc_str text;
    size_t start, end; /* bytes in the source */
    uint32_t line, column;
} feel_token;

typedef struct {
    xc_str src;
    size_t at;
    uint32_t line, column;
    xc_arena *arena;
    /* the longest declared name at src[at..]: its bytes there, 0 for none; *ret: as declared */
    size_t (*longest_name)(void *ctx, xc_str rest, xc_str *ret);
    void *ctx;
    xc_problem *why; /* set for TOK_BAD */
    xc_err err;
} feel_lexer;

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
