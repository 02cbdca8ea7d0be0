/* xml_test.c - the tree, its encodings, and what the reader refuses to open. */
#include "codec/xml.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "alloc_fail.h"

static xc_arena *arena;

static void set_up(void)
{
    ck_assert_int_eq(xc_arena_new(16 << 20, &arena), XC_OK);
}

static void tear_down(void)
{
    arena = xc_arena_free(arena);
}

static const xml_node *good(const char *text)
{
    const xml_node *root = NULL;
    xc_problem why = { 0 };
    xc_err err = xml_parse(xc_str_of(text), arena, &root, &why);
    ck_assert_msg(err == XC_OK, "%s: line %u %s", text, why.line, why.en);
    return root;
}

START_TEST(a_tree_has_names_attributes_text_and_lines)
{
    const xml_node *root = good("<?xml version='1.0'?>\n"
                                "<a xmlns='urn:x' xmlns:p='urn:y' id='1' p:id='2'>one<!-- no -->\n"
                                "  <b>two &lt;&amp;&#x6c34; <![CDATA[<c>]]></b>three\n"
                                "  <p:b/><b q=\"&quot;\"/></a>\n");
    ck_assert(xml_is(root, "urn:x", "a"));
    ck_assert_uint_eq(root->line, 2);
    ck_assert_uint_eq(root->count, 3);
    ck_assert(xc_str_is(xml_attr_of(root, "id"), "1"));
    ck_assert(xc_str_is(xml_attr_ns(root, "urn:y", "id"), "2"));
    ck_assert_ptr_null(xml_attr_of(root, "no").ptr);
    ck_assert(xc_str_is(root->text, "one\n  three\n  "));
    const xml_node *b = xml_child(root, "urn:x", "b");
    ck_assert_uint_eq(b->line, 3);
    ck_assert_ptr_eq(b->parent, root);
    ck_assert(xc_str_is(xml_text(b), "two <&水 <c>"));
    ck_assert(xml_is(xml_next(b, NULL, "b"), "urn:y", "b"));
    const xml_node *last = xml_next(b, "urn:x", "b");
    ck_assert(xc_str_is(xml_attr_of(last, "q"), "\""));
    ck_assert_ptr_null(xml_next(last, NULL, "b"));
    ck_assert_ptr_null(xml_child(last, NULL, "b"));
    ck_assert(xc_str_is(xml_child_text(root, NULL, "b"), "two <&水 <c>"));
    ck_assert_ptr_null(xml_child_text(root, NULL, "z").ptr);
    ck_assert(xc_str_is(last->text, ""));
}
END_TEST

START_TEST(encodings_become_utf8)
{
    const xml_node *latin =
        good("<?xml version='1.0' encoding='iso-8859-1'?><a b='\xe9'>caf\xe9 \xb0</a>");
    ck_assert(xc_str_is(latin->text, "café °"));
    ck_assert(xc_str_is(xml_attr_of(latin, "b"), "é"));
    ck_assert(
        xc_str_is(good("<?xml version='1.0' encoding='GB2312'?><a>\xcb\xae</a>")->text, "水"));
    ck_assert(xc_str_is(good("\xEF\xBB\xBF<a>水</a>")->text, "水"));
    static const char wide[] = "\xff\xfe<\0a\0>\0\x34\x6c<\0/\0a\0>\0";
    const xml_node *root = NULL;
    ck_assert_int_eq(xml_parse((xc_str){ wide, sizeof wide - 1 }, arena, &root, NULL), XC_OK);
    ck_assert(xc_str_is(root->text, "水"));
}
END_TEST

START_TEST(broken_texts_are_refused_with_their_line)
{
    static const struct {
        const char *text;
        xc_err err;
        uint32_t line;
    } rows[] = {
        { "", XC_ESYNTAX, 1 },
        { " ", XC_ESYNTAX, 1 },
        { "<a>", XC_ESYNTAX, 1 },
        { "<a>\n</b>", XC_ESYNTAX, 2 },
        { "<a/>\n<b/>", XC_ESYNTAX, 2 },
        { "<a b='1'\n b='2'/>", XC_ESYNTAX, 2 },
        { "<p:a/>", XC_ESYNTAX, 1 },
        { "<a>&nbsp;</a>", XC_ESYNTAX, 1 },
        { "<a>\xff</a>", XC_ESYNTAX, 1 },
        { "<a>&#0;</a>", XC_ESYNTAX, 1 },
        { "<?xml version='1.0' encoding='no-such'?><a/>", XC_ESYNTAX, 1 },
        { "<?xml version='1.0' encoding='GB18030'?><a>\xcb\xff\xff</a>", XC_ESYNTAX, 1 },
        { "<?xml version='1.0' encoding='UTF-16'?><a>\xcb</a>", XC_ESYNTAX, 1 },
        { "\n<!DOCTYPE a><a/>", XC_EINVAL, 2 },
        { "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", XC_EINVAL, 1 },
        { "<!DOCTYPE a SYSTEM 'http://127.0.0.1:1/x.dtd'><a/>", XC_EINVAL, 1 },
        { "<!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><l>&b;</l>", XC_EINVAL, 1 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const xml_node *root = NULL;
        xc_problem why = { 0 };
        xc_err err = xml_parse(xc_str_of(rows[i].text), arena, &root, &why);
        ck_assert_msg(err == rows[i].err, "%s: %s", rows[i].text, xc_err_name(err));
        ck_assert_ptr_null(root);
        ck_assert_msg(why.line == rows[i].line, "%s: line %u", rows[i].text, why.line);
        ck_assert_str_ne(why.en, "");
        ck_assert_str_ne(why.zh, "");
    }
}
END_TEST

START_TEST(depth_has_a_ceiling)
{
    for (size_t depth = XML_MAX_DEPTH; depth <= XML_MAX_DEPTH + 1; depth++) {
        char text[7 * (XML_MAX_DEPTH + 1) + 1];
        size_t len = 0;
        for (size_t i = 0; i < depth; i++, len += 3)
            memcpy(text + len, "<a>", 3);
        for (size_t i = 0; i < depth; i++, len += 4)
            memcpy(text + len, "</a>", 4);
        const xml_node *root = NULL;
        ck_assert_int_eq(xml_parse((xc_str){ text, len }, arena, &root, NULL),
                         depth == XML_MAX_DEPTH ? XC_OK : XC_ELIMIT);
    }
}
END_TEST

START_TEST(each_allocation_may_fail)
{
    static const char text[] = "<a x='1'>t<b>u</b><c y='2' z='3'/></a>";
    for (unsigned n = 1; alloc_fail_next(n); n++) {
        xc_arena *a;
        const xml_node *root = NULL;
        ck_assert_int_eq(xc_arena_new(1 << 20, &a), XC_OK);
        alloc_fail_at(n);
        xc_err err = xml_parse(xc_str_of(text), a, &root, NULL);
        bool failed = alloc_fail_happened();
        ck_assert_int_eq(err, failed ? XC_ENOMEM : XC_OK);
        ck_assert_int_eq(root == NULL, failed);
        a = xc_arena_free(a);
        if (!failed)
            return;
    }
    ck_abort_msg("the loop has no end");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("xml");
    TCase *cases = tcase_create("xml");
    suite_add_tcase(suite, cases);
    tcase_add_checked_fixture(cases, set_up, tear_down);
    tcase_add_test(cases, a_tree_has_names_attributes_text_and_lines);
    tcase_add_test(cases, encodings_become_utf8);
    tcase_add_test(cases, broken_texts_are_refused_with_their_line);
    tcase_add_test(cases, depth_has_a_ceiling);
    tcase_add_test(cases, each_allocation_may_fail);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
