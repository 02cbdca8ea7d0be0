/* warn.c - the elements of CAP 1.1 and 1.2 as tables, and the walk along them; see warn.h. */
#include "ops/warn.h"

#include "codec/time_text.h"
#include "ops/warn_int.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

static warn_read_fn read_info, read_area, read_resource;

/* ---- the tables: in the order of the schema ---- */

#define ONE .needed = true
#define SOME .needed = true, .repeated = true
#define ANY .repeated = true
#define AT(type, field) .offset = offsetof(type, field)
#define LIST(item) .item_bytes = sizeof(item)

static const warn_field alert_fields[] = {
    { "identifier", ONE, AT(warn_alert, identifier), warn_read_name },
    { "sender", ONE, AT(warn_alert, sender), warn_read_name },
    { "sent", ONE, AT(warn_alert, sent_us), warn_read_time },
    { "status", ONE, AT(warn_alert, status), warn_read_word, .words = WARN_WORDS_STATUS },
    { "msgType", ONE, AT(warn_alert, type), warn_read_word, .words = WARN_WORDS_TYPE },
    { "source", AT(warn_alert, source), warn_read_text },
    { "scope", ONE, AT(warn_alert, scope), warn_read_word, .words = WARN_WORDS_SCOPE },
    { "restriction", AT(warn_alert, restriction), warn_read_text },
    { "addresses", AT(warn_alert, addresses), warn_read_texts },
    { "code", ANY, AT(warn_alert, codes), warn_read_text, LIST(xc_str) },
    { "note", AT(warn_alert, note), warn_read_text },
    { "references", AT(warn_alert, references), warn_read_references },
    { "incidents", AT(warn_alert, incidents), warn_read_texts },
    { "info", ANY, AT(warn_alert, infos), read_info, LIST(warn_info) },
};

static const warn_field info_fields[] = {
    { "language", AT(warn_info, language), warn_read_text },
    { "category", SOME, AT(warn_info, categories), warn_read_word_set,
      .words = WARN_WORDS_CATEGORY },
    { "event", ONE, AT(warn_info, event), warn_read_needed_text },
    { "responseType", ANY, AT(warn_info, responses), warn_read_word_set,
      .words = WARN_WORDS_RESPONSE },
    { "urgency", ONE, AT(warn_info, urgency), warn_read_word, .words = WARN_WORDS_URGENCY },
    { "severity", ONE, AT(warn_info, severity), warn_read_word, .words = WARN_WORDS_SEVERITY },
    { "certainty", ONE, AT(warn_info, certainty), warn_read_word, .words = WARN_WORDS_CERTAINTY },
    { "audience", AT(warn_info, audience), warn_read_text },
    { "eventCode", ANY, AT(warn_info, event_codes), warn_read_pair, LIST(warn_pair) },
    { "effective", AT(warn_info, effective_us), warn_read_time },
    { "onset", AT(warn_info, onset_us), warn_read_time },
    { "expires", AT(warn_info, expires_us), warn_read_time },
    { "senderName", AT(warn_info, sender_name), warn_read_text },
    { "headline", AT(warn_info, headline), warn_read_text },
    { "description", AT(warn_info, description), warn_read_text },
    { "instruction", AT(warn_info, instruction), warn_read_text },
    { "web", AT(warn_info, web), warn_read_text },
    { "contact", AT(warn_info, contact), warn_read_text },
    { "parameter", ANY, AT(warn_info, parameters), warn_read_pair, LIST(warn_pair) },
    { "resource", ANY, AT(warn_info, resources), read_resource, LIST(warn_resource) },
    { "area", ANY, AT(warn_info, areas), read_area, LIST(warn_area) },
};

static const warn_field resource_fields[] = {
    { "resourceDesc", ONE, AT(warn_resource, description), warn_read_text },
    { "mimeType", AT(warn_resource, mime_type), warn_read_text }, /* 1.2 needs it: read_resource */
    { "size", AT(warn_resource, size_bytes), warn_read_size },
    { "uri", AT(warn_resource, uri), warn_read_text },
    { "derefUri", AT(warn_resource, deref_base64), warn_read_text },
    { "digest", AT(warn_resource, digest), warn_read_text },
};

static const warn_field area_fields[] = {
    { "areaDesc", ONE, AT(warn_area, description), warn_read_text },
    { "polygon", ANY, AT(warn_area, polygons), warn_read_polygon, LIST(warn_polygon) },
    { "circle", ANY, AT(warn_area, circles), warn_read_circle, LIST(warn_circle) },
    { "geocode", ANY, AT(warn_area, geocodes), warn_read_pair, LIST(warn_pair) },
    { "altitude", AT(warn_area, altitude_ft), warn_read_number },
    { "ceiling", AT(warn_area, ceiling_ft), warn_read_number },
};

static const warn_field pair_fields[] = {
    { "valueName", ONE, AT(warn_pair, name), warn_read_text },
    { "value", ONE, AT(warn_pair, value), warn_read_text },
};

/* ---- the walk ---- */

/* The next element of the message's own namespace. */
static const xml_node *own(const warn_reader *r, const xml_node *node)
{
    while (node && !xc_str_is(node->ns, r->ns))
        node = node->next;
    return node;
}

static xc_err missing(warn_reader *r, const xml_node *parent, const char *name)
{
    return WARN_FAIL(r, XC_EINVAL, parent, "<%.*s> needs <%s>", "<%.*s> 缺少 <%s>", name);
}

/* An element that the table has passed: why does it stand here? */
static xc_err misplaced(warn_reader *r, const xml_node *node, const warn_field *fields,
                        size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (xc_str_is(node->name, fields[i].name))
            return WARN_FAIL(r, XC_EINVAL, node,
                             "<%.*s> is repeated or out of order: the order in <%.*s> is fixed",
                             "<%.*s> 重复了或位置不对：<%.*s> 内的顺序是固定的",
                             XC_STR_ARG(node->parent->name));
    return WARN_FAIL(r, XC_EINVAL, node, "<%.*s> does not belong here%s", "<%.*s> 不应出现在这里%s",
                     "");
}

static size_t count_named(const warn_reader *r, const xml_node *node, const char *name)
{
    size_t count = 0;
    for (; node && xc_str_is(node->name, name); node = own(r, node->next))
        count++;
    return count;
}

/* All lists have this shape; their items differ. */
typedef struct {
    const void *items;
    size_t count;
} any_list;

/* Reads the elements of one field from *node on and moves it behind them. */
static xc_err read_list(warn_reader *r, const xml_node **node, const warn_field *f, char *to)
{
    any_list list = { .count = count_named(r, *node, f->name) };
    r->items += list.count;
    if (r->items > WARN_MAX_ITEMS)
        return WARN_FAIL(r, XC_ELIMIT, *node, "<%.*s>: a warning may have at most %d list items",
                         "<%.*s>：一条预警的列表项最多 %d 个", WARN_MAX_ITEMS);
    char *items = xc_arena_array(r->arena, list.count, f->item_bytes);
    if (!items)
        return warn_no_room(r, *node, list.count * f->item_bytes);
    for (size_t i = 0; i < list.count; i++, *node = own(r, (*node)->next)) {
        xc_err err = f->read(r, *node, f, items + i * f->item_bytes);
        if (err)
            return err;
    }
    list.items = items;
    memcpy(to, &list, sizeof list);
    return XC_OK;
}

static xc_err read_field(warn_reader *r, const xml_node **node, const warn_field *f, char *to)
{
    if (f->item_bytes)
        return read_list(r, node, f, to);
    do {
        xc_err err = f->read(r, *node, f, to);
        if (err)
            return err;
        *node = own(r, (*node)->next);
    } while (f->repeated && *node && xc_str_is((*node)->name, f->name));
    return XC_OK;
}

xc_err warn_read_fields(warn_reader *r, const xml_node *parent, const warn_field *fields,
                        size_t count, void *to)
{
    const xml_node *node = own(r, parent->first);
    for (size_t i = 0; i < count; i++) {
        if (!node || !xc_str_is(node->name, fields[i].name)) {
            if (fields[i].needed && xml_child(parent, r->ns, fields[i].name) == NULL)
                return missing(r, parent, fields[i].name);
            if (fields[i].needed && node)
                return misplaced(r, node, fields, count);
            continue;
        }
        xc_err err = read_field(r, &node, fields + i, (char *)to + fields[i].offset);
        if (err)
            return err;
    }
    return node ? misplaced(r, node, fields, count) : XC_OK;
}

/* ---- groups of elements ---- */

xc_err warn_read_pair(warn_reader *r, const xml_node *node, const warn_field *f, void *to)
{
    (void)f;
    return warn_read_fields(r, node, pair_fields, COUNT(pair_fields), to);
}

static xc_err read_resource(warn_reader *r, const xml_node *node, const warn_field *f, void *to)
{
    (void)f;
    warn_resource *resource = to;
    resource->size_bytes = -1;
    xc_err err = warn_read_fields(r, node, resource_fields, COUNT(resource_fields), to);
    if (!err && !resource->mime_type.ptr && !r->version_1_1)
        return missing(r, node, "mimeType");
    return err;
}

static xc_err join_shapes(warn_reader *r, const xml_node *node, warn_area *area)
{
    size_t count = area->polygons.count + area->circles.count;
    if (!count)
        return XC_OK;
    const geo_shape **parts = xc_arena_array(r->arena, count, sizeof *parts);
    if (!parts)
        return warn_no_room(r, node, count * sizeof *parts);
    for (size_t i = 0; i < area->polygons.count; i++)
        parts[i] = area->polygons.items[i].shape;
    for (size_t i = 0; i < area->circles.count; i++)
        parts[area->polygons.count + i] = area->circles.items[i].shape;
    return geo_shape_union(parts, count, r->arena, &area->shape) ? warn_no_room(r, node, 0) : XC_OK;
}

static xc_err read_area(warn_reader *r, const xml_node *node, const warn_field *f, void *to)
{
    (void)f;
    warn_area *area = to;
    xc_err err = warn_read_fields(r, node, area_fields, COUNT(area_fields), to);
    if (err)
        return err;
    area->has_altitude = xml_child(node, r->ns, "altitude") != NULL;
    area->has_ceiling = xml_child(node, r->ns, "ceiling") != NULL;
    if (area->has_ceiling && !area->has_altitude)
        return missing(r, node, "altitude");
    return join_shapes(r, node, area);
}

static xc_err read_info(warn_reader *r, const xml_node *node, const warn_field *f, void *to)
{
    (void)f;
    warn_info *info = to;
    info->effective_us = info->onset_us = info->expires_us = TIME_NONE;
    info->language = XC_STR("en-US");
    return warn_read_fields(r, node, info_fields, COUNT(info_fields), to);
}

/* ---- the message ---- */

static xc_err find_version(warn_reader *r, const xml_node *root, xc_str *ret)
{
    static const char *const versions[][2] = { { "1.2", "urn:oasis:names:tc:emergency:cap:1.2" },
                                               { "1.1", "urn:oasis:names:tc:emergency:cap:1.1" } };
    for (size_t i = 0; i < COUNT(versions); i++)
        if (xml_is(root, versions[i][1], "alert")) {
            *ret = xc_str_of(versions[i][0]);
            r->ns = versions[i][1];
            r->version_1_1 = i == 1;
            return XC_OK;
        }
    return WARN_FAIL(r, XC_EINVAL, root,
                     "<%.*s> is no warning: the outermost element must be <alert> of %s or 1.1",
                     "<%.*s> 不是预警：最外层应为 %s 或 1.1 的 <alert>", versions[0][1]);
}

static xc_err check_scope(warn_reader *r, const xml_node *root, const warn_alert *alert)
{
    if (alert->scope == WARN_SCOPE_PRIVATE && !alert->addresses.count)
        return missing(r, root, "addresses");
    if (alert->scope == WARN_SCOPE_RESTRICTED && !alert->restriction.len)
        return missing(r, root, "restriction");
    return XC_OK;
}

xc_err warn_parse(xc_str xml, xc_arena *arena, const warn_alert **ret, xc_problem *why)
{
    warn_reader r = { .arena = arena, .why = why };
    const xml_node *root;
    xc_err err = xml_parse(xml, arena, &root, why);
    if (err)
        return err;
    warn_alert *alert = xc_arena_array(arena, 1, sizeof *alert);
    if (!alert)
        return warn_no_room(&r, root, sizeof *alert);
    err = find_version(&r, root, &alert->version);
    if (!err)
        err = warn_read_fields(&r, root, alert_fields, COUNT(alert_fields), alert);
    if (!err)
        err = check_scope(&r, root, alert);
    if (err)
        return err;
    alert->signed_message =
        xml_child(root, "http://www.w3.org/2000/09/xmldsig#", "Signature") != NULL;
    *ret = alert;
    return XC_OK;
}

/* ---- looking into it ---- */

bool warn_area_covers(const warn_area *area, geo_point at)
{
    return area->shape && geo_shape_has(area->shape, at);
}

xc_str warn_pair_find(warn_pairs pairs, const char *name)
{
    for (size_t i = 0; i < pairs.count; i++)
        if (xc_str_is(pairs.items[i].name, name))
            return pairs.items[i].value;
    return (xc_str){ 0 };
}

const warn_info *warn_info_in(const warn_alert *alert, const char *language)
{
    xc_str wanted = xc_str_of(language);
    for (size_t i = 0; i < alert->infos.count; i++) {
        xc_str have = alert->infos.items[i].language;
        if (xc_str_starts(have, wanted) && (have.len == wanted.len || have.ptr[wanted.len] == '-'))
            return alert->infos.items + i;
    }
    return alert->infos.count ? alert->infos.items : NULL;
}
