/* xml.h - an XML text as a small tree that does not change (XML 1.0, namespaces).
 *
 * Read with libxml2's SAX2; nothing outside of the text is ever opened. Document types and the
 * entities they could declare are refused; &lt; &gt; &amp; &apos; &quot; and character references
 * work. Encodings: UTF-8, UTF-16, ISO-8859-x, GB 2312 / GBK / GB 18030 and others that libxml2
 * knows; the tree is always UTF-8. Comments and processing instructions are dropped. Any thread. */
#ifndef XC_CODEC_XML_H
#define XC_CODEC_XML_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/text.h"

typedef struct xml_attr xml_attr;
struct xml_attr {
    xc_str ns;   /* namespace URI; empty without a prefix */
    xc_str name; /* local */
    xc_str value;
    const xml_attr *next;
};

typedef struct xml_node xml_node;
struct xml_node {
    xc_str ns;             /* namespace URI; empty if none */
    xc_str name;           /* local */
    xc_str text;           /* its own characters, joined, white space kept; children's are theirs */
    uint32_t line, column; /* where its content begins, behind the start tag */
    uint32_t count;        /* child elements */
    const xml_attr *attrs; /* without xmlns declarations */
    const xml_node *parent; /* NULL for the root */
    const xml_node *first;  /* child element */
    const xml_node *next;   /* brother */
};

/* XML_MAX_NODES counts elements and attributes together. */
enum { XML_MAX_DEPTH = 100, XML_MAX_BYTES = 32 << 20, XML_MAX_NODES = 1000000 };

/* Reads one whole document into the arena; *ret is the root element. The text may be dropped after.
 * XC_ESYNTAX with a line: not well-formed; XC_EINVAL: has a document type; XC_ELIMIT: over one of
 * the ceilings above or the arena is full; XC_ENOMEM. */
XC_MUST_CHECK xc_err xml_parse(xc_str text, xc_arena *arena, const xml_node **ret, xc_problem *why);

/* The same with ceilings of the caller's; a zero is the default. */
typedef struct {
    size_t max_bytes, max_nodes;
} xml_limits;
XC_MUST_CHECK xc_err xml_parse_within(xc_str text, const xml_limits *limits, xc_arena *arena,
                                      const xml_node **ret, xc_problem *why);

/* The first child of that name, or the first brother after `node`; ns NULL takes any namespace;
 * NULL if there is none. */
const xml_node *xml_child(const xml_node *parent, const char *ns, const char *name);
const xml_node *xml_next(const xml_node *node, const char *ns, const char *name);

/* Adds text as the content of an element or of a quoted attribute; what XML 1.0 cannot hold
 * (control characters) is left out. */
void xml_escape(xc_buf *out, xc_str text);

bool xml_is(const xml_node *node, const char *ns, const char *name);

/* An attribute without prefix; .ptr is NULL if there is none. */
xc_str xml_attr_of(const xml_node *node, const char *name);

/* An attribute of a namespace; .ptr is NULL if there is none. */
xc_str xml_attr_ns(const xml_node *node, const char *ns, const char *name);

/* The node's text without white space around it; empty for NULL. */
xc_str xml_text(const xml_node *node);

/* Text of the child of that name, trimmed; .ptr is NULL if there is no such child. */
xc_str xml_child_text(const xml_node *parent, const char *ns, const char *name);

#endif
