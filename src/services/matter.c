/* matter.c - the pack's matters as answers. */
#include "services/matter.h"

#include <stdio.h>

#include "services/services_int.h"

void matter_put_text(json_writer *w, const char *key, pack_text text)
{
    json_key(w, key);
    json_open_object(w);
    json_put_str(w, "zh", text.zh);
    json_put_str(w, "en", text.en);
    json_close_object(w);
}

void matter_put_id(json_writer *w, const char *key, int64_t id)
{
    char text[24];
    snprintf(text, sizeof text, "%lld", (long long)id);
    json_put_text(w, key, text);
}

/* Matters name the file ("x.form"), processes the form's id ("x"). */
const pack_form *matter_form(const pack *p, xc_str name)
{
    static const char suffix[] = ".form";
    size_t len = sizeof suffix - 1;
    if (name.len > len && memcmp(name.ptr + name.len - len, suffix, len) == 0)
        name.len -= len;
    return name.len ? pack_form_find(p, name) : NULL;
}

static xc_err add_words(matter_index *ix, uint32_t n, const json_value *list)
{
    xc_err err = XC_OK;
    for (const json_value *v = list ? list->first : NULL; v && !err; v = v->next)
        if (v->kind == JSON_STRING)
            err = matter_index_add(ix, n, MATTER_WORD, v->text);
    return err;
}

/* A summary that many matters share ("only at the counter") tells none of them from the others. */
static bool own_summary(const pack_matter *matters, size_t count, size_t n)
{
    for (size_t i = 0; i < count; i++)
        if (i != n && xc_str_eq(matters[i].summary.zh, matters[n].summary.zh))
            return false;
    return true;
}

static xc_err add_matter(matter_index *ix, uint32_t n, const pack_matter *m, bool summary)
{
    const struct {
        matter_phrase_kind kind;
        xc_str text;
    } phrases[] = { { MATTER_NAME, m->name.zh },
                    { MATTER_NAME, m->name.en },
                    { MATTER_SUMMARY, summary ? m->summary.zh : (xc_str){ 0 } },
                    { MATTER_SUMMARY, summary ? m->summary.en : (xc_str){ 0 } } };
    xc_err err = XC_OK;
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases && !err; i++)
        err = matter_index_add(ix, n, phrases[i].kind, phrases[i].text);
    if (!err)
        err = add_words(ix, n, json_find(m->words, "zh"));
    return err ? err : add_words(ix, n, json_find(m->words, "en"));
}

xc_err matter_fill_index(const pack *p, matter_index *ix)
{
    size_t count;
    const pack_matter *matters = pack_matters(p, &count);
    for (size_t i = 0; i < count; i++) {
        xc_err err = add_matter(ix, (uint32_t)i, &matters[i], own_summary(matters, count, i));
        if (err)
            return err;
    }
    return matter_index_seal(ix);
}

/* ---- why it was found, in a sentence ---- */

static void why_sentence(const matter_match *m, char zh[512], char en[512])
{
    static const struct {
        const char *zh, *en;
    } forms[] = {
        [MATTER_BY_WORDS] = { "“%.*s”常指这一件", "\"%.*s\" usually means this" },
        [MATTER_BY_PARTS] = { "“%.*s”和“%.*s”相近", "\"%.*s\" is close to \"%.*s\"" },
        [MATTER_BY_SOUND] = { "“%.*s”读起来像“%.*s”", "\"%.*s\" sounds like \"%.*s\"" },
        [MATTER_BY_SLIP] = { "“%.*s”可能是“%.*s”", "\"%.*s\" may be meant as \"%.*s\"" },
    };
    int word = m->word.len > 120 ? 120 : (int)m->word.len;
    int phrase = m->phrase.len > 120 ? 120 : (int)m->phrase.len;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#pragma GCC diagnostic ignored "-Wformat-extra-args"
    snprintf(zh, 512, forms[m->how].zh, word, m->word.ptr, phrase, m->phrase.ptr);
    snprintf(en, 512, forms[m->how].en, word, m->word.ptr, phrase, m->phrase.ptr);
#pragma GCC diagnostic pop
}

static void put_why(json_writer *w, const matter_hit *hit)
{
    static const char *const hows[] = { "words", "parts", "sound", "slip" };
    char zh[512] = "", en[512] = "";
    json_key(w, "why");
    json_open_object(w);
    json_key(w, "matched");
    json_open_array(w);
    for (size_t i = 0; i < hit->match_count; i++) {
        json_open_object(w);
        json_put_str(w, "word", hit->matches[i].word);
        json_put_str(w, "because", hit->matches[i].phrase);
        json_put_text(w, "how", hows[hit->matches[i].how]);
        json_close_object(w);
    }
    json_close_array(w);
    if (hit->match_count)
        why_sentence(&hit->matches[0], zh, en);
    matter_put_text(w, "text", (pack_text){ xc_str_of(zh), xc_str_of(en) });
    json_close_object(w);
}

static void put_short(json_writer *w, const pack_matter *m)
{
    json_put_str(w, "id", m->id);
    matter_put_text(w, "name", m->name);
    matter_put_text(w, "summary", m->summary);
    matter_put_text(w, "department", m->department);
    json_put_int(w, "minutes", m->minutes);
    json_put_int(w, "days", m->days);
    json_put_str(w, "days_unit", m->days_unit);
    matter_put_text(w, "fee", m->fee);
    json_put_bool(w, "online", m->online);
}

static void put_frequent(json_writer *w, const pack_matter *matters, size_t count, size_t limit)
{
    size_t put = 0;
    for (int online = 1; online >= 0; online--)
        for (size_t i = 0; i < count && put < limit; i++) {
            if (matters[i].online != (online == 1))
                continue;
            json_open_object(w);
            put_short(w, &matters[i]);
            json_close_object(w);
            put++;
        }
}

xc_err matter_search(const services *sv, xc_str query, size_t limit, xc_arena *arena,
                     json_writer *w)
{
    size_t count, found = 0;
    const pack_matter *matters = pack_matters(sv->pack, &count);
    matter_hit *hits = NULL;
    bool asked = xc_str_trim(query).len > 0;
    xc_err err =
        asked ? matter_index_search(sv->matters, query, limit, arena, &hits, &found) : XC_OK;
    if (err)
        return err;
    json_open_object(w);
    json_key(w, "matters");
    json_open_array(w);
    if (!asked)
        put_frequent(w, matters, count, limit);
    for (size_t i = 0; i < found; i++) {
        json_open_object(w);
        put_short(w, &matters[hits[i].matter]);
        put_why(w, &hits[i]);
        json_put_double(w, "score", (double)(int)(hits[i].score * 1000) / 1000);
        json_close_object(w);
    }
    json_close_array(w);
    json_close_object(w);
    return XC_OK;
}

static void put_list(json_writer *w, const char *key, const json_value *v)
{
    json_key(w, key);
    if (v) {
        json_value_put(w, v);
        return;
    }
    json_open_array(w);
    json_close_array(w);
}

/* Steps name fields; screens get the form-js components of each. */
static void put_steps(json_writer *w, const pack_matter *m)
{
    json_key(w, "steps");
    json_open_array(w);
    for (const json_value *s = m->steps ? m->steps->first : NULL; s; s = s->next) {
        json_open_object(w);
        json_put_str(w, "id", json_find_str(s, "id"));
        matter_put_text(w, "title", pack_text_of(json_find(s, "title")));
        put_list(w, "fields", json_find(s, "fields"));
        json_put_str(w, "form", m->form);
        json_close_object(w);
    }
    json_close_array(w);
}

/* In general: what a rule asks of one applicant is said on the application's own page. */
static const char *required_word(const json_value *required)
{
    bool fixed = false;
    if (!required || xc_str_is(required->text, "false") || !required->text.len)
        return json_get_bool(required, &fixed) && fixed ? "always" : "never";
    return xc_str_is(required->text, "true") ? "always" : "sometimes";
}

static void put_materials(json_writer *w, const pack_matter *m)
{
    static const pack_text SOMETIMES = { { "看您的情况，申请时会告诉您", 39 },
                                         { "It depends: you are told when you apply", 39 } };
    json_key(w, "materials");
    json_open_array(w);
    for (const json_value *v = m->materials ? m->materials->first : NULL; v; v = v->next) {
        const char *required = required_word(json_find(v, "required"));
        const json_value *when = json_find(v, "when"), *waived = json_find(v, "waived");
        json_open_object(w);
        json_put_str(w, "id", json_find_str(v, "id"));
        matter_put_text(w, "name", pack_text_of(json_find(v, "name")));
        json_put_text(w, "required", required);
        if (xc_str_is(xc_str_of(required), "sometimes"))
            matter_put_text(w, "when", when ? pack_text_of(when) : SOMETIMES);
        json_put_str(w, "grade", json_find_str(v, "grade"));
        if (waived)
            matter_put_text(w, "waived", pack_text_of(waived));
        json_close_object(w);
    }
    json_close_array(w);
}

xc_err matter_put(const services *sv, xc_str id, json_writer *w, xc_problem *why)
{
    const pack_matter *m = pack_matter_find(sv->pack, id);
    if (!m)
        return xc_fail(why, XC_ENOTFOUND, "/id", "there is no matter \"%.*s\"",
                       "没有“%.*s”这件事项", id.len > 80 ? 80 : (int)id.len, id.len ? id.ptr : "");
    const pack_form *form = matter_form(sv->pack, m->form);
    json_open_object(w);
    put_short(w, m);
    json_put_str(w, "code", m->code);
    put_list(w, "conditions", m->conditions);
    put_materials(w, m);
    put_list(w, "basis", m->basis);
    put_steps(w, m);
    json_key(w, "form");
    if (form)
        json_value_put(w, form->json);
    else
        json_null(w);
    json_put_str(w, "licence", m->licence);
    json_put_bool(w, "rating", m->rating);
    json_close_object(w);
    return XC_OK;
}
