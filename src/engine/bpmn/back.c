/* back.c - returns a waiting task to an earlier one (the officials' 退回): the token goes back,
 * what it waited for is cancelled, variables stay.
 *
 * Only along the token's own way: a step from which other tokens of the scope come as well (before
 * a fork whose other branch is still under way) cannot be done again for one of them. */
#include "engine/bpmn/run_int.h"

enum { MARK_BYTES = BPMN_MAX_NODES / 8 };

typedef struct {
    unsigned char bits[MARK_BYTES];
} node_set;

static bool has(const node_set *s, const model_node *n)
{
    return s->bits[n->index / 8] >> (n->index % 8) & 1;
}

static void add(node_set *s, const model_node *n)
{
    s->bits[n->index / 8] = (unsigned char)(s->bits[n->index / 8] | 1u << (n->index % 8));
}

static bool spread_from(node_set *s, const model_node *n)
{
    bool more = false;
    for (size_t k = 0; k < n->out.count; k++)
        if (!has(s, n->out.items[k]->target)) {
            add(s, n->out.items[k]->target);
            more = true;
        }
    for (size_t k = 0; k < n->boundaries.count; k++)
        if (!has(s, n->boundaries.items[k])) {
            add(s, n->boundaries.items[k]);
            more = true;
        }
    return more;
}

/* All that can come after n in its scope; n itself only if it lies on a circle. */
static void mark_after(const model_node *n, node_set *ret)
{
    *ret = (node_set){ { 0 } };
    bool more = spread_from(ret, n);
    while (more) {
        more = false;
        for (size_t k = 0; k < n->parent->children.count; k++)
            if (has(ret, n->parent->children.items[k]))
                more = spread_from(ret, n->parent->children.items[k]) || more;
    }
}

static run_wait *find_task(const bpmn_instance *i, bpmn_token token)
{
    for (size_t k = 0; k < i->wait_count; k++)
        if (i->waits[k]->id == token && !i->waits[k]->dead && i->waits[k]->kind == WAIT_TASK)
            return i->waits[k];
    return NULL;
}

/* Another token would arrive twice behind n. */
static bool doubles_others(const bpmn_instance *i, const run_token *mover, const node_set *after)
{
    for (size_t k = 0; k < i->token_count; k++) {
        const run_token *t = i->tokens[k];
        if (t != mover && t->state != TOKEN_DEAD && t->scope == mover->scope && has(after, t->node))
            return true;
    }
    return false;
}

/* both are the address of a node of the model */
static bool leads_back(const bpmn_instance *i, const run_token *t, const model_node *n)
{
    node_set after;
    if (n->kind != NODE_USER || n == t->node || n->parent != t->scope->node)
        return false;
    mark_after(n, &after);
    return has(&after, t->node) && !doubles_others(i, t, &after);
}

size_t bpmn_back_targets(const bpmn_instance *i, bpmn_token task, xc_str *ret, size_t max)
{
    const run_wait *w = find_task(i, task);
    size_t n = 0;
    if (!w || !w->token || w->token->iteration || !w->token->scope->node)
        return 0;
    const model_nodes *around = &w->token->scope->node->children;
    for (size_t k = 0; k < around->count; k++)
        if (leads_back(i, w->token, around->items[k]) && n++ < max)
            ret[n - 1] = around->items[k]->id;
    return n;
}

static const model_node *find_target(const bpmn_instance *i, const run_token *t, xc_str element)
{
    const model_nodes *around = &t->scope->node->children;
    for (size_t k = 0; k < around->count; k++)
        if (xc_str_eq(around->items[k]->id, element))
            return leads_back(i, t, around->items[k]) ? around->items[k] : NULL;
    return NULL;
}

xc_err bpmn_go_back(bpmn_instance *i, bpmn_token task, xc_str element, const bpmn_world *world,
                    xc_problem *why)
{
    run_token *next;
    const run_wait *w = i->state == BPMN_RUNNING ? find_task(i, task) : NULL;
    if (!w)
        return xc_fail(why, XC_ENOTFOUND, "", "no such task waits", "没有这样的待办环节");
    run_token *t = w->token;
    const model_node *to = t && !t->iteration ? find_target(i, t, element) : NULL;
    if (!to)
        return xc_fail(why, XC_EREFUSED, "/to",
                       "\"%.*s\" is not an earlier task of this one's own way: other work that "
                       "began after it is still under way, or it lies elsewhere",
                       "“%.*s”不是这一环节之前的人工环节，或者它之后另有工作还在进行",
                       XC_STR_ARG(element));
    run r = { .i = i, .world = world, .why = why };
    BPMN_TRY(run_token_new(&r, to, t->scope, NULL, &next));
    BPMN_TRY(run_cancel_token(&r, t));
    return run_loop(&r);
}
