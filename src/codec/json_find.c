/* json_find.c - looking into values; see json.h. */
#include "codec/json.h"

const json_value *json_find(const json_value *v, const char *key)
{
    if (!v || v->kind != JSON_OBJECT)
        return NULL;
    xc_str name = xc_str_of(key);
    for (const json_value *member = v->first; member; member = member->next)
        if (xc_str_eq(member->key, name))
            return member;
    return NULL;
}

xc_str json_find_str(const json_value *v, const char *key)
{
    const json_value *member = json_find(v, key);
    return member && member->kind == JSON_STRING ? member->text : (xc_str){ 0 };
}

bool json_get_int(const json_value *v, int64_t min, int64_t max, int64_t *ret)
{
    const double exact = 9007199254740992.0; /* 2^53: integers below are all doubles */
    double number;
    if (!v || v->kind != JSON_NUMBER)
        return false;
    if (xc_str_int(v->text, min, max, ret))
        return true;
    /* 5.0 and 1e3 are integers too */
    if (!xc_str_double(v->text, &number) || number < -exact || number > exact)
        return false;
    int64_t whole = (int64_t)number;
    if ((double)whole != number || whole < min || whole > max)
        return false;
    *ret = whole;
    return true;
}

bool json_get_double(const json_value *v, double *ret)
{
    return v && v->kind == JSON_NUMBER && xc_str_double(v->text, ret);
}

bool json_get_bool(const json_value *v, bool *ret)
{
    if (!v || (v->kind != JSON_TRUE && v->kind != JSON_FALSE))
        return false;
    *ret = v->kind == JSON_TRUE;
    return true;
}
