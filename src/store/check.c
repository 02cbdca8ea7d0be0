/* check.c - see check.h. A question gives one text: '' when all is well, else what is wrong. */
#include "store/check.h"

#include <stdio.h>

#include "store/store_int.h"

enum { TEXT_SIZE = 640 };

static xc_err ask(store_conn *c, const store_question *q, char *ret)
{
    store_stmt *st = NULL;
    xc_err err = store_query(c, &st, q->sql, "");
    if (err)
        return err;
    xc_str s = store_row(st) ? store_str(st, 0) : (xc_str){ 0 };
    (void)snprintf(ret, TEXT_SIZE / 2, "%.*s", XC_STR_ARG(s)); /* cut when longer */
    return store_end(st);
}

xc_err store_check(store_conn *c, void (*found)(const store_finding *f, void *ctx), void *ctx)
{
    for (const store_question *q = store_questions(c); q->name; q++) {
        char wrong[TEXT_SIZE / 2], en[TEXT_SIZE], zh[TEXT_SIZE];
        xc_err err = ask(c, q, wrong);
        if (err)
            return err;
        (void)snprintf(en, sizeof en, "%s - %s", wrong, q->bad_en); /* fits by their sizes */
        (void)snprintf(zh, sizeof zh, "%s：%s", wrong, q->bad_zh);  /* likewise */
        store_finding f = { q->name, *wrong ? en : q->good_en, *wrong ? zh : q->good_zh, !*wrong };
        found(&f, ctx);
    }
    return XC_OK;
}
