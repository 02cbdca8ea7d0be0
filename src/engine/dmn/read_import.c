/* read_import.c - a DMN file and the files that it imports, each read once, without circles. */
#include <stdio.h>

#include "engine/dmn/read_int.h"

/* DMN 1.1 - 1.5, and 1.6 which changes nothing that is read here */
static bool known_version(xc_str ns)
{
    static const char *const SPACES[] = { "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
                                          "http://www.omg.org/spec/DMN/20180521/MODEL/",
                                          "https://www.omg.org/spec/DMN/20191111/MODEL/",
                                          "https://www.omg.org/spec/DMN/20211108/MODEL/",
                                          "https://www.omg.org/spec/DMN/20230324/MODEL/",
                                          "https://www.omg.org/spec/DMN/20240513/MODEL/" };
    for (size_t i = 0; i < sizeof SPACES / sizeof SPACES[0]; i++)
        if (xc_str_is(ns, SPACES[i]))
            return true;
    return false;
}

static bool is_dmn_import(const xml_node *n)
{
    return known_version(xml_attr_of(n, "importType"));
}

/* The file of a namespace if it was read; XC_EINVAL: it is just being read, so it needs itself. */
static xc_err find_file(dmn_loader *l, const xml_node *n, xc_str space, size_t *ret)
{
    for (size_t i = 0; i < l->file_count; i++) {
        if (!xc_str_eq(l->files[i].space, space))
            continue;
        *ret = i;
        if (!l->files[i].ready)
            return dmn_bad(l, n, "the imports go round in a circle; take one out:",
                           "导入成环，请去掉其中一个：", space);
        return XC_OK;
    }
    *ret = l->file_count;
    return XC_OK;
}

static xc_err read_imported(dmn_loader *l, const xml_node *n, xc_str space)
{
    xc_str text;
    if (!l->options->import ||
        !l->options->import(l->options->ctx, space, xml_attr_of(n, "locationURI"), &text))
        return dmn_bad(l, n, "the imported model is not there:", "找不到导入的模型：", space);
    const char *file = l->file;
    size_t at = l->at;
    xc_str kept = dmn_keep(l, space);
    l->file = kept.ptr;
    l->nest++;
    xc_err err = dmn_read_file(l, text);
    l->nest--;
    l->at = at;
    l->file = file;
    return err;
}

static xc_err read_import(dmn_loader *l, const xml_node *n)
{
    xc_str space = xml_attr_of(n, "namespace");
    if (!l->options->import || !is_dmn_import(n)) {
        if (l->draft)
            return XC_OK;
        return xc_fail_at(l->why, XC_EUNSUPPORTED, l->file, n->line, 1,
                          l->options->import ? "only DMN models can be imported"
                                             : "this model must be whole in one file; copy in what "
                                               "it imports",
                          l->options->import ? "只能导入 DMN 模型"
                                             : "模型须完整写在一个文件里；请把导入的内容复制进来");
    }
    size_t file;
    xc_err err = find_file(l, n, space, &file);
    if (!err && file == l->file_count) {
        err = read_imported(l, n, space);
        if (!err)
            err = find_file(l, n, space, &file);
        if (!err && file == l->file_count)
            err = dmn_bad(l, n, "the imported file has another namespace than",
                          "导入的文件命名空间不同于", space);
    }
    if (err)
        return err;
    dmn_file *here = dmn_here(l);
    xc_str name = dmn_keep(l, xml_attr_of(n, "name"));
    here->imports[here->import_count++] = (dmn_import){ name, file };
    return dmn_see(l, name);
}

static xc_err read_imports(dmn_loader *l, const xml_node *root)
{
    xc_err err = XC_OK;
    dmn_here(l)->imports =
        xc_arena_array(l->tree, dmn_children(root, "import"), sizeof(dmn_import));
    if (!dmn_here(l)->imports)
        return dmn_no_room(l);
    for (const xml_node *n = xml_child(root, NULL, "import"); n && !err;
         n = xml_next(n, NULL, "import"))
        err = read_import(l, n);
    return err;
}

static xc_err open_file(dmn_loader *l, const xml_node *root)
{
    if (!xc_str_is(root->name, "definitions"))
        return dmn_bad(l, root, "a DMN file begins with definitions, not with",
                       "DMN 文件应以 definitions 开头，而不是", root->name);
    if (!l->draft && !known_version(root->ns)) {
        xc_ignore(dmn_bad(l, root, "this is no DMN 1.1 - 1.5, its namespace is",
                          "不是 DMN 1.1 - 1.5，其命名空间为", root->ns)); /* with this code: */
        if (l->why)
            l->why->code = XC_EUNSUPPORTED;
        return XC_EUNSUPPORTED;
    }
    if (l->file_count == DMN_MAX_FILES || l->nest > DMN_MAX_NEST)
        return xc_fail_at(l->why, XC_ELIMIT, l->file, root->line, 1, "a model may be of %d files",
                          "一个模型最多由 %d 个文件组成", DMN_MAX_FILES);
    l->at = l->file_count++;
    *dmn_here(l) = (dmn_file){ .space = dmn_keep(l, xml_attr_of(root, "namespace")) };
    if (l->at == 0) {
        l->m->id = dmn_keep(l, xml_attr_of(root, "id"));
        l->m->name = dmn_keep(l, xml_attr_of(root, "name"));
    }
    return XC_OK;
}

static xc_err parse(dmn_loader *l, xc_str xml, const xml_node **ret)
{
    xml_limits limits = { l->options->max_bytes, l->options->max_nodes };
    xc_err err = xml_parse_within(xml, &limits, l->tree, ret, l->why);
    if (err && l->why && !l->why->where[0])
        (void)snprintf(l->why->where, sizeof l->why->where, "%s", l->file); /* cut */
    return err;
}

xc_err dmn_read_file(dmn_loader *l, xc_str xml)
{
    const xml_node *root;
    xc_err err = parse(l, xml, &root);
    if (!err)
        err = open_file(l, root);
    if (!err)
        err = read_imports(l, root);
    if (!err)
        err = dmn_read_types(l, root);
    if (!err)
        err = dmn_read_elements(l, root);
    if (!err)
        err = dmn_read_logic(l, root);
    if (!err)
        dmn_here(l)->ready = true;
    return err;
}
