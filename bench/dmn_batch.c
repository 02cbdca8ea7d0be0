/* dmn_batch.c - ten policies over millions of residents held as columns, beside reading the columns
 * once. */
#include "engine/dmn/dmn_batch.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "dmn_bench.h"
#include "engine/dmn/dmn.h"

enum { POLICIES = 10, DISTRICTS = 16, HOUSEHOLDS = 4, COLUMNS = 5, PART = 1 << 16 };

typedef struct {
    size_t rows;
    int64_t *age, *income; /* income in hundredths */
    uint32_t *district, *household;
    uint8_t *resident;
    uint32_t *codes;
    dmn_column columns[COLUMNS];
} people;

static void *column(size_t rows, size_t size)
{
    void *data = xc_calloc(rows, size);
    dmn_bench_need(data != NULL, "memory");
    return data;
}

static people make_people(size_t rows, xc_arena *arena)
{
    static const char *const KINDS[HOUSEHOLDS] = { "single", "couple", "family", "elderly" };
    people p = { rows,
                 column(rows, 8),
                 column(rows, 8),
                 column(rows, 4),
                 column(rows, 4),
                 column(rows, 1),
                 column(rows, 4),
                 { { .kind = DMN_COLUMN_INT } } };
    uint64_t state = 1;
    xc_str *districts = xc_arena_array(arena, DISTRICTS, sizeof *districts);
    xc_str *kinds = xc_arena_array(arena, HOUSEHOLDS, sizeof *kinds);
    dmn_bench_need(districts && kinds, "memory");
    for (int i = 0; i < DISTRICTS; i++)
        districts[i] = xc_arena_printf(arena, "3101%02d", i + 1);
    for (int i = 0; i < HOUSEHOLDS; i++)
        kinds[i] = xc_str_of(KINDS[i]);
    for (size_t i = 0; i < rows; i++) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        p.age[i] = (int64_t)((state >> 40) % 101);
        p.income[i] = (int64_t)((state >> 20) % 2000000);
        p.district[i] = (uint32_t)(state >> 57) % DISTRICTS;
        p.household[i] = (uint32_t)(state >> 50) % HOUSEHOLDS;
        p.resident[i] = (state >> 47) % 8 != 0;
    }
    const dmn_column columns[COLUMNS] = {
        { .name = XC_STR("age"), .kind = DMN_COLUMN_INT, .data = p.age },
        { .name = XC_STR("income"), .kind = DMN_COLUMN_DECIMAL, .data = p.income, .scale = 2 },
        { .name = XC_STR("district"),
          .kind = DMN_COLUMN_TEXT,
          .data = p.district,
          .texts = districts,
          .text_count = DISTRICTS },
        { .name = XC_STR("household"),
          .kind = DMN_COLUMN_TEXT,
          .data = p.household,
          .texts = kinds,
          .text_count = HOUSEHOLDS },
        { .name = XC_STR("resident"), .kind = DMN_COLUMN_BOOL, .data = p.resident },
    };
    memcpy(p.columns, columns, sizeof columns);
    return p;
}

/* What no decision over these columns can be faster than: the rows, read once. */
static double read_once(const people *p)
{
    double start = dmn_bench_now();
    uint64_t sum = 0;
    for (size_t i = 0; i < p->rows; i++)
        sum += (uint64_t)p->age[i] + (uint64_t)p->income[i] + p->district[i] + p->household[i] +
               p->resident[i];
    dmn_bench_need(sum != 0, "the columns are empty");
    return dmn_bench_now() - start;
}

/* A sample of the rows, decided one by one, must have the same answers. */
static void compare(const people *p, const dmn_model *m, xc_str name, size_t first,
                    const dmn_batch_result *got, xc_arena *arena)
{
    for (size_t i = first; i < first + 40 && i < p->rows; i++) {
        const feel_value *row = dmn_batch_row(arena, p->columns, COLUMNS, i), *want = NULL;
        xc_err err = dmn_decide(m, name, row, arena, NULL, &want, NULL, NULL);
        uint32_t code = p->codes[i];
        bool same = got->errs[code] == err &&
                    (err || feel_equal(want, got->values[code]) || feel_type_of(want) == FEEL_NULL);
        dmn_bench_need(same, "a row of the batch is decided differently");
    }
}

/* Seconds for all rows, a part after the other so that codes stay in the cache; *ret_one: of a row
 * decided one by one. */
static double all_rows(const people *p, const dmn_model *m, xc_str name, xc_arena *arena)
{
    double spent = 0;
    for (size_t first = 0; first < p->rows; first += PART) {
        size_t rows = p->rows - first < PART ? p->rows - first : PART;
        dmn_batch_result got;
        xc_problem why = { 0 };
        double start = dmn_bench_now();
        xc_arena_reset(arena);
        if (dmn_batch(m, name, p->columns, COLUMNS, first, rows, arena, NULL, p->codes + first,
                      &got, &why))
            dmn_bench_need(false, why.en);
        spent += dmn_bench_now() - start;
        if (first % (64 * (size_t)PART) == 0)
            compare(p, m, name, first, &got, arena);
    }
    return spent;
}

static double one_by_one(const people *p, const dmn_model *m, xc_str name, xc_arena *arena)
{
    enum { ROWS = 20000 };
    double start = dmn_bench_now();
    for (size_t i = 0; i < ROWS; i++) {
        const feel_value *v;
        xc_arena_reset(arena);
        const feel_value *row = dmn_batch_row(arena, p->columns, COLUMNS, i % p->rows);
        dmn_bench_need(!dmn_decide(m, name, row, arena, NULL, &v, NULL, NULL), "a decision");
    }
    return (dmn_bench_now() - start) / ROWS;
}

int dmn_bench_batch(int argc, char **argv)
{
    dmn_bench_need(argc == 3, "batch POLICIES.dmn ROWS");
    xc_problem why = { 0 };
    dmn_model *m;
    xc_arena *kept, *arena;
    double batch = 0, single = 0, least = 1e9;
    if (dmn_model_new(dmn_bench_read(argv[1]), argv[1], &m, &why))
        dmn_bench_need(false, why.en);
    dmn_bench_need(!xc_arena_new(1 << 20, &kept) && !xc_arena_new(256 << 20, &arena), "memory");
    people p = make_people((size_t)strtoull(argv[2], NULL, 10), kept);
    for (int i = 0; i < 3; i++) {
        double got = read_once(&p);
        least = got < least ? got : least;
    }
    for (int i = 0; i < POLICIES; i++) {
        xc_str name = xc_arena_printf(kept, "policy %d", i);
        batch += all_rows(&p, m, name, arena);
        single += one_by_one(&p, m, name, arena);
    }
    printf("{\"rows\":%zu,\"policies\":%d,\"per_s\":%.0f,\"read_once_s\":%.4f,\"batch_s\":%.3f,"
           "\"one_by_one_per_s\":%.0f}\n",
           p.rows, POLICIES, (double)p.rows * POLICIES / batch, least, batch, POLICIES / single);
    return 0;
}
