/* save.c - an instance as bytes, and back.
 *
 * "XBP" and a version, then numbers as varints and texts with their length, elements by their ids
 * (so a later version of the file can go on with it), values with their types, a check sum at the
 * end. A run that is saved and loaded after every step is the same run. */
#include "engine/bpmn/run_int.h"

enum { SAVE_VERSION = 2, SAVE_MAX_BYTES = 16 << 20, SAVE_MAX_DEPTH = 64 };

static uint64_t check_sum(xc_str s)
{
    uint64_t h = UINT64_C(14695981039346656037); /* FNV-1a */
    for (size_t k = 0; k < s.len; k++)
        h = (h ^ (unsigned char)s.ptr[k]) * UINT64_C(1099511628211);
    return h;
}

/* ---- writing ---- */

static void put_uint(xc_buf *b, uint64_t n)
{
    for (; n >= 0x80; n >>= 7)
        xc_buf_byte(b, (char)(unsigned char)(n | 0x80));
    xc_buf_byte(b, (char)n);
}

static void put_int(xc_buf *b, int64_t n)
{
    put_uint(b, n < 0 ? ((uint64_t)(-(n + 1)) << 1) | 1 : (uint64_t)n << 1);
}

static void put_str(xc_buf *b, xc_str s)
{
    put_uint(b, s.len);
    xc_buf_str(b, s);
}

/* process, a separator, id: for an element of another file */
static void put_id(xc_buf *b, const bpmn_model *m, const model_node *n)
{
    if (!n || n->model == m) {
        put_str(b, n ? n->id : XC_STR(""));
        return;
    }
    xc_str process = model_root(n)->id;
    put_uint(b, process.len + 1 + n->id.len);
    xc_buf_str(b, process);
    xc_buf_byte(b, MODEL_BETWEEN);
    xc_buf_str(b, n->id);
}

static void put_value(xc_buf *b, const feel_value *v, int depth)
{
    feel_type type = depth < SAVE_MAX_DEPTH ? feel_type_of(v) : FEEL_NULL;
    if (type == FEEL_FUNCTION)
        type = FEEL_NULL; /* a function does not outlive the step */
    put_uint(b, (uint64_t)type);
    if (type == FEEL_NULL)
        return;
    if (type == FEEL_BOOLEAN) {
        put_uint(b, feel_is_true(v));
        return;
    }
    if (type == FEEL_STRING) {
        put_str(b, feel_to_str(v));
        return;
    }
    if (type != FEEL_LIST && type != FEEL_CONTEXT) {
        xc_buf text;
        xc_buf_init(&text, BPMN_MAX_TEXT);
        feel_to_text(&text, v);
        if (xc_buf_err(&text))
            b->err = xc_buf_err(&text);
        put_str(b, xc_buf_view(&text));
        xc_buf_done(&text);
        return;
    }
    size_t n = feel_count(v);
    put_uint(b, n);
    for (size_t k = 0; k < n; k++) {
        xc_str name = { 0 };
        const feel_value *item = feel_item(v, k, &name);
        if (type == FEEL_CONTEXT)
            put_str(b, name);
        put_value(b, item, depth + 1);
    }
}

static void put_scope(xc_buf *b, const bpmn_model *m, const run_scope *s)
{
    put_uint(b, s->id);
    put_id(b, m, s->node);
    put_uint(b, s->owner ? s->owner->id : 0);
    put_uint(b, (uint64_t)s->loop | (uint64_t)s->cancelling << 1);
    put_int(b, s->total);
    put_int(b, s->started);
    put_int(b, s->done);
    put_value(b, s->vars, 0);
    put_value(b, s->outputs, 0);
    put_uint(b, s->undo_count);
    for (size_t k = 0; k < s->undo_count; k++) {
        put_id(b, m, s->undo[k].node);
        put_id(b, m, s->undo[k].handler);
        put_id(b, m, s->undo[k].group);
        put_uint(b, s->undo[k].thrower);
        put_uint(b, s->undo[k].serial);
        put_uint(b, s->undo[k].holder);
        put_value(b, s->undo[k].locals, 0);
    }
}

static void put_token(xc_buf *b, const bpmn_model *m, const run_token *t)
{
    put_uint(b, t->id);
    put_id(b, m, t->node);
    put_uint(b, t->scope->id);
    put_str(b, t->via ? t->via->id : XC_STR(""));
    put_uint(b, (uint64_t)t->state);
    put_uint(b, t->iteration);
    put_uint(b, t->rounds);
    put_uint(b, t->serves);
    put_value(b, t->locals, 0);
}

static void put_wait(xc_buf *b, const bpmn_model *m, const run_wait *w)
{
    put_uint(b, w->id);
    put_uint(b, (uint64_t)w->kind);
    put_id(b, m, w->node);
    put_uint(b, w->event);
    put_uint(b, w->token ? w->token->id : 0);
    put_uint(b, w->scope ? w->scope->id : 0);
    put_int(b, w->left);
    put_int(b, w->due_us);
    put_int(b, w->period_us);
    put_uint(b, w->was_true);
}

xc_err bpmn_save(const bpmn_instance *i, xc_buf *out)
{
    size_t start = out->len;
    xc_buf_put(out, "XBP", 3);
    xc_buf_byte(out, SAVE_VERSION);
    put_id(out, i->model, i->root->node);
    put_uint(out, (uint64_t)i->state);
    put_str(out, i->error);
    put_uint(out, i->next_id);
    put_uint(out, i->root->id);
    /* after the end only the process variables are left */
    put_uint(out, i->state == BPMN_RUNNING ? i->scope_count : 1);
    if (i->state != BPMN_RUNNING)
        put_scope(out, i->model, i->root);
    for (size_t k = 0; i->state == BPMN_RUNNING && k < i->scope_count; k++)
        put_scope(out, i->model, i->scopes[k]);
    put_uint(out, i->token_count);
    for (size_t k = 0; k < i->token_count; k++)
        put_token(out, i->model, i->tokens[k]);
    put_uint(out, i->wait_count);
    for (size_t k = 0; k < i->wait_count; k++)
        put_wait(out, i->model, i->waits[k]);
    BPMN_TRY(xc_buf_err(out));
    uint64_t sum = check_sum((xc_str){ out->ptr + start, out->len - start });
    for (int k = 0; k < 8; k++)
        xc_buf_byte(out, (char)(unsigned char)(sum >> (8 * k)));
    return xc_buf_err(out);
}
