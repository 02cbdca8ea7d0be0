/* cap_fuzz.c - a warning that is taken has all that the standard demands, and its areas can be
 * asked. */
#include "fuzz.h"
#include "ops/warn.h"

static void check_area(const warn_area *area)
{
    FUZZ_CHECK(!area->has_ceiling || area->has_altitude);
    FUZZ_CHECK((area->shape != NULL) == (area->polygons.count + area->circles.count > 0));
    for (size_t i = 0; i < area->polygons.count; i++) {
        const warn_polygon *p = area->polygons.items + i;
        FUZZ_CHECK(p->count >= 4 && geo_rect_has(geo_shape_box(area->shape), p->points[0]));
        (void)warn_area_covers(area, p->points[1]); /* only that it comes back */
    }
    for (size_t i = 0; i < area->circles.count; i++)
        FUZZ_CHECK(warn_area_covers(area, area->circles.items[i].center));
    if (area->shape)
        FUZZ_CHECK(geo_point_valid(geo_shape_label(area->shape)));
}

static void check_info(const warn_info *info)
{
    FUZZ_CHECK(info->categories && info->event.len);
    FUZZ_CHECK(warn_word(WARN_WORDS_SEVERITY, info->severity));
    FUZZ_CHECK(warn_word(WARN_WORDS_URGENCY, info->urgency));
    FUZZ_CHECK(warn_word(WARN_WORDS_CERTAINTY, info->certainty));
    for (size_t i = 0; i < info->areas.count; i++)
        check_area(info->areas.items + i);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    xc_arena *arena;
    const warn_alert *alert;
    xc_problem why = { 0 };
    if (xc_arena_new(256 << 20, &arena))
        return 0;
    if (warn_parse((xc_str){ (const char *)bytes, len }, arena, &alert, &why) == XC_OK) {
        FUZZ_CHECK(alert->identifier.len && alert->sender.len);
        for (size_t i = 0; i < alert->infos.count; i++)
            check_info(alert->infos.items + i);
    } else {
        FUZZ_CHECK(why.en[0] && xc_utf8_valid(xc_str_of(why.en)) &&
                   xc_utf8_valid(xc_str_of(why.zh)) && xc_utf8_valid(xc_str_of(why.where)));
    }
    arena = xc_arena_free(arena);
    return 0;
}
