/* storm.c - see storm.h. */
#include "main/storm.h"

#include <stdio.h>
#include <stdlib.h>

#include "codec/csv.h"
#include "codec/time_text.h"

enum { MAX_STORM_BYTES = 256 << 20 };

xc_err storm_read_file(const char *path, size_t max_bytes, xc_arena *arena, xc_str *ret,
                       xc_problem *why)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return xc_fail(why, XC_EIO, path, "the file cannot be opened", "文件打不开");
    xc_err err = XC_OK;
    long size = fseek(f, 0, SEEK_END) ? -1 : ftell(f);
    char *bytes = NULL;
    if (size < 0 || fseek(f, 0, SEEK_SET))
        err = xc_fail(why, XC_EIO, path, "the file cannot be read", "文件读不出来");
    else if ((size_t)size > max_bytes || !(bytes = xc_arena_alloc(arena, (size_t)size + 1)))
        err = xc_fail(why, XC_ELIMIT, path, "the file is too large (%ld bytes)",
                      "文件太大（%ld 字节）", size);
    else if (fread(bytes, 1, (size_t)size, f) != (size_t)size)
        err = xc_fail(why, XC_EIO, path, "the file cannot be read", "文件读不出来");
    (void)fclose(f); /* only read */
    if (!err) {
        bytes[size] = 0;
        *ret = (xc_str){ bytes, (size_t)size };
    }
    return err;
}

static int by_time(const void *a, const void *b)
{
    const storm_reading *x = a, *y = b;
    if (x->time_us != y->time_us)
        return x->time_us < y->time_us ? -1 : 1;
    return xc_str_cmp(x->thing, y->thing);
}

static xc_err read_row(const csv_table *t, const csv_row *row, const char *path, storm_reading *r,
                       xc_problem *why)
{
    xc_str time = csv_cell(t, row, "time");
    r->thing = csv_cell(t, row, "thing");
    r->datastream = csv_cell(t, row, "datastream");
    r->value = csv_cell(t, row, "value");
    double value;
    if (!time_parse(time, &r->time_us))
        return xc_fail_at(why, XC_EINVAL, path, row->line, 1, "\"%.*s\" is no time",
                          "“%.*s”不是时间", XC_STR_ARG(time));
    if (!xc_str_double(r->value, &value))
        return xc_fail_at(why, XC_EINVAL, path, row->line, 1, "\"%.*s\" is no number",
                          "“%.*s”不是数字", XC_STR_ARG(r->value));
    return XC_OK;
}

xc_err storm_load(const char *dir, xc_arena *arena, storm *ret, xc_problem *why)
{
    xc_str path = xc_arena_printf(arena, "%s/readings.csv", dir), text;
    const csv_table *t;
    if (!path.ptr)
        return XC_ELIMIT;
    xc_err err = storm_read_file(path.ptr, MAX_STORM_BYTES, arena, &text, why);
    if (!err)
        err = csv_parse(text, arena, &t, why);
    if (err)
        return err;
    storm_reading *all = xc_arena_array(arena, t->count, sizeof *all);
    if (!all)
        return XC_ELIMIT;
    size_t count = 0;
    for (const csv_row *row = t->first; row && !err; row = row->next)
        err = read_row(t, row, path.ptr, &all[count++], why);
    if (err)
        return err;
    qsort(all, count, sizeof *all, by_time);
    *ret = (storm){ all, count };
    return XC_OK;
}
