/* csv.c - see csv.h. */
#include "codec/csv.h"

typedef struct {
    const char *at, *end;
    uint32_t line;
    xc_arena *arena;
    xc_problem *why;
    xc_str cells[CSV_MAX_CELLS]; /* of the row being read */
    uint32_t count;
} reader;

#define FAIL(r, code, ...) xc_fail_at((r)->why, code, "", (r)->line, 0, __VA_ARGS__)

static xc_err no_room(const reader *r, size_t size)
{
    if (xc_arena_err(r->arena, size) == XC_ENOMEM)
        return FAIL(r, XC_ENOMEM, "out of memory, try again", "内存不足，请稍后再试");
    return FAIL(r, XC_ELIMIT, "the table needs more memory than one request may use",
                "表格过大，超过一次请求可用的内存");
}

static bool ends_cell(char c)
{
    return c == ',' || c == '\n' || c == '\r';
}

/* r->at stands behind the opening quote; the text between the quotes, "" still doubled. */
static xc_err take_quoted(reader *r, xc_str *ret, size_t *ret_doubled)
{
    const char *from = r->at;
    uint32_t opened = r->line;
    size_t doubled = 0;
    for (; r->at < r->end; r->at++) {
        r->line += *r->at == '\n';
        if (*r->at != '"')
            continue;
        if (r->end - r->at < 2 || r->at[1] != '"')
            break;
        doubled++;
        r->at++;
    }
    if (r->at == r->end) {
        r->line = opened;
        return FAIL(r, XC_ESYNTAX, "a quote is opened here and never closed", "这里的引号没有结束");
    }
    *ret = (xc_str){ from, (size_t)(r->at++ - from) };
    *ret_doubled = doubled;
    if (r->at < r->end && !ends_cell(*r->at))
        return FAIL(r, XC_ESYNTAX, "only a comma or the line's end may follow a closing quote",
                    "结束引号之后只能是逗号或换行");
    return XC_OK;
}

static xc_err undouble(const reader *r, size_t doubled, xc_str *cell)
{
    char *to = xc_arena_alloc(r->arena, cell->len - doubled);
    if (!to)
        return no_room(r, cell->len - doubled);
    size_t len = 0;
    for (size_t i = 0; i < cell->len; i++) {
        to[len++] = cell->ptr[i];
        i += cell->ptr[i] == '"';
    }
    *cell = (xc_str){ to, len };
    return XC_OK;
}

static xc_err read_cell(reader *r, xc_str *ret)
{
    if (r->at < r->end && *r->at == '"') {
        size_t doubled = 0;
        r->at++;
        xc_err err = take_quoted(r, ret, &doubled);
        return err || !doubled ? err : undouble(r, doubled, ret);
    }
    const char *from = r->at;
    while (r->at < r->end && !ends_cell(*r->at) && *r->at != '"')
        r->at++;
    if (r->at < r->end && *r->at == '"')
        return FAIL(r, XC_ESYNTAX,
                    "a quote in the middle of a cell: put the whole cell in quotes "
                    "and double the one inside",
                    "单元格中间有引号：请给整个单元格加引号，内部引号写成两个");
    *ret = (xc_str){ from, (size_t)(r->at - from) };
    return XC_OK;
}

static bool take(reader *r, char c)
{
    if (r->at == r->end || *r->at != c)
        return false;
    r->at++;
    return true;
}

static void end_line(reader *r)
{
    bool ended = take(r, '\r');
    ended |= take(r, '\n');
    r->line += ended;
}

/* Into r->cells; r->at ends behind the line. */
static xc_err read_cells(reader *r)
{
    r->count = 0;
    do {
        if (r->count == CSV_MAX_CELLS)
            return FAIL(r, XC_ELIMIT, "a row may have at most %d cells", "一行最多 %d 个单元格",
                        CSV_MAX_CELLS);
        xc_err err = read_cell(r, r->cells + r->count++);
        if (err)
            return err;
    } while (take(r, ','));
    end_line(r);
    return XC_OK;
}

static void skip_empty_lines(reader *r)
{
    while (r->at < r->end && (*r->at == '\r' || *r->at == '\n'))
        end_line(r);
}

static xc_err read_row(reader *r, csv_row *ret)
{
    uint32_t line = r->line;
    xc_err err = read_cells(r);
    if (err)
        return err;
    xc_str *cells = xc_arena_array(r->arena, r->count, sizeof *cells);
    if (!cells)
        return no_room(r, r->count * sizeof *cells);
    memcpy(cells, r->cells, r->count * sizeof *cells);
    *ret = (csv_row){ .line = line, .count = r->count, .cells = cells };
    return XC_OK;
}

static xc_err check_head(const reader *r, const csv_row *head)
{
    for (uint32_t i = 0; i < head->count; i++) {
        xc_str name = head->cells[i];
        if (!name.len)
            return xc_fail_at(r->why, XC_ESYNTAX, "", head->line, i + 1,
                              "column %u has no name in the first row", "首行第 %u 列没有列名",
                              i + 1);
        for (uint32_t k = 0; k < i; k++)
            if (xc_str_eq(name, head->cells[k]))
                return xc_fail_at(r->why, XC_ESYNTAX, "", head->line, i + 1,
                                  "two columns are named \"%.*s\"", "有两列都叫 \"%.*s\"",
                                  XC_STR_ARG(name));
    }
    return XC_OK;
}

static xc_err read_rows(reader *r, csv_table *table)
{
    const csv_row **tail = &table->first;
    for (skip_empty_lines(r); r->at < r->end; skip_empty_lines(r)) {
        csv_row *row = xc_arena_alloc(r->arena, sizeof *row);
        if (!row)
            return no_room(r, sizeof *row);
        xc_err err = read_row(r, row);
        if (err)
            return err;
        if (row->count != table->head.count)
            return xc_fail_at(r->why, XC_ESYNTAX, "", row->line, 0,
                              "this row has %u cells, the first row has %u",
                              "这一行有 %u 个单元格，首行有 %u 个", row->count, table->head.count);
        *tail = row;
        tail = &row->next;
        table->count++;
    }
    return XC_OK;
}

/* The line of the first byte that is not UTF-8. */
static uint32_t bad_line(xc_str text)
{
    uint32_t line = 1, code;
    for (size_t len; (len = xc_utf8_next(text, &code)) > 0;) {
        line += code == '\n';
        text.ptr += len;
        text.len -= len;
    }
    return line;
}

xc_err csv_parse(xc_str text, xc_arena *arena, const csv_table **ret, xc_problem *why)
{
    if (xc_str_starts(text, XC_STR("\xEF\xBB\xBF")))
        text = (xc_str){ text.ptr + 3, text.len - 3 };
    if (!text.len)
        text.ptr = "";
    reader r = {
        .at = text.ptr, .end = text.ptr + text.len, .line = 1, .arena = arena, .why = why
    };
    if (!xc_utf8_valid(text)) {
        r.line = bad_line(text);
        return FAIL(&r, XC_ESYNTAX, "the table is not UTF-8: save it as \"CSV UTF-8\"",
                    "表格不是 UTF-8 编码，请另存为“CSV UTF-8”");
    }
    csv_table *table = xc_arena_array(arena, 1, sizeof *table);
    if (!table)
        return no_room(&r, sizeof *table);
    skip_empty_lines(&r);
    if (r.at == r.end)
        return FAIL(&r, XC_ESYNTAX, "the table is empty: the first row names the columns",
                    "表格是空的：首行应为列名");
    xc_err err = read_row(&r, &table->head);
    if (!err)
        err = check_head(&r, &table->head);
    if (!err)
        err = read_rows(&r, table);
    if (!err)
        *ret = table;
    return err;
}

int csv_column(const csv_table *table, const char *name)
{
    for (uint32_t i = 0; i < table->head.count; i++)
        if (xc_str_is(table->head.cells[i], name))
            return (int)i;
    return -1;
}

xc_str csv_cell(const csv_table *table, const csv_row *row, const char *name)
{
    int column = csv_column(table, name);
    return column < 0 ? (xc_str){ 0 } : row->cells[column];
}

static bool needs_quotes(xc_str cell)
{
    for (size_t i = 0; i < cell.len; i++)
        if (cell.ptr[i] == '"' || ends_cell(cell.ptr[i]))
            return true;
    /* in front of a table this would be taken for its byte order mark */
    if (xc_str_starts(cell, XC_STR("\xEF\xBB\xBF")))
        return true;
    return cell.len && (cell.ptr[0] == ' ' || cell.ptr[cell.len - 1] == ' ');
}

static bool looks_like_formula(xc_str cell)
{
    double number;
    return cell.len && cell.ptr[0] && strchr("=+-@\t\r", cell.ptr[0]) &&
           !xc_str_double(cell, &number);
}

void csv_put(xc_buf *out, bool first, xc_str cell)
{
    bool quotes = needs_quotes(cell);
    if (!first)
        xc_buf_byte(out, ',');
    if (quotes)
        xc_buf_byte(out, '"');
    if (looks_like_formula(cell))
        xc_buf_byte(out, '\'');
    for (size_t i = 0; i < cell.len; i++) {
        if (cell.ptr[i] == '"')
            xc_buf_byte(out, '"');
        xc_buf_byte(out, cell.ptr[i]);
    }
    if (quotes)
        xc_buf_byte(out, '"');
}

void csv_end_row(xc_buf *out)
{
    xc_buf_text(out, "\r\n");
}
