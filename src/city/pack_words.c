/* pack_words.c - texts by key, and texts with blanks. */
#include <stdlib.h>

#include "city/pack_int.h"

static int by_key(const void *a, const void *b)
{
    return xc_str_cmp(((const pack_word *)a)->key, ((const pack_word *)b)->key);
}

static xc_err read_words(pack_reader *r, const json_value *zh, const json_value *en)
{
    for (const json_value *v = zh->first; v; v = v->next) {
        pack_word *word = PACK_MORE(r, r->p->words);
        if (!word)
            return XC_ENOMEM;
        *word = (pack_word){ v->key, v->text, { 0 } };
        char key[128];
        if (v->key.len >= sizeof key || v->kind != JSON_STRING) {
            PACK_BAD(r, "texts/zh-CN.json", v->line, v->column,
                     "a text is a string under a key of at most 127 bytes",
                     "每条文字是一个字符串，键不超过 127 字节");
            continue;
        }
        memcpy(key, v->key.ptr, v->key.len);
        key[v->key.len] = 0;
        const json_value *other = json_find(en, key);
        if (!other || other->kind != JSON_STRING)
            PACK_BAD(r, "texts/en.json", en->line, 0,
                     "the key \"%s\" is missing: both languages need it",
                     "缺少“%s”：两种语言都要有", key);
        else
            word->en = other->text;
    }
    if (r->p->words.count > 1)
        qsort(r->p->words.items, r->p->words.count, sizeof *r->p->words.items, by_key);
    return XC_OK;
}

static const pack_word *word_find(const pack *p, xc_str key)
{
    const pack_word want = { .key = key };
    return p->words.count ? bsearch(&want, p->words.items, p->words.count, sizeof want, by_key)
                          : NULL;
}

xc_err pack_words_load(pack_reader *r)
{
    const json_value *zh, *en;
    xc_err err = pack_file_json(r, "texts/zh-CN.json", true, &zh);
    if (!err)
        err = pack_file_json(r, "texts/en.json", true, &en);
    if (err || !zh || !en)
        return err;
    err = read_words(r, zh, en);
    for (const json_value *v = en->first; !err && v; v = v->next)
        if (!word_find(r->p, v->key))
            PACK_BAD(r, "texts/zh-CN.json", 1, 0,
                     "the key \"%.*s\" is missing: both languages need it",
                     "缺少“%.*s”：两种语言都要有", XC_STR_ARG(v->key));
    return err;
}

pack_text pack_words(const pack *p, xc_str key)
{
    const pack_word *word = word_find(p, key);
    return word ? (pack_text){ word->zh, word->en } : (pack_text){ 0 };
}

static const pack_blank *blank_find(const pack_blank *blanks, size_t count, xc_str name)
{
    for (size_t i = 0; i < count; i++)
        if (xc_str_eq(blanks[i].name, name))
            return &blanks[i];
    return NULL;
}

static xc_err fill_one(xc_str pattern, bool zh, const pack_blank *blanks, size_t count,
                       xc_arena *arena, xc_str *ret)
{
    xc_buf out;
    xc_buf_init(&out, 64 << 10);
    for (size_t i = 0; i < pattern.len;) {
        const char *end =
            pattern.ptr[i] == '{' ? memchr(pattern.ptr + i, '}', pattern.len - i) : NULL;
        xc_str name = { pattern.ptr + i + 1, end ? (size_t)(end - pattern.ptr) - i - 1 : 0 };
        const pack_blank *b = end ? blank_find(blanks, count, name) : NULL;
        if (b) {
            xc_buf_str(&out, zh ? b->value.zh : b->value.en);
            i += name.len + 2;
        } else {
            xc_buf_byte(&out, pattern.ptr[i++]);
        }
    }
    xc_err err = xc_buf_err(&out);
    xc_str filled = err ? (xc_str){ 0 } : xc_arena_str(arena, xc_buf_view(&out));
    xc_buf_done(&out);
    if (!err && !filled.ptr)
        return XC_ENOMEM;
    if (!err)
        *ret = filled;
    return err;
}

xc_err pack_text_fill(pack_text pattern, const pack_blank *blanks, size_t count, xc_arena *arena,
                      pack_text *ret)
{
    pack_text filled;
    xc_err err = fill_one(pattern.zh, true, blanks, count, arena, &filled.zh);
    if (!err)
        err = fill_one(pattern.en, false, blanks, count, arena, &filled.en);
    if (!err)
        *ret = filled;
    return err;
}
