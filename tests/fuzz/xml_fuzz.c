/* xml_fuzz.c - the tree is whole, valid UTF-8, and within its ceilings. */
#include "codec/xml.h"
#include "fuzz.h"

static void check_node(const xml_node *node, unsigned depth)
{
    uint32_t count = 0;
    FUZZ_CHECK(depth <= XML_MAX_DEPTH && node->name.len && node->line);
    FUZZ_CHECK(xc_utf8_valid(node->name) && xc_utf8_valid(node->text) && xc_utf8_valid(node->ns));
    for (const xml_attr *attr = node->attrs; attr; attr = attr->next)
        FUZZ_CHECK(attr->name.len && xc_utf8_valid(attr->name) && xc_utf8_valid(attr->value));
    for (const xml_node *child = node->first; child; child = child->next, count++) {
        FUZZ_CHECK(child->parent == node);
        check_node(child, depth + 1);
    }
    FUZZ_CHECK(count == node->count);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    xc_arena *arena;
    const xml_node *root;
    xc_problem why = { 0 };
    if (xc_arena_new(256 << 20, &arena))
        return 0;
    if (xml_parse((xc_str){ (const char *)bytes, len }, arena, &root, &why) == XC_OK)
        check_node(root, 1);
    else
        FUZZ_CHECK(why.en[0] && xc_utf8_valid(xc_str_of(why.en)) &&
                   xc_utf8_valid(xc_str_of(why.zh)));
    arena = xc_arena_free(arena);
    return 0;
}
