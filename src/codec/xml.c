/* xml.c - libxml2's SAX2 events become nodes in the arena; see xml.h. */
#include "codec/xml.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <limits.h>

#include "base/buf.h"
#include "base/mem.h"

enum { NAME_CACHE = 64 };

/* An element that is still open, with its text so far. */
typedef struct {
    xml_node *node;
    const xml_node **tail; /* where the next child goes */
} level;

typedef struct {
    xc_arena *arena;
    xc_problem *why;
    xmlParserCtxtPtr ctxt;
    xml_node *root;
    level levels[XML_MAX_DEPTH];
    xc_buf texts[XML_MAX_DEPTH]; /* characters of the open element at that depth */
    unsigned depth;
    size_t nodes, max_nodes;
    const xmlChar *last_uri; /* libxml2 gives one pointer for one namespace: copy it once */
    xc_str last_ns;
    struct {
        const xmlChar *from;
        xc_str name;
    } names[NAME_CACHE]; /* and one for one name of an element */
    xc_err err;
} reader;

static uint32_t line_now(const reader *r)
{
    int line = xmlSAX2GetLineNumber(r->ctxt);
    return line > 0 ? (uint32_t)line : 1;
}

/* Only the first problem is told; the parser stops at it. */
#define FAIL(r, code, ...)                                                          \
    do {                                                                            \
        if (!(r)->err) {                                                            \
            (r)->err = xc_fail_at((r)->why, code, "", line_now(r), 0, __VA_ARGS__); \
            xmlStopParser((r)->ctxt);                                               \
        }                                                                           \
    } while (0)

static void no_room(reader *r, size_t size)
{
    if (xc_arena_err(r->arena, size) == XC_ENOMEM)
        FAIL(r, XC_ENOMEM, "out of memory, try again", "内存不足，请稍后再试");
    else
        FAIL(r, XC_ELIMIT, "the XML text needs more memory than one request may use",
             "XML 内容过大，超过一次请求可用的内存");
}

static void *room(reader *r, size_t size)
{
    void *at = r->err ? NULL : xc_arena_alloc(r->arena, size);
    if (!at && !r->err)
        no_room(r, size);
    return at;
}

static bool copy(reader *r, const xmlChar *from, size_t len, xc_str *ret)
{
    char *to = room(r, len + 1);
    if (!to)
        return false;
    memcpy(to, from, len);
    to[len] = 0;
    *ret = (xc_str){ to, len };
    return true;
}

static bool copy_zero_ended(reader *r, const xmlChar *from, xc_str *ret)
{
    return copy(r, from, strlen((const char *)from), ret);
}

static bool copy_ns(reader *r, const xmlChar *uri, xc_str *ret)
{
    if (!uri) {
        *ret = XC_STR("");
        return true;
    }
    if (uri != r->last_uri) {
        if (!copy_zero_ended(r, uri, &r->last_ns))
            return false;
        r->last_uri = uri;
    }
    *ret = r->last_ns;
    return true;
}

static bool copy_name(reader *r, const xmlChar *name, xc_str *ret)
{
    size_t at = ((uintptr_t)name >> 3) % NAME_CACHE;
    if (r->names[at].from != name) {
        if (!copy_zero_ended(r, name, &r->names[at].name))
            return false;
        r->names[at].from = name;
    }
    *ret = r->names[at].name;
    return true;
}

static bool count_nodes(reader *r, uint32_t more)
{
    r->nodes += more;
    if (r->nodes > r->max_nodes)
        FAIL(r, XC_ELIMIT, "more than %zu elements and attributes", "元素和属性超过 %zu 个",
             r->max_nodes);
    return !r->err;
}

/* libxml2 gives five pointers an attribute: name, prefix, namespace, value and the value's end. */
static bool add_attrs(reader *r, xml_node *node, int count, const xmlChar **from)
{
    const xml_attr **tail = &node->attrs;
    for (int i = 0; i < count; i++, from += 5) {
        xml_attr *attr = room(r, sizeof *attr);
        if (!attr)
            return false;
        *attr = (xml_attr){ 0 };
        if (!copy_ns(r, from[2], &attr->ns) || !copy_zero_ended(r, from[0], &attr->name) ||
            !copy(r, from[3], (size_t)(from[4] - from[3]), &attr->value))
            return false;
        *tail = attr;
        tail = &attr->next;
    }
    return true;
}

static void hang_in(reader *r, xml_node *node)
{
    if (!r->depth) {
        r->root = node;
    } else {
        level *above = r->levels + r->depth - 1;
        node->parent = above->node;
        above->node->count++;
        *above->tail = node;
        above->tail = &node->next;
    }
    xc_buf_clear(r->texts + r->depth);
    r->levels[r->depth++] = (level){ .node = node, .tail = &node->first };
}

static void on_start(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int namespaces, const xmlChar **namespace_list, int attrs, int defaulted,
                     const xmlChar **attr_list)
{
    reader *r = ctx;
    (void)prefix;
    (void)namespaces;
    (void)namespace_list;
    (void)defaulted; /* without a document type there are none */
    if (r->err || !count_nodes(r, 1 + (uint32_t)attrs))
        return;
    if (r->depth == XML_MAX_DEPTH) {
        FAIL(r, XC_ELIMIT, "elements are nested too deeply (at most %d levels)",
             "元素嵌套太深（最多 %d 层）", XML_MAX_DEPTH);
        return;
    }
    xml_node *node = room(r, sizeof *node);
    if (!node)
        return;
    int column = xmlSAX2GetColumnNumber(r->ctxt);
    *node = (xml_node){ .line = line_now(r),
                        .column = column > 0 ? (uint32_t)column + 1 : 1, /* called at the > */
                        .text = XC_STR("") };
    if (copy_ns(r, uri, &node->ns) && copy_name(r, name, &node->name) &&
        add_attrs(r, node, attrs, attr_list))
        hang_in(r, node);
}

static void on_end(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    reader *r = ctx;
    (void)name;
    (void)prefix;
    (void)uri;
    if (r->err || !r->depth)
        return;
    xc_str text = xc_buf_view(r->texts + --r->depth);
    if (text.len)
        (void)copy(r, (const xmlChar *)text.ptr, text.len, &r->levels[r->depth].node->text);
}

static void on_text(void *ctx, const xmlChar *bytes, int len)
{
    reader *r = ctx;
    if (r->err || !r->depth || len <= 0)
        return;
    xc_buf *text = r->texts + r->depth - 1;
    xc_buf_put(text, bytes, (size_t)len);
    xc_err err = xc_buf_err(text);
    if (err == XC_ENOMEM)
        FAIL(r, err, "out of memory, try again", "内存不足，请稍后再试");
    else if (err)
        FAIL(r, err, "an element has too much text", "元素的文字过长");
}

/* Called at <!DOCTYPE, before anything of it is looked at. */
static void on_document_type(void *ctx, const xmlChar *name, const xmlChar *public_id,
                             const xmlChar *system_id)
{
    reader *r = ctx;
    (void)name;
    (void)public_id;
    (void)system_id;
    FAIL(r, XC_EINVAL, "documents with <!DOCTYPE are not taken: remove it",
         "不接受带 <!DOCTYPE 的文档，请删去");
}

/* libxml2's sentences quote the text, which may be cut or not be UTF-8. */
static xc_str readable(const char *message, char *to, size_t size)
{
    xc_str rest = xc_str_trim(xc_str_of(message ? message : "not well-formed"));
    size_t used = 0;
    while (rest.len && size - used >= 4) {
        uint32_t code;
        size_t len = xc_utf8_next(rest, &code);
        if (len)
            memcpy(to + used, rest.ptr, len);
        else
            to[used] = '?';
        len = len ? len : 1;
        used += len;
        rest = (xc_str){ rest.ptr + len, rest.len - len };
    }
    return (xc_str){ to, used };
}

/* Must not stop the parser: libxml2 still uses its input when it comes back from here. The events
 * that may follow are passed over. */
static void on_problem(void *ctx, xmlErrorPtr error)
{
    reader *r = ctx;
    if (r->err || error->level < XML_ERR_ERROR)
        return;
    if (error->code == XML_ERR_NO_MEMORY) {
        r->err = xc_fail(r->why, XC_ENOMEM, "", "out of memory, try again", "内存不足，请稍后再试");
        return;
    }
    char room[200];
    xc_str text = readable(error->message, room, sizeof room);
    r->err =
        xc_fail_at(r->why, XC_ESYNTAX, "", error->line > 0 ? (uint32_t)error->line : line_now(r),
                   error->int2 > 0 ? (uint32_t)error->int2 : 0, "the XML is broken: %.*s",
                   "XML 格式有误：%.*s", XC_STR_ARG(text));
}

/* Whatever is not named here is never called: nothing loads, resolves or declares. */
static const xmlSAXHandler events = {
    .internalSubset = on_document_type,
    .startElementNs = on_start,
    .endElementNs = on_end,
    .characters = on_text,
    .ignorableWhitespace = on_text,
    .cdataBlock = on_text,
    .serror = on_problem,
    .initialized = XML_SAX2_MAGIC,
};

static void run(reader *r, xc_str text)
{
    r->ctxt = xmlCreateMemoryParserCtxt(text.ptr, (int)text.len);
    if (!r->ctxt) {
        r->err = xc_fail(r->why, XC_ENOMEM, "", "out of memory, try again", "内存不足，请稍后再试");
        return;
    }
    *r->ctxt->sax = events;
    r->ctxt->userData = r;
    (void)xmlCtxtUseOptions(r->ctxt, XML_PARSE_NONET); /* the rest of the options stays off */
    /* converters of encodings know no context: without this they would write to stderr */
    xmlStructuredErrorFunc before = xmlStructuredError;
    void *before_ctx = xmlStructuredErrorContext;
    xmlSetStructuredErrorFunc(r, on_problem);
    bool good = xmlParseDocument(r->ctxt) == 0 && r->ctxt->wellFormed;
    xmlSetStructuredErrorFunc(before_ctx, before);
    if (!r->err && (!good || !r->root))
        FAIL(r, XC_ESYNTAX, "this is no whole XML document", "这不是完整的 XML 文档");
    xmlFreeParserCtxt(r->ctxt);
}

xc_err xml_parse(xc_str text, xc_arena *arena, const xml_node **ret, xc_problem *why)
{
    return xml_parse_within(text, &(xml_limits){ 0 }, arena, ret, why);
}

xc_err xml_parse_within(xc_str text, const xml_limits *limits, xc_arena *arena,
                        const xml_node **ret, xc_problem *why)
{
    size_t max_bytes = limits->max_bytes ? limits->max_bytes : XML_MAX_BYTES;
    if (!text.len)
        return xc_fail_at(why, XC_ESYNTAX, "", 1, 1, "the document is empty", "文档是空的");
    if (text.len > max_bytes || text.len > INT_MAX)
        return xc_fail(why, XC_ELIMIT, "", "an XML document may have at most %zu bytes",
                       "XML 文档最多 %zu 字节", max_bytes);
    reader *r = xc_calloc(1, sizeof *r); /* too large for a small thread's stack */
    if (!r)
        return xc_fail(why, XC_ENOMEM, "", "out of memory, try again", "内存不足，请稍后再试");
    r->arena = arena;
    r->why = why;
    r->max_nodes = limits->max_nodes ? limits->max_nodes : XML_MAX_NODES;
    for (size_t i = 0; i < XML_MAX_DEPTH; i++)
        xc_buf_init(r->texts + i, XML_MAX_BYTES);
    run(r, text);
    for (size_t i = 0; i < XML_MAX_DEPTH; i++)
        xc_buf_done(r->texts + i);
    xc_err err = r->err;
    if (!err)
        *ret = r->root;
    xc_free(r);
    return err;
}

/* ---- looking into the tree ---- */

static bool named(xc_str have_ns, xc_str have_name, const char *ns, const char *name)
{
    return xc_str_is(have_name, name) && (!ns || xc_str_is(have_ns, ns));
}

bool xml_is(const xml_node *node, const char *ns, const char *name)
{
    return node && named(node->ns, node->name, ns, name);
}

static const xml_node *from_here(const xml_node *node, const char *ns, const char *name)
{
    while (node && !xml_is(node, ns, name))
        node = node->next;
    return node;
}

const xml_node *xml_child(const xml_node *parent, const char *ns, const char *name)
{
    return parent ? from_here(parent->first, ns, name) : NULL;
}

const xml_node *xml_next(const xml_node *node, const char *ns, const char *name)
{
    return node ? from_here(node->next, ns, name) : NULL;
}

xc_str xml_attr_ns(const xml_node *node, const char *ns, const char *name)
{
    for (const xml_attr *attr = node ? node->attrs : NULL; attr; attr = attr->next)
        if (named(attr->ns, attr->name, ns, name))
            return attr->value;
    return (xc_str){ 0 };
}

xc_str xml_attr_of(const xml_node *node, const char *name)
{
    return xml_attr_ns(node, "", name);
}

xc_str xml_text(const xml_node *node)
{
    return node ? xc_str_trim(node->text) : XC_STR("");
}

xc_str xml_child_text(const xml_node *parent, const char *ns, const char *name)
{
    const xml_node *child = xml_child(parent, ns, name);
    return child ? xml_text(child) : (xc_str){ 0 };
}

void xml_escape(xc_buf *out, xc_str text)
{
    static const char *const names[128] = {
        ['<'] = "&lt;", ['>'] = "&gt;", ['&'] = "&amp;", ['"'] = "&quot;", ['\''] = "&apos;"
    };
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c < 128 && names[c])
            xc_buf_text(out, names[c]);
        else if (c >= 0x20 || c == '\t' || c == '\n' || c == '\r')
            xc_buf_byte(out, text.ptr[i]);
    }
}
