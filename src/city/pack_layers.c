/* pack_layers.c - the map's layers; districts and streets also give divisions their outlines. */
#include "city/pack_int.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

static const pack_field fields[] = {
    PACK_FIELD(pack_layer, "id", id, STR, PACK_NEEDED),
    PACK_FIELD(pack_layer, "kind", kind, STR, PACK_NEEDED),
    PACK_FIELD(pack_layer, "file", file, STR, PACK_NEEDED),
    PACK_FIELD(pack_layer, "attribution", attribution, STR, PACK_NEEDED),
    PACK_FIELD(pack_layer, "licence", licence, STR, PACK_NEEDED),
};
static const char *const kinds[] = {
    "districts", "streets", "roads", "metro", "stations", "water"
};

static xc_err outline(pack_reader *r, const pack_layer *layer, const json_value *feature)
{
    xc_str code = json_find_str(json_find(feature, "properties"), "code");
    pack_division *d = code.len ? pack_division_edit(r->p, code) : NULL;
    if (!d) {
        PACK_BAD(r, layer->file.ptr, feature->line, feature->column,
                 "properties.code \"%.*s\" is no division of divisions.csv",
                 "properties.code “%.*s”不在 divisions.csv 里", XC_STR_ARG(code));
        return XC_OK;
    }
    xc_problem why = { 0 };
    xc_err err = geo_shape_parse(feature, r->arena, &d->shape, &why);
    if (err && err != XC_ENOMEM) {
        why.line = why.line ? why.line : feature->line;
        pack_report_add(r, layer->file.ptr, 1, &why);
        return XC_OK;
    }
    return err;
}

static xc_err read_features(pack_reader *r, const pack_layer *layer, const json_value *root)
{
    const json_value *list = json_find(root, "features");
    if (!xc_str_is(json_find_str(root, "type"), "FeatureCollection") || !list ||
        list->kind != JSON_ARRAY) {
        PACK_BAD(r, layer->file.ptr, root->line, root->column,
                 "a layer is a GeoJSON FeatureCollection", "图层应是 GeoJSON 的 FeatureCollection");
        return XC_OK;
    }
    bool outlines = xc_str_is(layer->kind, "districts") || xc_str_is(layer->kind, "streets");
    for (const json_value *v = list->first; v && outlines; v = v->next) {
        xc_err err = outline(r, layer, v);
        if (err)
            return err;
    }
    return XC_OK;
}

/* The parsed form is large and only needed here: it lives in an arena of its own. */
static xc_err read_layer(pack_reader *r, pack_layer *layer)
{
    xc_err err = pack_file_read(r, layer->file.ptr, true, &layer->geojson);
    if (err || !layer->geojson.ptr)
        return err;
    xc_arena *scratch;
    err = xc_arena_new(PACK_MAX_ARENA, &scratch);
    if (err)
        return err;
    const json_value *root;
    xc_problem why = { 0 };
    err = json_parse(layer->geojson, scratch, &root, &why);
    if (!err)
        err = read_features(r, layer, root);
    else if (err != XC_ENOMEM) {
        pack_report_add(r, layer->file.ptr, 1, &why);
        err = XC_OK;
    }
    xc_arena_free(scratch);
    return err;
}

static void check_layer(pack_reader *r, const pack_layer *layer, const json_value *at)
{
    size_t i = 0;
    while (i < COUNT(kinds) && !xc_str_is(layer->kind, kinds[i]))
        i++;
    if (i == COUNT(kinds) && layer->kind.len)
        PACK_BAD(r, "layers.json", at->line, at->column,
                 "kind \"%.*s\": write districts, streets, roads, metro, stations or water",
                 "kind “%.*s”：请写 districts、streets、roads、metro、stations 或 water",
                 XC_STR_ARG(layer->kind));
}

/* A file of a pack lies in it: no way up, no absolute path. */
static bool inside(xc_str file)
{
    return file.len && file.ptr[0] != '/' && !strstr(file.ptr, "..");
}

xc_err pack_layers_load(pack_reader *r)
{
    const json_value *root;
    xc_err err = pack_file_json(r, "layers.json", true, &root);
    if (err || !root)
        return err;
    if (root->kind != JSON_ARRAY)
        PACK_BAD(r, "layers.json", root->line, root->column, "write a list of layers, [] for none",
                 "请写图层的列表，没有就写 []");
    for (const json_value *v = root->first; v && root->kind == JSON_ARRAY; v = v->next) {
        pack_layer *layer = PACK_MORE(r, r->p->layers);
        if (!layer)
            return XC_ENOMEM;
        *layer = (pack_layer){ 0 };
        err = pack_fields_json(r, "layers.json", v, fields, COUNT(fields), layer);
        if (err)
            return err;
        check_layer(r, layer, v);
        if (layer->file.len && !inside(layer->file))
            PACK_BAD(r, "layers.json", v->line, v->column, "file \"%.*s\" is not inside the pack",
                     "文件“%.*s”不在包内", XC_STR_ARG(layer->file));
        else if (layer->file.len)
            err = read_layer(r, layer);
        if (err)
            return err;
    }
    return pack_division_outlines(r);
}
