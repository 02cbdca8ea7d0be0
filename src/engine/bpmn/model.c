/* model.c - a process file as a whole: made, found in, freed. */
#include "engine/bpmn/model_int.h"

#include "base/mem.h"

xc_err bpmn_model_new(xc_str xml, const char *name, bpmn_model **ret, xc_problem *why)
{
    bpmn_model *m;
    BPMN_TRY(bpmn_model_new_open(xml, name, &m, why));
    xc_err err = bpmn_model_link(m, NULL, NULL, why);
    if (err)
        bpmn_model_free(m);
    else
        *ret = m;
    return err;
}

xc_err bpmn_model_new_open(xc_str xml, const char *name, bpmn_model **ret, xc_problem *why)
{
    bpmn_model *m = xc_calloc(1, sizeof *m);
    if (!m)
        return XC_ENOMEM;
    xc_err err = xc_arena_new(BPMN_MAX_BYTES, &m->arena);
    if (!err) {
        m->name = xc_arena_str(m->arena, xc_str_of(name));
        err = m->name.ptr ? XC_OK : XC_ENOMEM;
    }
    if (!err)
        err = model_read(m, xml, why);
    if (!err)
        err = model_check(m, why);
    if (err) {
        bpmn_model_free(m);
        return err;
    }
    *ret = m;
    return XC_OK;
}

bpmn_model *bpmn_model_free(bpmn_model *m)
{
    if (m)
        xc_arena_free(m->arena);
    xc_free(m);
    return NULL;
}

size_t bpmn_process_count(const bpmn_model *m)
{
    return m->process_count;
}

xc_str bpmn_process_id(const bpmn_model *m, size_t index)
{
    return index < m->process_count ? m->processes[index]->id : XC_STR("");
}

size_t bpmn_reference_count(const bpmn_model *m)
{
    return m->reference_count;
}

xc_str bpmn_reference(const bpmn_model *m, size_t index, bpmn_ref_kind *ret_kind,
                      xc_str *ret_element)
{
    if (index >= m->reference_count)
        return XC_STR("");
    *ret_kind = m->references[index].kind;
    if (ret_element)
        *ret_element = m->references[index].element;
    return m->references[index].name;
}

int64_t bpmn_message_keep_us(const bpmn_model *m, xc_str message)
{
    for (size_t k = 0; k < m->message_count; k++)
        if (xc_str_eq(m->messages[k].name, message))
            return m->messages[k].keep_us;
    return 0;
}

const model_node *model_find_node(const bpmn_model *m, xc_str id)
{
    for (size_t k = 0; k < m->node_count; k++)
        if (xc_str_eq(m->nodes[k]->id, id))
            return m->nodes[k];
    return NULL;
}

const model_node *model_find_process(const bpmn_model *m, xc_str id)
{
    for (size_t k = 0; k < m->process_count; k++)
        if (xc_str_eq(m->processes[k]->id, id))
            return m->processes[k];
    return NULL;
}

static bool unwrap(xc_str text, xc_str *ret)
{
    if (text.len > 0 && text.ptr[0] == '=') {
        *ret = xc_str_trim((xc_str){ text.ptr + 1, text.len - 1 });
        return true;
    }
    bool opens = xc_str_starts(text, XC_STR("${")) || xc_str_starts(text, XC_STR("#{"));
    if (!opens || text.ptr[text.len - 1] != '}' ||
        memchr(text.ptr + 2, '{', text.len - 3)) /* "${a}-${b}" is not one expression */
        return false;
    *ret = xc_str_trim((xc_str){ text.ptr + 2, text.len - 3 });
    return true;
}

xc_err model_expr_parse(bpmn_model *m, xc_str text, xc_str element, uint32_t line,
                        const feel_expr **ret, xc_problem *why)
{
    text = xc_str_trim(text);
    (void)unwrap(text, &text);
    if (text.len > BPMN_MAX_TEXT)
        return xc_fail_at(why, XC_ELIMIT, "", line, 0, "element %.*s: expression is too long",
                          "环节 %.*s：表达式太长", XC_STR_ARG(element));
    xc_problem inner = { 0 };
    xc_err err = feel_parse(text, NULL, 0, m->arena, ret, &inner);
    if (err == XC_OK || err == XC_ENOMEM)
        return err;
    return xc_fail_at(
        why, err, "", line, 0, "element %.*s: \"%.*s\" is no FEEL expression: %s / %s",
        "环节 %.*s：“%.*s”不是 FEEL 表达式：%s / %s", XC_STR_ARG(element), XC_STR_ARG(text),
        xc_problem_text(&inner, XC_LANG_EN), xc_problem_text(&inner, XC_LANG_ZH));
}

xc_err model_text_parse(bpmn_model *m, xc_str text, xc_str element, uint32_t line, model_text *ret,
                        xc_problem *why)
{
    xc_str inner;
    text = xc_str_trim(text);
    *ret = (model_text){ .text = text };
    if (!unwrap(text, &inner))
        return XC_OK;
    return model_expr_parse(m, inner, element, line, &ret->expr, why);
}
