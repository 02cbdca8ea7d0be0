/* streams.c - see streams.h. */
#include "main/streams.h"

#include <stdlib.h>

enum { PAGE = 1000 };

static int by_name(const void *a, const void *b)
{
    const stream_name *x = a, *y = b;
    int order = xc_str_cmp(x->thing, y->thing);
    return order ? order : xc_str_cmp(x->datastream, y->datastream);
}

static xc_err load_page(client *c, xc_arena *arena, size_t skip, const json_value **ret,
                        xc_problem *why)
{
    xc_str path = xc_arena_printf(arena,
                                  "/sta/v1.1/Datastreams?$select=id,properties"
                                  "&$expand=Thing($select=properties)&$top=%d&$skip=%zu",
                                  PAGE, skip);
    long status;
    const json_value *page = NULL;
    if (!path.ptr)
        return XC_ELIMIT;
    xc_err err = client_ask(c, &(client_request){ .method = "GET", .path = path.ptr, .must = true },
                            arena, &page, &status, why);
    if (!err)
        *ret = json_find(page, "value");
    return err;
}

static xc_err grow(xc_arena *arena, stream_name **items, size_t count, size_t *cap)
{
    if (count < *cap)
        return XC_OK;
    size_t more = *cap ? *cap * 2 : PAGE;
    stream_name *grown = more <= STREAMS_MAX ? xc_arena_array(arena, more, sizeof *grown) : NULL;
    if (!grown)
        return XC_ELIMIT;
    if (count)
        memcpy(grown, *items, count * sizeof *grown);
    *items = grown;
    *cap = more;
    return XC_OK;
}

xc_err streams_load(client *c, xc_arena *arena, stream_names *ret, xc_problem *why)
{
    stream_name *items = NULL;
    size_t count = 0, cap = 0;
    for (size_t skip = 0;; skip += PAGE) {
        const json_value *page = NULL;
        xc_err err = load_page(c, arena, skip, &page, why);
        for (const json_value *v = page ? page->first : NULL; v && !err; v = v->next) {
            const json_value *thing = json_find(json_find(v, "Thing"), "properties");
            stream_name n = { .thing = json_find_str(thing, "key"),
                              .datastream = json_find_str(json_find(v, "properties"), "key") };
            err = grow(arena, &items, count, &cap);
            if (!err && n.thing.len && json_get_int(json_find(v, "@iot.id"), 1, INT64_MAX, &n.id))
                items[count++] = n;
        }
        if (err)
            return err;
        if (!page || page->count < PAGE)
            break;
    }
    if (count)
        qsort(items, count, sizeof *items, by_name);
    *ret = (stream_names){ items, count };
    return XC_OK;
}

int64_t streams_find(const stream_names *names, xc_str thing, xc_str datastream)
{
    stream_name wanted = { .thing = thing, .datastream = datastream };
    const stream_name *found =
        names->count ? bsearch(&wanted, names->items, names->count, sizeof wanted, by_name) : NULL;
    return found ? found->id : 0;
}
