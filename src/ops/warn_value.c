/* warn_value.c - single values of a warning: words, times, places; and how problems are told. */
#include <math.h>
#include <stdio.h>

#include "codec/time_text.h"
#include "ops/warn_int.h"

/* ---- the standard's words ---- */

enum { MAX_WORDS = 13 };

static const char *const words_of[][MAX_WORDS] = {
    [WARN_WORDS_STATUS] = { "Actual", "Exercise", "System", "Test", "Draft" },
    [WARN_WORDS_TYPE] = { "Alert", "Update", "Cancel", "Ack", "Error" },
    [WARN_WORDS_SCOPE] = { "Public", "Restricted", "Private" },
    [WARN_WORDS_URGENCY] = { "Immediate", "Expected", "Future", "Past", "Unknown" },
    [WARN_WORDS_SEVERITY] = { "Extreme", "Severe", "Moderate", "Minor", "Unknown" },
    [WARN_WORDS_CERTAINTY] = { "Observed", "Likely", "Possible", "Unlikely", "Unknown" },
    [WARN_WORDS_CATEGORY] = { "Geo", "Met", "Safety", "Security", "Rescue", "Fire", "Health", "Env",
                              "Transport", "Infra", "CBRNE", "Other" },
    [WARN_WORDS_RESPONSE] = { "Shelter", "Evacuate", "Prepare", "Execute", "Avoid", "Monitor",
                              "Assess", "AllClear", "None" },
};

const char *warn_word(warn_words words, unsigned n)
{
    return n < MAX_WORDS ? words_of[words][n] : NULL;
}

/* ---- telling what is wrong ---- */

/* Its number among brothers of the same name, 0 if it has none. */
static unsigned number_of(const xml_node *node)
{
    unsigned before = 0, all = 0;
    const xml_node *brother = node->parent ? node->parent->first : node;
    for (bool seen = false; brother; brother = brother->next) {
        seen |= brother == node;
        if (!xc_str_eq(brother->name, node->name))
            continue;
        all++;
        before += !seen;
    }
    return all > 1 ? before + 1 : 0;
}

xc_str warn_path(const xml_node *node, char *to, size_t size)
{
    size_t len = 0;
    if (node->parent) {
        len = warn_path(node->parent, to, size).len;
        if (len + 1 < size)
            to[len++] = '/';
    }
    unsigned number = number_of(node);
    int more = number ? snprintf(to + len, size - len, "%.*s[%u]", XC_STR_ARG(node->name), number)
                      : snprintf(to + len, size - len, "%.*s", XC_STR_ARG(node->name));
    len += more > 0 ? (size_t)more : 0;
    return (xc_str){ to, len < size ? len : size - 1 };
}

xc_err warn_no_room(warn_reader *r, const xml_node *node, size_t size)
{
    if (xc_arena_err(r->arena, size) == XC_ENOMEM)
        return xc_fail_at(r->why, XC_ENOMEM, "", node->line, 0, "out of memory, try again",
                          "内存不足，请稍后再试");
    return xc_fail_at(r->why, XC_ELIMIT, "", node->line, 0,
                      "the warning needs more memory than one request may use",
                      "预警内容过大，超过一次请求可用的内存");
}

/* Text of a problem's value: not more than a line. */
static xc_str shown(xc_str text)
{
    enum { MAX_SHOWN = 60 };
    if (text.len <= MAX_SHOWN)
        return text;
    size_t len = MAX_SHOWN;
    while (len && ((unsigned char)text.ptr[len] & 0xC0) == 0x80)
        len--;
    return (xc_str){ text.ptr, len };
}

/* ---- texts ---- */

xc_err warn_read_text(warn_reader *r, const xml_node *node, const warn_field *f, void *to)
{
    (void)r;
    (void)f;
    *(xc_str *)to = xml_text(node); /* lives in the arena already */
    return XC_OK;
}

xc_err warn_read_needed_text(warn_reader *r, const xml_node *node, const warn_field *f, void *to)
{
    if (!xml_text(node).len)
        return WARN_FAIL(r, XC_EINVAL, node, "<%.*s> is empty%s", "<%.*s> 不能为空%s", "");
    return warn_read_text(r, node, f, to);
}

static bool good_name(xc_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (strchr(" \t\r\n,<&", text.ptr[i]))
            return false;
    return text.len > 0;
}

xc_err warn_read_name(warn_reader *r, const xml_node *node, const warn_field *f, void *to)
{
    xc_str text = shown(xml_text(node));
    if (!good_name(xml_text(node)))
        return WARN_FAIL(r, XC_EINVAL, node,
                         "<%.*s> must not be empty nor hold blanks, commas, < or &: \"%.*s\"",
                         "<%.*s> 不能为空，也不能含空格、逗号、< 或 &：“%.*s”", XC_STR_ARG(text));
    return warn_read_text(r, node, f, to);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* One of a list of texts parted by white space; those in quotes may hold blanks. */
static xc_str next_text(xc_str *rest)
{
    *rest = xc_str_trim(*rest);
    bool quoted = rest->len && rest->ptr[0] == '"';
    size_t from = quoted, end = from;
    while (end < rest->len && (quoted ? rest->ptr[end] != '"' : !is_blank(rest->ptr[end])))
        end++;
    xc_str text = { rest->ptr + from, end - from };
    end += quoted && end < rest->len;
    *rest = (xc_str){ rest->ptr + end, rest->len - end };
    return text;
}

static size_t count_texts(xc_str list)
{
    size_t count = 0;
    for (list = xc_str_trim(list); list.len; list = xc_str_trim(list)) {
        (void)next_text(&list); /* only counted */
        count++;
    }
    return count;
}

/* Room for a list of values inside one element. */
static xc_err list_room(warn_reader *r, const xml_node *node, size_t count, size_t size, void **ret)
{
    r->items += count;
    if (r->items > WARN_MAX_ITEMS)
        return WARN_FAIL(r, XC_ELIMIT, node, "<%.*s>: a warning may have at most %d list items",
                         "<%.*s>：一条预警的列表项最多 %d 个", WARN_MAX_ITEMS);
    *ret = xc_arena_array(r->arena, count, size);
    return *ret ? XC_OK : warn_no_room(r, node, count * size);
}

xc_err warn_read_texts(warn_reader *r, const xml_node *node, const warn_field *f, void *to)
{
    (void)f;
    xc_str list = xml_text(node);
    size_t count = count_texts(list);
    void *room;
    xc_err err = list_room(r, node, count, sizeof(xc_str), &room);
    if (err)
        return err;
    xc_str *texts = room;
    for (size_t i = 0; i < count; i++)
        texts[i] = next_text(&list);
    *(warn_texts *)to = (warn_texts){ texts, count };
    return XC_OK;
}

/* ---- times ---- */

/* 1.2 wants whole seconds and an offset in figures; 1.1 takes what XML Schema does, with an offset.
 */
static bool good_time(const warn_reader *r, xc_str text, int64_t *ret)
{
    if (!r->version_1_1 && (text.len != 25 || text.ptr[10] != 'T'))
        return false;
    return time_parse(text, ret);
}

xc_err warn_read_time(warn_reader *r, const xml_node *node, const warn_field *f, void *to)
{
    (void)f;
    xc_str text = shown(xml_text(node));
    if (good_time(r, xml_text(node), to))
        return XC_OK;
    return WARN_FAIL(r, XC_EINVAL, node,
                     "<%.*s> is \"%.*s\"; a time is written like 2026-07-29T14:05:00+08:00",
                     "<%.*s> 是“%.*s”；时间应写成 2026-07-29T14:05:00+08:00", XC_STR_ARG(text));
}

/* ---- words ---- */

static bool find_word(const warn_reader *r, warn_words words, xc_str text, unsigned *ret)
{
    /* 1.0 said so, and 1.1 still takes it as Likely */
    if (r->version_1_1 && words == WARN_WORDS_CERTAINTY && xc_str_is(text, "Very Likely"))
        text = XC_STR("Likely");
    for (unsigned n = 0; warn_word(words, n); n++)
        if (xc_str_is(text, warn_word(words, n))) {
            *ret = n;
            return true;
        }
    return false;
}

static xc_err bad_word(warn_reader *r, const xml_node *node, warn_words words)
{
    char known[120] = "";
    xc_str text = shown(xml_text(node));
    for (unsigned n = 0; warn_word(words, n); n++) {
        size_t len = strlen(known);
        (void)snprintf(known + len, sizeof known - len, n ? ", %s" : "%s", warn_word(words, n));
    }
    return WARN_FAIL(r, XC_EINVAL, node, "<%.*s> is \"%.*s\", it must be one of %s",
                     "<%.*s> 是“%.*s”，应为以下之一：%s", XC_STR_ARG(text), known);
}

xc_err warn_read_word(warn_reader *r, const xml_node *node, const warn_field *f, void *to)
{
    unsigned n;
    if (!find_word(r, f->words, xml_text(node), &n))
        return bad_word(r, node, f->words);
    memcpy(to, &n, sizeof n); /* the enums of warn.h are of this size */
    return XC_OK;
}

_Static_assert(sizeof(warn_status) == sizeof(unsigned), "enums are as wide as unsigned");

xc_err warn_read_word_set(warn_reader *r, const xml_node *node, const warn_field *f, void *to)
{
    unsigned n;
    if (!find_word(r, f->words, xml_text(node), &n))
        return bad_word(r, node, f->words);
    *(uint32_t *)to |= UINT32_C(1) << n;
    return XC_OK;
}

/* ---- numbers and places ---- */

static xc_err bad_number(warn_reader *r, const xml_node *node)
{
    xc_str text = shown(xml_text(node));
    return WARN_FAIL(r, XC_EINVAL, node, "<%.*s> is \"%.*s\", it must be a number",
                     "<%.*s> 是“%.*s”，应为数字", XC_STR_ARG(text));
}

xc_err warn_read_number(warn_reader *r, const xml_node *node, const warn_field *f, void *to)
{
    (void)f;
    return xc_str_double(xml_text(node), to) ? XC_OK : bad_number(r, node);
}

xc_err warn_read_size(warn_reader *r, const xml_node *node, const warn_field *f, void *to)
{
    (void)f;
    return xc_str_int(xml_text(node), 0, INT64_MAX, to) ? XC_OK : bad_number(r, node);
}

/* "lat,lon" */
static bool read_point(xc_str text, geo_point *ret)
{
    xc_str lat, lon = xc_str_cut(text, ',', &lat);
    geo_point p;
    if (!xc_str_double(lat, &p.lat) || !xc_str_double(lon, &p.lon) || !geo_point_valid(p))
        return false;
    *ret = p;
    return true;
}

static xc_err bad_point(warn_reader *r, const xml_node *node, size_t number, xc_str text)
{
    xc_str part = shown(text);
    return WARN_FAIL(r, XC_EINVAL, node,
                     "<%.*s>: point %zu is \"%.*s\"; a point is latitude,longitude in degrees",
                     "<%.*s>：第 %zu 个点是“%.*s”；点应写成 纬度,经度（度）", number,
                     XC_STR_ARG(part));
}

static xc_str next_word(xc_str *rest)
{
    *rest = xc_str_trim(*rest);
    size_t end = 0;
    while (end < rest->len && !is_blank(rest->ptr[end]))
        end++;
    xc_str word = { rest->ptr, end };
    *rest = (xc_str){ rest->ptr + end, rest->len - end };
    return word;
}

static size_t count_words(xc_str text)
{
    size_t count = 0;
    bool inside = false;
    for (size_t i = 0; i < text.len; i++) {
        bool blank = is_blank(text.ptr[i]);
        count += !blank && !inside;
        inside = !blank;
    }
    return count;
}

xc_err warn_read_polygon(warn_reader *r, const xml_node *node, const warn_field *f, void *to)
{
    (void)f;
    xc_str text = xml_text(node);
    warn_polygon *p = to;
    size_t count = count_words(text);
    if (count < 4)
        return WARN_FAIL(r, XC_EINVAL, node, "<%.*s> has %zu points, it needs at least 4",
                         "<%.*s> 只有 %zu 个点，至少要 4 个", count);
    geo_point *points = xc_arena_array(r->arena, count, sizeof *points);
    if (!points)
        return warn_no_room(r, node, count * sizeof *points);
    for (size_t i = 0; i < count; i++) {
        xc_str word = next_word(&text);
        if (!read_point(word, points + i))
            return bad_point(r, node, i + 1, word);
    }
    if (points[0].lat != points[count - 1].lat || points[0].lon != points[count - 1].lon)
        return WARN_FAIL(r, XC_EINVAL, node,
                         "<%.*s> is not closed: the last point must be the first%s",
                         "<%.*s> 没有闭合：最后一个点应与第一个点相同%s", "");
    xc_err err = geo_shape_polygon(points, count, r->arena, &p->shape);
    if (err == XC_EINVAL)
        return WARN_FAIL(r, XC_EINVAL, node, "<%.*s> has less than three different points%s",
                         "<%.*s> 不同的点少于三个%s", "");
    if (err == XC_ELIMIT)
        return WARN_FAIL(r, XC_ELIMIT, node, "<%.*s> has too many points (%zu)",
                         "<%.*s> 的点太多（%zu 个）", count);
    p->points = points;
    p->count = count;
    return err ? warn_no_room(r, node, 0) : XC_OK;
}

/* "lat,lon radius", the radius in kilometres */
xc_err warn_read_circle(warn_reader *r, const xml_node *node, const warn_field *f, void *to)
{
    enum { HALF_ROUND_KM = 20038 };
    (void)f;
    xc_str rest = xml_text(node), text = shown(rest), center = next_word(&rest);
    double radius_km;
    warn_circle *c = to;
    if (!read_point(center, &c->center) || !xc_str_double(xc_str_trim(rest), &radius_km) ||
        radius_km < 0 || radius_km > HALF_ROUND_KM)
        return WARN_FAIL(r, XC_EINVAL, node,
                         "<%.*s> is \"%.*s\"; a circle is latitude,longitude radius in kilometres",
                         "<%.*s> 是“%.*s”；圆应写成 纬度,经度 半径（公里）", XC_STR_ARG(text));
    c->radius_m = radius_km * 1000;
    return geo_shape_circle(c->center, c->radius_m, r->arena, &c->shape) ? warn_no_room(r, node, 0)
                                                                         : XC_OK;
}

/* ---- references ---- */

static bool read_reference(xc_str text, warn_reference *ret)
{
    xc_str rest = xc_str_cut(text, ',', &ret->sender);
    xc_str sent = xc_str_cut(rest, ',', &ret->identifier);
    return good_name(ret->sender) && good_name(ret->identifier) && time_parse(sent, &ret->sent_us);
}

xc_err warn_read_references(warn_reader *r, const xml_node *node, const warn_field *f, void *to)
{
    (void)f;
    xc_str text = xml_text(node);
    size_t count = count_words(text);
    void *room;
    if (!count)
        return WARN_FAIL(r, XC_EINVAL, node, "<%.*s> is empty: leave it out or name a message%s",
                         "<%.*s> 是空的：请删去或写明所引用的预警%s", "");
    xc_err err = list_room(r, node, count, sizeof(warn_reference), &room);
    if (err)
        return err;
    warn_reference *references = room;
    for (size_t i = 0; i < count; i++) {
        xc_str word = next_word(&text), part = shown(word);
        if (!read_reference(word, references + i))
            return WARN_FAIL(r, XC_EINVAL, node, "<%.*s>: \"%.*s\" is not sender,identifier,sent",
                             "<%.*s>：“%.*s”应写成 发送者,编号,发送时间", XC_STR_ARG(part));
    }
    *(warn_references *)to = (warn_references){ references, count };
    return XC_OK;
}
