/* pack_rules.c - watch rules: when a stream of readings raises and clears. */
#include "city/pack_int.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

struct rule_row {
    pack_rule rule;
    const json_value *over, *raise, *clear, *levels, *send;
};
static const pack_field rule_fields[] = {
    PACK_FIELD(struct rule_row, "id", rule.id, STR, PACK_NEEDED),
    PACK_FIELD(struct rule_row, "name", rule.name, TEXT, PACK_NEEDED),
    PACK_FIELD(struct rule_row, "for", over, OBJECT, PACK_NEEDED),
    PACK_FIELD(struct rule_row, "unit", rule.unit, STR, PACK_NEEDED),
    PACK_FIELD(struct rule_row, "raise", raise, OBJECT, PACK_NEEDED),
    PACK_FIELD(struct rule_row, "clear", clear, OBJECT, PACK_NEEDED),
    PACK_FIELD(struct rule_row, "level", levels, ARRAY, PACK_NEEDED),
    PACK_FIELD(struct rule_row, "scenario", rule.scenario, STR, 0),
    PACK_FIELD(struct rule_row, "send", send, OBJECT, 0),
    PACK_FIELD(struct rule_row, "to", rule.to, STR, 0),
    PACK_FIELD(struct rule_row, "silent", rule.silent_us, DURATION, 0),
    PACK_FIELD(struct rule_row, "source", rule.source, TEXT, PACK_NEEDED | PACK_LOOSE),
    PACK_FIELD(struct rule_row, "text", rule.text, TEXT, PACK_NEEDED),
};
static const pack_field over_fields[] = {
    PACK_FIELD(pack_rule, "type", type, STR, PACK_NEEDED),
    PACK_FIELD(pack_rule, "datastream", datastream, STR, PACK_NEEDED),
    PACK_FIELD(pack_rule, "where", where, FEEL, 0),
};
static const pack_field condition_fields[] = {
    PACK_FIELD(pack_condition, "when", when, FEEL, PACK_NEEDED),
    PACK_FIELD(pack_condition, "when", text, STR, PACK_NEEDED),
    PACK_FIELD(pack_condition, "for", for_us, DURATION, 0),
    PACK_FIELD(pack_condition, "holds", holds, BOOL, 0),
};
static const pack_field level_fields[] = {
    PACK_FIELD(pack_level, "when", when, FEEL, PACK_NEEDED),
    PACK_FIELD(pack_level, "level", level, INT, PACK_NEEDED),
};

static xc_err read_levels(pack_reader *r, const char *file, const struct rule_row *row,
                          pack_rule *rule)
{
    pack_level *levels = xc_arena_array(r->arena, row->levels->count + 1, sizeof *levels);
    const json_value *sends = json_find(row->send, "levels");
    if (!levels)
        return XC_ENOMEM;
    for (const json_value *v = row->levels->first; v; v = v->next) {
        pack_level *l = &levels[rule->level_count++];
        xc_err err = pack_fields_json(r, file, v, level_fields, COUNT(level_fields), l);
        if (err)
            return err;
        if (l->level < 1 || l->level > 4)
            PACK_BAD(r, file, v->line, v->column, "level %d: write 1 (critical) to 4 (notice)",
                     "level %d：请写 1（紧急）到 4（提示）", l->level);
        else
            l->send = json_find_str(sends, (const char[2]){ (char)('0' + l->level), 0 });
    }
    rule->levels = levels;
    return XC_OK;
}

static void check_rule(pack_reader *r, const char *file, const pack_rule *rule)
{
    const json_value *at = rule->json;
    const pack_thing_type *type = pack_thing_type_find(r->p, rule->type);
    if (!type && rule->type.len)
        PACK_BAD(r, file, at->line, at->column, "for.type: there is no thing type \"%.*s\"",
                 "for.type：没有“%.*s”这种设备", XC_STR_ARG(rule->type));
    else if (type && !pack_datastream_find(type, rule->datastream))
        PACK_BAD(r, file, at->line, at->column,
                 "for.datastream: \"%.*s\" has no datastream \"%.*s\"",
                 "for.datastream：“%.*s”没有“%.*s”这种读数", XC_STR_ARG(rule->type),
                 XC_STR_ARG(rule->datastream));
    if (rule->scenario.len && !pack_scenario_find(r->p, rule->scenario))
        PACK_BAD(r, file, at->line, at->column, "scenario: there is no scenario \"%.*s\"",
                 "scenario：没有“%.*s”这个场景", XC_STR_ARG(rule->scenario));
    for (const pack_rule *other = r->p->rules.items; other < rule; other++)
        if (xc_str_eq(other->id, rule->id))
            PACK_BAD(r, file, at->line, at->column, "the rule id \"%.*s\" is used twice",
                     "规则 id“%.*s”重复", XC_STR_ARG(rule->id));
}

static xc_err read_rule(pack_reader *r, const char *file)
{
    const json_value *root;
    xc_err err = pack_file_json(r, file, true, &root);
    if (err || !root)
        return err;
    struct rule_row row = { .rule.json = root };
    pack_rule *rule = &row.rule;
    err = pack_fields_json(r, file, root, rule_fields, COUNT(rule_fields), &row);
    if (!err && row.over)
        err = pack_fields_json(r, file, row.over, over_fields, COUNT(over_fields), rule);
    if (!err && row.raise)
        err = pack_fields_json(r, file, row.raise, condition_fields, COUNT(condition_fields),
                               &rule->raise);
    if (!err && row.clear)
        err = pack_fields_json(r, file, row.clear, condition_fields, COUNT(condition_fields),
                               &rule->clear);
    if (!err && row.levels)
        err = read_levels(r, file, &row, rule);
    if (err)
        return err;
    rule->raise.send = json_find_str(row.send, "raise");
    rule->clear.send = json_find_str(row.send, "clear");
    pack_rule *slot = PACK_MORE(r, r->p->rules);
    if (!slot)
        return XC_ENOMEM;
    *slot = *rule;
    check_rule(r, file, slot);
    return XC_OK;
}

xc_err pack_rules_load(pack_reader *r)
{
    const char **names;
    size_t count;
    xc_err err = pack_file_list(r, "rules", ".json", &names, &count);
    for (size_t i = 0; i < count && !err; i++)
        err = read_rule(r, names[i]);
    return err;
}
