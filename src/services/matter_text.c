/* matter_text.c - cutting text into comparable parts. */
#include "services/matter_text.h"

/* Function words of Chinese and English; none of them tells one matter from another. */
static const char STOP_HAN[] = "的了要我想吗呢么怎一个是在去把给办请您你他她它和与及或就都也能可以";
static const char *const STOP_WORDS[] = { "a",  "an",  "the", "of",   "i",  "to", "for", "my",
                                          "is", "do",  "how", "need", "in", "me", "get", "want",
                                          "on", "and", "or",  "it",   "by", "at", "be",  "with" };

bool matter_text_is_han(uint32_t point)
{
    return (point >= 0x3400 && point <= 0x9fff) || (point >= 0x20000 && point <= 0x3ffff);
}

static bool is_latin(uint32_t point)
{
    return (point >= 'a' && point <= 'z') || (point >= '0' && point <= '9');
}

/* Full width to half width, capitals to small; 0 for what is neither Han nor Latin. */
static uint32_t fold(uint32_t point)
{
    if (point >= 0xff01 && point <= 0xff5e)
        point -= 0xfee0;
    if (point >= 'A' && point <= 'Z')
        point += 'a' - 'A';
    return matter_text_is_han(point) || is_latin(point) ? point : 0;
}

void matter_text_read(xc_str text, matter_text *ret)
{
    ret->len = 0;
    for (size_t at = 0; at < text.len && ret->len < MATTER_TEXT_MAX;) {
        uint32_t point;
        size_t n = xc_utf8_next((xc_str){ text.ptr + at, text.len - at }, &point);
        if (!n || at + n > UINT16_MAX)
            return;
        uint32_t folded = fold(point);
        /* an apostrophe in pinyin or English parts nothing */
        if (point != '\'' && point != 0x2019) {
            ret->points[ret->len] = folded;
            ret->from[ret->len] = (uint16_t)at;
            ret->to[ret->len++] = (uint16_t)(at + n);
        }
        at += n;
    }
}

bool matter_text_is_stop(uint32_t point)
{
    xc_str rest = { STOP_HAN, sizeof STOP_HAN - 1 };
    uint32_t stop;
    for (size_t n; (n = xc_utf8_next(rest, &stop)); rest.ptr += n, rest.len -= n)
        if (stop == point)
            return true;
    return false;
}

bool matter_text_is_stop_word(xc_str word)
{
    for (size_t i = 0; i < sizeof STOP_WORDS / sizeof *STOP_WORDS; i++)
        if (xc_str_is(word, STOP_WORDS[i]))
            return true;
    return false;
}

size_t matter_text_words(const matter_text *t, matter_word words[MATTER_TEXT_WORDS])
{
    size_t count = 0;
    for (size_t i = 0; i < t->len && count < MATTER_TEXT_WORDS; i++) {
        if (!is_latin(t->points[i]))
            continue;
        matter_word *w = &words[count++];
        *w = (matter_word){ .first = (uint16_t)i };
        while (i < t->len && is_latin(t->points[i]))
            w->text[w->len++] = (char)t->points[i++];
        w->last = (uint16_t)(i - 1);
    }
    return count;
}

double matter_gram_weight(gram_kind kind)
{
    static const double weights[] = {
        [GRAM_HAN1] = 0.4, [GRAM_HAN2] = 1.0, [GRAM_SOUND2] = 0.5, [GRAM_WORD] = 1.0
    };
    return weights[kind];
}

static uint64_t key_of(gram_kind kind, uint64_t a, uint64_t b)
{
    return (uint64_t)kind << 62 | a << 24 | b;
}

/* FNV-1a, 62 bits; "records" and "record", "certificates" and "certificate" are one word. */
uint64_t matter_gram_word_key(xc_str word)
{
    if (word.len > 3 && word.ptr[word.len - 1] == 's' && word.ptr[word.len - 2] != 's')
        word.len--;
    uint64_t hash = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < word.len; i++)
        hash = (hash ^ (unsigned char)word.ptr[i]) * UINT64_C(1099511628211);
    return (uint64_t)GRAM_WORD << 62 | (hash >> 2);
}

typedef struct {
    matter_gram *grams;
    size_t count;
} gram_list;

static void put(gram_list *list, uint64_t key, gram_kind kind, size_t first, size_t last)
{
    if (list->count < MATTER_TEXT_GRAMS)
        list->grams[list->count++] = (matter_gram){ key, kind, (uint16_t)first, (uint16_t)last };
}

static void put_sounds(gram_list *list, const matter_text *t, const sound_table *sounds, size_t i,
                       size_t j)
{
    uint16_t a[SOUND_READINGS], b[SOUND_READINGS];
    size_t a_count = sound_table_find(sounds, t->points[i], a);
    size_t b_count = sound_table_find(sounds, t->points[j], b);
    for (size_t x = 0; x < a_count; x++)
        for (size_t y = 0; y < b_count; y++)
            put(list, key_of(GRAM_SOUND2, a[x], b[y]), GRAM_SOUND2, i, j);
}

static bool counts(const matter_text *t, size_t i)
{
    return i < t->len && matter_text_is_han(t->points[i]) && !matter_text_is_stop(t->points[i]);
}

static void put_han(gram_list *list, const matter_text *t, const sound_table *sounds, size_t i,
                    bool skip)
{
    put(list, key_of(GRAM_HAN1, t->points[i], 0), GRAM_HAN1, i, i);
    if (counts(t, i + 1)) {
        put(list, key_of(GRAM_HAN2, t->points[i], t->points[i + 1]), GRAM_HAN2, i, i + 1);
        put_sounds(list, t, sounds, i, i + 1);
    }
    if (skip && counts(t, i + 2))
        put(list, key_of(GRAM_HAN2, t->points[i], t->points[i + 2]), GRAM_HAN2, i, i + 2);
}

size_t matter_text_grams(const matter_text *t, const sound_table *sounds, bool skip,
                         matter_gram grams[MATTER_TEXT_GRAMS])
{
    gram_list list = { .grams = grams };
    for (size_t i = 0; i < t->len; i++)
        if (counts(t, i))
            put_han(&list, t, sounds, i, skip);
    matter_word words[MATTER_TEXT_WORDS];
    size_t word_count = matter_text_words(t, words);
    for (size_t i = 0; i < word_count; i++) {
        xc_str word = { words[i].text, words[i].len };
        if (!matter_text_is_stop_word(word))
            put(&list, matter_gram_word_key(word), GRAM_WORD, words[i].first, words[i].last);
    }
    return list.count;
}
