/* pack.c - GET /pack, /pack/layers/NAME.geojson, /divisions: what the city is made of. */
#include "city/pack.h"

#include <stdio.h>

#include "api/api.h"
#include "api/api_routes.h"

enum { MAX_REPLY_BYTES = 4 << 20, MAX_LAYER_BYTES = 34 << 20, MAX_PARENTS = 8 };

static void put_text(json_writer *w, const char *key, pack_text text)
{
    json_key(w, key);
    json_open_object(w);
    json_put_str(w, "zh", text.zh);
    json_put_str(w, "en", text.en);
    json_close_object(w);
}

/* ---- caching: the same pack gives the same answer ---- */
/* true: the caller has it already and was told so. */
static bool already_there(http_request *rq, const pack *p, xc_str what)
{
    xc_str digest = pack_info_of(p)->digest;
    xc_str tag =
        xc_arena_printf(http_arena(rq), "\"%.*s-%.*s\"", digest.len < 24 ? (int)digest.len : 24,
                        digest.ptr, XC_STR_ARG(what));
    if (!tag.ptr)
        return false;
    http_reply_header(rq, "ETag", tag);
    http_reply_header(rq, "Cache-Control", XC_STR("no-cache"));
    if (!xc_str_eq(http_header(rq, "If-None-Match"), tag))
        return false;
    http_reply(rq, 304, "application/json", (xc_str){ 0 });
    return true;
}

/* ---- GET /pack ---- */
static void put_bounds(json_writer *w, geo_rect r)
{
    json_key(w, "bounds");
    json_open_array(w);
    json_double(w, r.min.lon);
    json_double(w, r.min.lat);
    json_double(w, r.max.lon);
    json_double(w, r.max.lat);
    json_close_array(w);
}

static void put_layers(json_writer *w, const pack *p)
{
    size_t count;
    const pack_layer *layers = pack_layers(p, &count);
    json_key(w, "layers");
    json_open_array(w);
    for (size_t i = 0; i < count; i++) {
        char url[160];
        (void)snprintf(url, sizeof url, "/api/v1/pack/layers/%.*s.geojson",
                       XC_STR_ARG(layers[i].id)); /* ids are short; a longer one is not found */
        json_open_object(w);
        json_put_str(w, "id", layers[i].id);
        json_put_str(w, "kind", layers[i].kind);
        json_put_text(w, "url", url);
        json_put_str(w, "attribution", layers[i].attribution);
        json_put_str(w, "licence", layers[i].licence);
        json_close_object(w);
    }
    json_close_array(w);
}

static void put_scenarios(json_writer *w, const pack *p)
{
    size_t count;
    const pack_scenario *scenarios = pack_scenarios(p, &count);
    json_key(w, "scenarios");
    json_open_array(w);
    for (size_t i = 0; i < count; i++) {
        json_open_object(w);
        json_put_str(w, "id", scenarios[i].id);
        put_text(w, "name", scenarios[i].name);
        json_close_object(w);
    }
    json_close_array(w);
}

static void put_account(json_writer *w, const pack *p, const pack_account *a)
{
    const pack_role *role = a->role_count ? pack_role_find(p, a->roles[0]) : NULL;
    json_open_object(w);
    json_put_str(w, "login", a->login);
    json_put_str(w, "password", a->password);
    put_text(w, "name", a->name);
    put_text(w, "role_name", role ? role->name : (pack_text){ a->kind, a->kind });
    json_put_str(w, "screen", role ? role->screen : XC_STR(""));
    json_close_object(w);
}

static void put_demo(json_writer *w, const pack *p)
{
    size_t count;
    const pack_account *accounts = pack_accounts(p, &count);
    json_key(w, "demo");
    json_open_object(w);
    json_key(w, "accounts");
    json_open_array(w);
    for (size_t i = 0; i < count; i++)
        if (accounts[i].listed)
            put_account(w, p, &accounts[i]);
    json_close_array(w);
    json_close_object(w);
}

static void put_pack(json_writer *w, const pack *p, bool demo)
{
    const pack_info *info = pack_info_of(p);
    const pack_division *city = pack_division_find(p, info->division);
    json_open_object(w);
    json_put_str(w, "id", info->id);
    json_put_str(w, "version", info->version);
    json_put_str(w, "digest", info->digest);
    put_text(w, "name", info->name);
    json_put_bool(w, "simulated", info->simulated);
    put_text(w, "notice", info->notice);
    json_put_int(w, "utc_offset_minutes", info->utc_offset_minutes);
    put_text(w, "help_phone", pack_words(p, XC_STR("help.phone")));
    json_key(w, "division");
    json_open_object(w);
    json_put_str(w, "code", info->division);
    put_text(w, "name", city ? city->name : info->name);
    json_close_object(w);
    put_bounds(w, info->bounds);
    put_layers(w, p);
    put_scenarios(w, p);
    json_key(w, "origin");
    json_value_put(w, json_find(info->json, "origin"));
    if (demo)
        put_demo(w, p);
    json_close_object(w);
}

static void get_pack(http_request *rq, void *ctx)
{
    const api *a = ctx;
    if (already_there(rq, a->pack, a->demo ? XC_STR("demo") : XC_STR("pack")))
        return;
    xc_buf out;
    xc_buf_init(&out, MAX_REPLY_BYTES);
    json_writer w = json_writer_on(&out);
    put_pack(&w, a->pack, a->demo);
    api_reply_json(rq, 200, &out);
}

/* ---- GET /pack/layers/NAME.geojson ---- */
static void get_layer(http_request *rq, void *ctx)
{
    const api *a = ctx;
    xc_str name = http_param(rq, "name"), ending = XC_STR(".geojson");
    if (name.len > ending.len &&
        memcmp(name.ptr + name.len - ending.len, ending.ptr, ending.len) == 0)
        name.len -= ending.len;
    const pack_layer *layer = pack_layer_find(a->pack, name);
    if (!layer) {
        http_reply_err(rq, XC_ENOTFOUND);
        return;
    }
    if (already_there(rq, a->pack, layer->id))
        return;
    xc_str body = xc_str_trim(layer->geojson); /* an object: checked when the pack was read */
    xc_buf out;
    xc_buf_init(&out, MAX_LAYER_BYTES);
    json_writer w = json_writer_on(&out);
    json_open_object(&w);
    json_put_str(&w, "attribution", layer->attribution);
    json_put_str(&w, "licence", layer->licence);
    xc_buf_byte(&out, ',');
    xc_buf_put(&out, body.ptr + 1, body.len - 1);
    if (xc_buf_err(&out) != XC_OK) {
        xc_buf_done(&out);
        http_reply_err(rq, XC_ENOMEM);
        return;
    }
    size_t len;
    char *bytes = xc_buf_take(&out, &len);
    http_reply_take(rq, 200, "application/geo+json", bytes, len);
}

/* ---- GET /divisions ---- */
static void put_division(json_writer *w, const pack_division *d)
{
    json_put_str(w, "code", d->code);
    json_put_int(w, "level", d->level);
    put_text(w, "name", d->name);
    json_key(w, "lat");
    d->placed ? json_double(w, d->at.lat) : json_null(w);
    json_key(w, "lon");
    d->placed ? json_double(w, d->at.lon) : json_null(w);
}

static void no_division(http_request *rq, const char *where, xc_str code)
{
    xc_problem why;
    (void)xc_fail(&why, XC_ENOTFOUND, where, "there is no division \"%.*s\"", "没有“%.*s”这个区划",
                  XC_STR_ARG(code)); /* the problem is the answer */
    http_reply_problem(rq, &why);
}

static void get_divisions(http_request *rq, void *ctx)
{
    const api *a = ctx;
    xc_str code = http_query(rq, "parent");
    const pack_division *parent =
        pack_division_find(a->pack, code.len ? code : pack_info_of(a->pack)->division);
    if (!parent) {
        no_division(rq, "parent", code);
        return;
    }
    size_t count;
    const pack_division *const *children = pack_division_children(a->pack, parent, &count);
    xc_buf out;
    xc_buf_init(&out, MAX_REPLY_BYTES);
    json_writer w = json_writer_on(&out);
    json_open_object(&w);
    json_key(&w, "divisions");
    json_open_array(&w);
    for (size_t i = 0; i < count; i++) {
        json_open_object(&w);
        put_division(&w, children[i]);
        json_close_object(&w);
    }
    json_close_array(&w);
    json_close_object(&w);
    api_reply_json(rq, 200, &out);
}

static void put_parents(json_writer *w, const pack *p, const pack_division *d)
{
    const pack_division *parents[MAX_PARENTS];
    size_t n = 0;
    for (d = pack_division_parent(p, d); d && n < MAX_PARENTS; d = pack_division_parent(p, d))
        parents[n++] = d;
    json_key(w, "parents");
    json_open_array(w);
    while (n--) {
        json_open_object(w);
        put_division(w, parents[n]);
        json_close_object(w);
    }
    json_close_array(w);
}

static void get_division(http_request *rq, void *ctx)
{
    const api *a = ctx;
    const pack_division *d = pack_division_find(a->pack, http_param(rq, "code"));
    if (!d) {
        no_division(rq, "code", http_param(rq, "code"));
        return;
    }
    xc_buf out;
    xc_buf_init(&out, MAX_REPLY_BYTES);
    json_writer w = json_writer_on(&out);
    json_open_object(&w);
    put_division(&w, d);
    put_parents(&w, a->pack, d);
    json_close_object(&w);
    api_reply_json(rq, 200, &out);
}

static const http_route ROUTES[] = {
    { "GET", "/api/v1/pack", get_pack, 0, API_PUBLIC },
    { "GET", "/api/v1/pack/layers/{name}", get_layer, 0, API_PUBLIC },
    { "GET", "/api/v1/divisions", get_divisions, 0, API_SIGNED_IN },
    { "GET", "/api/v1/divisions/{code}", get_division, 0, API_SIGNED_IN },
};

const http_route *pack_routes(size_t *count)
{
    *count = sizeof ROUTES / sizeof *ROUTES;
    return ROUTES;
}
