/* case_pack.c - what the engine of cases needs to know, taken from a pack. */
#include "city/case_int.h"

static const bpmn_model *model(void *ctx, xc_str process)
{
    const pack_process *p = pack_process_find(ctx, process);
    return p ? p->model : NULL;
}

static xc_err decide(void *ctx, xc_str decision, const feel_value *inputs, int64_t now_us,
                     xc_arena *arena, const feel_value **ret, const feel_value **trace,
                     xc_problem *why)
{
    const pack *p = ctx;
    const dmn_model *m = pack_decision_find(p, decision);
    if (!m)
        return xc_fail(why, XC_ENOTFOUND, "", "there is no decision \"%.*s\" in the pack",
                       "城市包里没有决策“%.*s”", XC_STR_ARG(decision));
    const feel_options options = { .now_us = now_us,
                                   .utc_offset_minutes = pack_info_of(p)->utc_offset_minutes };
    return dmn_decide(m, decision, inputs, arena, &options, ret, trace, why);
}

enum { MAX_BLANKS = 64 };

/* a {zh, en} variable speaks both languages, everything else is the same in both */
static xc_err blank_of(const feel_value *v, xc_arena *arena, pack_text *ret)
{
    xc_str zh = feel_to_str(feel_get(v, "zh")), en = feel_to_str(feel_get(v, "en"));
    if (zh.ptr && en.ptr) {
        *ret = (pack_text){ zh, en };
        return XC_OK;
    }
    xc_str text = feel_to_str(v);
    if (!text.ptr)
        CASE_TRY(case_value_text(arena, v, 4096, &text));
    *ret = (pack_text){ text, text };
    return XC_OK;
}

static xc_err fill(const json_value *pattern, const feel_value *variables, xc_arena *arena,
                   pack_text *ret)
{
    pack_blank blanks[MAX_BLANKS];
    size_t n = 0, count = feel_type_of(variables) == FEEL_CONTEXT ? feel_count(variables) : 0;
    pack_text text = pack_text_of(pattern);
    if (text.zh.len == 0)
        return XC_OK;
    for (size_t k = 0; k < count && n < MAX_BLANKS; k++) {
        const feel_value *v = feel_item(variables, k, &blanks[n].name);
        feel_type t = feel_type_of(v);
        bool plain = t != FEEL_CONTEXT || feel_type_of(feel_get(v, "zh")) == FEEL_STRING;
        if (!plain || t == FEEL_LIST || t == FEEL_NULL)
            continue;
        CASE_TRY(blank_of(v, arena, &blanks[n].value));
        n++;
    }
    return pack_text_fill(text, blanks, n, arena, ret);
}

static xc_err words(void *ctx, xc_str scenario, xc_str process, xc_str element, xc_str name,
                    const feel_value *variables, xc_arena *arena, case_words *ret)
{
    const pack *p = ctx;
    (void)scenario;
    const pack_process *pr = pack_process_find(p, process);
    *ret = (case_words){ .name = { name, name } };
    if (!pr)
        return XC_OK;
    ret->name = pack_element_text(p, pr, element, name);
    if (feel_type_of(variables) == FEEL_NULL || !pr->tasks)
        return XC_OK;
    for (const json_value *t = pr->tasks->first; t; t = t->next) {
        if (!xc_str_eq(t->key, element))
            continue;
        CASE_TRY(fill(json_find(t, "question"), variables, arena, &ret->question));
        CASE_TRY(fill(json_find(t, "instructions"), variables, arena, &ret->instructions));
        return fill(json_find(t, "why"), variables, arena, &ret->why);
    }
    return XC_OK;
}

xc_err case_world_of_pack(const pack *p, case_world *ret)
{
    const pack_info *info = pack_info_of(p);
    /* ctx is only read through const functions */
    *ret = (case_world){ .ctx = (void *)(uintptr_t)p,
                         .model = model,
                         .decide = decide,
                         .words = words,
                         .version = info->version,
                         .days = { pack_calendar_of(p), info->utc_offset_minutes } };
    return XC_OK;
}
