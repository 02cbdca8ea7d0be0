/* right.c - see right.h. */
#include "city/right.h"

#include <string.h>

#include "base/mem.h"

static const char *const wire_names[] = {
#define X(name, wire) wire,
    RIGHT_TABLE(X)
#undef X
};

struct role {
    char id[RIGHT_MAX_ROLE_BYTES + 1];
    right_set holds;
};

struct right_roles {
    size_t count;
    struct role roles[RIGHT_MAX_ROLES];
};

const char *right_name(enum right_place place)
{
    return wire_names[place];
}

right_set right_parse(xc_str text)
{
    right_set found = 0;
    bool all = text.len && text.ptr[text.len - 1] == '*';
    xc_str stem = { text.ptr, text.len - (all ? 1 : 0) };
    if (all && stem.len && stem.ptr[stem.len - 1] != '.')
        return 0;
    for (unsigned i = 0; i < RIGHT_COUNT; i++) {
        xc_str name = xc_str_of(wire_names[i]);
        if (all ? xc_str_starts(name, stem) : xc_str_eq(name, text))
            found |= 1u << i;
    }
    return found;
}

bool right_covers(xc_str prefix, xc_str division)
{
    return !division.len || xc_str_starts(division, prefix);
}

xc_err right_roles_new(right_roles **ret)
{
    right_roles *roles = xc_calloc(1, sizeof *roles);
    if (!roles)
        return XC_ENOMEM;
    *ret = roles;
    return XC_OK;
}

right_roles *right_roles_free(right_roles *roles)
{
    xc_free(roles);
    return NULL;
}

static const struct role *role_find(const right_roles *roles, xc_str id)
{
    for (size_t i = 0; i < roles->count; i++)
        if (xc_str_is(id, roles->roles[i].id))
            return &roles->roles[i];
    return NULL;
}

bool right_role_exists(const right_roles *roles, xc_str id)
{
    return role_find(roles, id) != NULL;
}

xc_err right_roles_add(right_roles *roles, xc_str id, right_set holds, xc_problem *why)
{
    if (!id.len || id.len > RIGHT_MAX_ROLE_BYTES || memchr(id.ptr, ' ', id.len))
        return xc_fail(
            why, XC_EINVAL, "roles", "a role's name has 1 to %d bytes and no blank: %.*s",
            "角色名须为 1 到 %d 字节且不含空格：%.*s", RIGHT_MAX_ROLE_BYTES, XC_STR_ARG(id));
    if (role_find(roles, id))
        return xc_fail(why, XC_ECONFLICT, "roles", "role %.*s is there twice", "角色 %.*s 重复",
                       XC_STR_ARG(id));
    if (roles->count == RIGHT_MAX_ROLES)
        return xc_fail(why, XC_ELIMIT, "roles", "more than %d roles", "角色超过 %d 个",
                       RIGHT_MAX_ROLES);
    struct role *role = &roles->roles[roles->count++];
    memcpy(role->id, id.ptr, id.len);
    role->id[id.len] = 0;
    role->holds = holds;
    return XC_OK;
}

right_set right_of(const right_roles *roles, xc_str role_ids)
{
    right_set holds = RIGHT_SIGNED_IN;
    while (role_ids.len) {
        xc_str id;
        role_ids = xc_str_cut(role_ids, ' ', &id);
        const struct role *role = role_find(roles, id);
        if (role)
            holds |= role->holds;
    }
    return holds;
}

xc_err right_check(right_set holds, xc_str prefix, right_set wanted, xc_str division,
                   xc_problem *why)
{
    if (!(holds & wanted))
        return xc_fail(why, XC_EFORBIDDEN, "", "your role has no right to do this",
                       "您的角色没有办理这件事的权限");
    if (!right_covers(prefix, division))
        return xc_fail(why, XC_EFORBIDDEN, "", "%.*s is outside of your division %.*s",
                       "%.*s 不在您的管辖区划 %.*s 内", XC_STR_ARG(division), XC_STR_ARG(prefix));
    return XC_OK;
}
