/* state.c - the parts of a running instance: how scopes, tokens and waits come and go. */
#include "engine/bpmn/run_int.h"

#include <assert.h>

xc_err run_grow(xc_arena *arena, void **items, size_t size, size_t count, size_t *cap, size_t max)
{
    if (count < *cap)
        return XC_OK;
    if (count >= max)
        return XC_ELIMIT;
    size_t grown_cap = *cap ? *cap * 2 : 16;
    void *grown = xc_arena_array(arena, grown_cap, size);
    if (!grown)
        return XC_ENOMEM;
    if (count > 0)
        memcpy(grown, *items, count * size);
    *items = grown;
    *cap = grown_cap;
    return XC_OK;
}

xc_err run_scope_new(run *r, const model_node *node, run_token *owner, run_scope **ret)
{
    bpmn_instance *i = r->i;
    uint32_t depth = owner ? owner->scope->depth + 1 : 0;
    if (depth > RUN_MAX_DEPTH)
        return xc_fail(r->why, XC_ELIMIT, "",
                       "more than %d processes and sub-processes within each other at %.*s: does a "
                       "process call itself?",
                       "流程和子流程嵌套超过 %d 层（%.*s）：流程是否调用了自己？",
                       (int)RUN_MAX_DEPTH, XC_STR_ARG(node->id));
    void *grown = i->scopes;
    BPMN_TRY(run_grow(i->arena, &grown, sizeof *i->scopes, i->scope_count, &i->scope_cap,
                      RUN_MAX_TOKENS));
    i->scopes = grown;
    run_scope *s = xc_arena_array(i->arena, 1, sizeof *s);
    if (!s)
        return XC_ENOMEM;
    s->id = i->next_id++;
    s->node = node;
    s->owner = owner;
    s->depth = depth;
    s->vars = feel_null();
    s->outputs = feel_null();
    for (size_t k = 0; k < node->data_count && model_is_scope(node); k++)
        BPMN_TRY(run_with(r, s->vars, node->data[k], feel_null(), &s->vars));
    i->scopes[i->scope_count++] = s;
    if (owner)
        owner->inner = s;
    *ret = s;
    return XC_OK;
}

xc_err run_token_new(run *r, const model_node *node, run_scope *scope, const model_flow *via,
                     run_token **ret)
{
    bpmn_instance *i = r->i;
    void *grown = i->tokens;
    xc_err err = run_grow(i->arena, &grown, sizeof *i->tokens, i->token_count, &i->token_cap,
                          RUN_MAX_TOKENS);
    if (err == XC_ELIMIT)
        return xc_fail(
            r->why, XC_ELIMIT, "",
            "more than %d tokens at once, at element %.*s: branches start and are never "
            "joined; join them or end them",
            "同时超过 %d 个流程分支（环节 %.*s）：分支不断产生却不汇合；请汇合或结束它们",
            (int)RUN_MAX_TOKENS, XC_STR_ARG(node->id));
    BPMN_TRY(err);
    i->tokens = grown;
    run_token *t = xc_arena_array(i->arena, 1, sizeof *t);
    if (!t)
        return XC_ENOMEM;
    t->id = i->next_id++;
    t->node = node;
    t->scope = scope;
    t->via = via;
    t->state = TOKEN_READY;
    t->locals = feel_null();
    scope->live++;
    i->tokens[i->token_count++] = t;
    *ret = t;
    return XC_OK;
}

xc_err run_wait_new(run *r, wait_kind kind, const model_node *node, uint32_t event,
                    run_token *token, run_scope *scope, run_wait **ret)
{
    bpmn_instance *i = r->i;
    void *grown = i->waits;
    BPMN_TRY(
        run_grow(i->arena, &grown, sizeof *i->waits, i->wait_count, &i->wait_cap, RUN_MAX_WAITS));
    i->waits = grown;
    run_wait *w = xc_arena_array(i->arena, 1, sizeof *w);
    if (!w)
        return XC_ENOMEM;
    w->id = i->next_id++;
    w->kind = kind;
    w->node = node;
    w->event = event;
    w->token = token;
    w->scope = scope;
    i->waits[i->wait_count++] = w;
    *ret = w;
    return XC_OK;
}

void run_token_kill(run_token *t)
{
    assert(t->state != TOKEN_DEAD && t->scope->live > 0);
    t->state = TOKEN_DEAD;
    t->scope->live--;
}

run_token *run_token_find(const bpmn_instance *i, bpmn_token id)
{
    for (size_t k = 0; k < i->token_count; k++)
        if (i->tokens[k]->id == id && i->tokens[k]->state != TOKEN_DEAD)
            return i->tokens[k];
    return NULL;
}

/* Takes out what is dead; the order of the rest stays, so the same calls give the same run. */
void run_compact(bpmn_instance *i)
{
    size_t n = 0;
    for (size_t k = 0; k < i->token_count; k++)
        if (i->tokens[k]->state != TOKEN_DEAD)
            i->tokens[n++] = i->tokens[k];
    i->token_count = n;
    n = 0;
    for (size_t k = 0; k < i->wait_count; k++)
        if (!i->waits[k]->dead)
            i->waits[n++] = i->waits[k];
    i->wait_count = n;
    n = 0;
    for (size_t k = 0; k < i->scope_count; k++)
        if (!i->scopes[k]->dead)
            i->scopes[n++] = i->scopes[k];
    i->scope_count = n;
}
