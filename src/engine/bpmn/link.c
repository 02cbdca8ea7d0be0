/* link.c - call activities that call a process of another file. */
#include "engine/bpmn/model_int.h"

const model_node *model_called(const bpmn_model *m, xc_str called)
{
    xc_str prefix;
    const model_node *p = model_find_process(m, called);
    xc_str local = p ? XC_STR("") : xc_str_cut(called, ':', &prefix);
    return local.len > 0 ? model_find_process(m, local) : p;
}

xc_err bpmn_model_link(bpmn_model *m, bpmn_find_fn *find, void *ctx, xc_problem *why)
{
    char where[192];
    size_t len = m->name.len < sizeof where - 1 ? m->name.len : sizeof where - 1;
    memcpy(where, m->name.ptr, len);
    where[len] = '\0';
    for (size_t k = 0; k < m->node_count; k++) {
        model_node *n = m->nodes[k];
        if (n->kind != NODE_CALL || n->work.called_process)
            continue;
        const bpmn_model *other = find ? find(ctx, n->work.called) : NULL;
        n->work.called_process = other ? model_called(other, n->work.called) : NULL;
        if (!n->work.called_process)
            return xc_fail_at(why, XC_EINVAL, where, n->line, 0,
                              "call activity %.*s calls \"%.*s\", which is neither in this file "
                              "nor in another that is loaded; add the process",
                              "调用活动 %.*s 调用的“%.*s”不在本文件中，"
                              "也不在其他已加载的文件中；请加上该流程",
                              XC_STR_ARG(n->id), XC_STR_ARG(n->work.called));
    }
    return XC_OK;
}

const model_node *model_root(const model_node *n)
{
    while (n->parent)
        n = n->parent;
    return n;
}

enum { LINK_MAX_DEPTH = 16 };

static const model_node *find_process(const bpmn_model *m, xc_str id, int depth)
{
    const model_node *p = model_find_process(m, id);
    for (size_t k = 0; k < m->node_count && !p && depth < LINK_MAX_DEPTH; k++) {
        const model_node *called = m->nodes[k]->work.called_process;
        if (called && called->model != m)
            p = find_process(called->model, id, depth + 1);
    }
    return p;
}

const model_node *model_find_linked(const bpmn_model *m, xc_str id)
{
    xc_str process;
    xc_str inner = xc_str_cut(id, MODEL_BETWEEN, &process);
    if (!inner.ptr)
        return model_find_node(m, id);
    const model_node *p = find_process(m, process, 0);
    return p ? model_find_node(p->model, inner) : NULL;
}
