#!/usr/bin/env python3
"""Writes case_data.h from this Python's Unicode tables.

    python3 src/engine/feel/case_data.py > src/engine/feel/case_data.h
"""
import unicodedata

HEAD = f'''/* case_data.h - capital and small letters of Unicode {unicodedata.unidata_version}, as case_data.py writes them.
 *
 * A range maps every step-th code point from first to last by adding move; what becomes several
 * code points stands apart. */
#ifndef FEEL_CASE_DATA_H
#define FEEL_CASE_DATA_H
#include <stdint.h>

typedef struct {{
    uint32_t first, last;
    int32_t move;
    uint32_t step;
}} case_range;

typedef struct {{
    uint32_t from;
    const char *to;
}} case_special;

/* clang-format off */'''


def ranges(change):
    """[first, last, move, step], and the rest"""
    found, special = [], []
    for code in range(0x110000):
        if 0xD800 <= code < 0xE000:
            continue
        to = change(chr(code))
        if to == chr(code):
            continue
        if len(to) > 1:
            special.append((code, to))
            continue
        move = ord(to) - code
        if found and found[-1][2] == move:
            first, last, _, step = found[-1]
            gap = code - last
            if gap <= 2 and (first == last or gap == step):
                found[-1] = [first, code, move, gap]
                continue
        found.append([code, code, move, 1])
    return found, special


def show(name, change):
    found, special = ranges(change)
    print(f"static const case_range {name}[] = {{")
    for i in range(0, len(found), 3):
        print("    " + " ".join("{ 0x%X, 0x%X, %d, %d }," % tuple(r) for r in found[i:i + 3]))
    print(f"}};\nstatic const case_special {name}_SPECIAL[] = {{")
    for i in range(0, len(special), 2):
        print("    " + " ".join('{ 0x%X, "%s" },' % (code, "".join("\\x%02x" % b for b in to.encode()))
                                for code, to in special[i:i + 2]))
    print("};")


print(HEAD)
show("TO_UPPER", str.upper)
show("TO_LOWER", str.lower)
print("/* clang-format on */\n\n#endif")
