/* builtin.c - the names of the built-in functions in order, and the value each stands for.
 *
 * A test holds this table against the rows of the fn_*.c files. */
#include "engine/feel/builtin.h"
#include "engine/feel/lex.h"

typedef struct {
    const char *name;
    size_t len;
    feel_function function;
    feel_value value;
} name_row;

#define ROW(at, name, table, index)                                \
    {                                                              \
        name, sizeof(name) - 1, { .builtin = &(table)[index] },    \
        {                                                          \
            .type = FEEL_FUNCTION, .function = &NAMES[at].function \
        }                                                          \
    }

/* clang-format off */
static const name_row NAMES[] = {
    ROW(0, "abs", feel_number_builtins, 7),
    ROW(1, "after", feel_range_builtins, 4),
    ROW(2, "all", feel_list_builtins, 18),
    ROW(3, "any", feel_list_builtins, 20),
    ROW(4, "append", feel_list_builtins, 23),
    ROW(5, "before", feel_range_builtins, 0),
    ROW(6, "ceiling", feel_number_builtins, 2),
    ROW(7, "coincides", feel_range_builtins, 25),
    ROW(8, "concatenate", feel_list_builtins, 24),
    ROW(9, "contains", feel_string_builtins, 6),
    ROW(10, "context", feel_context_builtins, 3),
    ROW(11, "context merge", feel_context_builtins, 6),
    ROW(12, "context put", feel_context_builtins, 4),
    ROW(13, "count", feel_list_builtins, 1),
    ROW(14, "date", feel_time_builtins, 0),
    ROW(15, "date and time", feel_time_builtins, 6),
    ROW(16, "day of week", feel_time_builtins, 16),
    ROW(17, "day of year", feel_time_builtins, 15),
    ROW(18, "decimal", feel_number_builtins, 0),
    ROW(19, "distinct values", feel_list_builtins, 32),
    ROW(20, "duration", feel_time_builtins, 11),
    ROW(21, "during", feel_range_builtins, 19),
    ROW(22, "ends with", feel_string_builtins, 8),
    ROW(23, "even", feel_number_builtins, 13),
    ROW(24, "exp", feel_number_builtins, 11),
    ROW(25, "finished by", feel_range_builtins, 15),
    ROW(26, "finishes", feel_range_builtins, 13),
    ROW(27, "flatten", feel_list_builtins, 33),
    ROW(28, "floor", feel_number_builtins, 1),
    ROW(29, "get entries", feel_context_builtins, 2),
    ROW(30, "get value", feel_context_builtins, 0),
    ROW(31, "includes", feel_range_builtins, 17),
    ROW(32, "index of", feel_list_builtins, 30),
    ROW(33, "insert before", feel_list_builtins, 25),
    ROW(34, "is", feel_context_builtins, 7),
    ROW(35, "list contains", feel_list_builtins, 0),
    ROW(36, "list replace", feel_list_builtins, 27),
    ROW(37, "log", feel_number_builtins, 10),
    ROW(38, "lower case", feel_string_builtins, 3),
    ROW(39, "matches", feel_string_builtins, 9),
    ROW(40, "max", feel_list_builtins, 4),
    ROW(41, "mean", feel_list_builtins, 8),
    ROW(42, "median", feel_list_builtins, 12),
    ROW(43, "meets", feel_range_builtins, 8),
    ROW(44, "met by", feel_range_builtins, 9),
    ROW(45, "min", feel_list_builtins, 2),
    ROW(46, "mode", feel_list_builtins, 16),
    ROW(47, "modulo", feel_number_builtins, 8),
    ROW(48, "month of year", feel_time_builtins, 17),
    ROW(49, "not", feel_convert_builtins, 3),
    ROW(50, "now", feel_time_builtins, 13),
    ROW(51, "number", feel_convert_builtins, 1),
    ROW(52, "odd", feel_number_builtins, 12),
    ROW(53, "overlaps", feel_range_builtins, 10),
    ROW(54, "overlaps after", feel_range_builtins, 12),
    ROW(55, "overlaps before", feel_range_builtins, 11),
    ROW(56, "product", feel_list_builtins, 10),
    ROW(57, "range", feel_convert_builtins, 4),
    ROW(58, "remove", feel_list_builtins, 26),
    ROW(59, "replace", feel_string_builtins, 10),
    ROW(60, "reverse", feel_list_builtins, 29),
    ROW(61, "round down", feel_number_builtins, 4),
    ROW(62, "round half down", feel_number_builtins, 6),
    ROW(63, "round half up", feel_number_builtins, 5),
    ROW(64, "round up", feel_number_builtins, 3),
    ROW(65, "sort", feel_list_builtins, 34),
    ROW(66, "split", feel_string_builtins, 11),
    ROW(67, "sqrt", feel_number_builtins, 9),
    ROW(68, "started by", feel_range_builtins, 23),
    ROW(69, "starts", feel_range_builtins, 21),
    ROW(70, "starts with", feel_string_builtins, 7),
    ROW(71, "stddev", feel_list_builtins, 14),
    ROW(72, "string", feel_convert_builtins, 0),
    ROW(73, "string join", feel_string_builtins, 12),
    ROW(74, "string length", feel_string_builtins, 1),
    ROW(75, "sublist", feel_list_builtins, 22),
    ROW(76, "substring", feel_string_builtins, 0),
    ROW(77, "substring after", feel_string_builtins, 5),
    ROW(78, "substring before", feel_string_builtins, 4),
    ROW(79, "sum", feel_list_builtins, 6),
    ROW(80, "time", feel_time_builtins, 3),
    ROW(81, "today", feel_time_builtins, 14),
    ROW(82, "union", feel_list_builtins, 31),
    ROW(83, "upper case", feel_string_builtins, 2),
    ROW(84, "week of year", feel_time_builtins, 18),
    ROW(85, "years and months duration", feel_time_builtins, 12),
};
/* clang-format on */

enum { NAME_COUNT = sizeof NAMES / sizeof NAMES[0] };

/* where the names begin that start with a letter: FIRST[c - 'a'] up to FIRST[c - 'a' + 1] */
static const uint8_t FIRST[27] = { 0,  5,  6,  14, 22, 25, 29, 31, 31, 35, 35, 35, 39, 49,
                                   52, 56, 57, 57, 65, 80, 82, 84, 84, 85, 85, 86, 86 };

static const name_row *names_from(char c, const name_row **end)
{
    if (c < 'a' || c > 'z')
        return *end = NULL;
    *end = NAMES + FIRST[c - 'a' + 1];
    return NAMES + FIRST[c - 'a'];
}

const feel_value *feel_builtin_find(xc_str name)
{
    const name_row *end, *row = names_from(name.len ? name.ptr[0] : 0, &end);
    for (; row < end; row++)
        if (row->len == name.len && memcmp(row->name, name.ptr, name.len) == 0)
            return &row->value;
    return NULL;
}

static void take_longer(xc_str rest, xc_str name, size_t *best, xc_str *ret)
{
    size_t n = name.ptr[0] == rest.ptr[0] ? feel_match_name(rest, name) : 0;
    if (n > *best) {
        *best = n;
        *ret = name;
    }
}

size_t feel_builtin_longest(xc_str rest, size_t word, xc_str *ret)
{
    static const xc_str MORE[] = { { "time offset", 11 },
                                   { "start included", 14 },
                                   { "end included", 12 },
                                   { "days and time duration", 22 } };
    size_t best = 0;
    if (!word || !feel_space((xc_str){ rest.ptr + word, rest.len - word }))
        return 0; /* the usual case: one word alone */
    for (size_t i = 0; i < sizeof MORE / sizeof MORE[0]; i++)
        take_longer(rest, MORE[i], &best, ret);
    const name_row *end, *row = names_from(rest.ptr[0], &end);
    for (; row < end; row++)
        if (row->len > word && row->name[word] == ' ')
            take_longer(rest, (xc_str){ row->name, row->len }, &best, ret);
    return best;
}

bool feel_builtin_pure(const feel_value *function)
{
    const feel_builtin *b = function->type == FEEL_FUNCTION ? function->function->builtin : NULL;
    return b && strcmp(b->name, "now") != 0 && strcmp(b->name, "today") != 0;
}

size_t feel_builtin_count(void)
{
    return NAME_COUNT;
}
