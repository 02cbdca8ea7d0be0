#!/usr/bin/env python3
"""Writes zone_data.h from the compiled time zone database of this machine.

    python3 src/engine/feel/zone_data.py > src/engine/feel/zone_data.h
"""
import os
import struct
from datetime import datetime, timezone
from zoneinfo import available_timezones
from zoneinfo._zoneinfo import _TZStr, _parse_tz_str

ROOT = "/usr/share/zoneinfo"
SKIP = ("posix/", "right/", "localtime", "posixrules", "Factory")
SYMBOLS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

HEAD = '''/* zone_data.h - names of time zones in order, how their clocks changed, and the rule since then.
 *
 * Made by zone_data.py from the IANA time zone database (public domain). A row is the name, the POSIX
 * rule that holds after the last change, and the changes before (see zone.c) as an index. */
#ifndef FEEL_ZONE_DATA_H
#define FEEL_ZONE_DATA_H
#include <stdint.h>

typedef struct {
    const char *name, *rule;
    uint16_t history;
} zone_row;

/* clang-format off */'''


def read(path):
    """times of change, offsets from then on, the first offset, the rule at the end"""
    data = open(path, "rb").read()
    at = 0
    for size in (4, 8):
        isut, isstd, leap, times, types, chars = struct.unpack(">6l", data[at + 20:at + 44])
        start = at + 44
        at = start + times * (size + 1) + types * 6 + chars + leap * (size + 4) + isstd + isut
    when = struct.unpack(f">{times}q", data[start:start + 8 * times])
    index = data[start + 8 * times:start + 9 * times]
    first = start + 9 * times
    kinds = [struct.unpack(">l", data[first + 6 * i:first + 6 * i + 4])[0] for i in range(types)]
    return when, [kinds[i] for i in index], kinds[0], data[at:].strip().decode()


def by_rule(rule, seconds):
    if not isinstance(rule, _TZStr):
        return int(rule.utcoff.total_seconds())
    standard = timezone(rule.std.utcoff)
    info, _ = rule.get_trans_info_fromutc(seconds, datetime.fromtimestamp(seconds, standard).year)
    return int(info.utcoff.total_seconds())


def changes_of(when, offsets, first, text):
    changes, before = [], first
    for at, offset in zip(when, offsets):
        if at > -2 ** 40 and offset != before:
            changes.append((at, offset))
            before = offset
    rule = _parse_tz_str(text)
    least = 1 if isinstance(rule, _TZStr) else 0  # before the first change there was no summer
    while len(changes) > least and changes[-1][0] > 0:  # what the rule says too
        at, offset = changes[-1]
        start, before = changes[-2] if len(changes) > 1 else (0, first)
        between = [start + (at - 1 - start) * i // 400 for i in range(401)]
        if by_rule(rule, at) != offset or any(by_rule(rule, t) != before for t in between):
            break
        changes.pop()
    return changes


def number(n):
    """five bits a character, lowest first; 32 more when others follow"""
    out = ""
    while n >= 32:
        out += SYMBOLS[n % 32 + 32]
        n //= 32
    return out + SYMBOLS[n]


def signed(n):
    return number(2 * n if n >= 0 else -2 * n - 1)


def encoded(first, changes):
    """how many offsets, the offsets in seconds, then for each change its distance and offset"""
    if not changes:
        return ""
    kinds = [first] + sorted({offset for _, offset in changes} - {first})
    text, last = number(len(kinds)) + "".join(signed(k) for k in kinds), 0
    for at, offset in changes:
        gap = at - last
        text += signed(gap // 900 * 2 if gap % 900 == 0 else gap * 2 + 1) + number(kinds.index(offset))
        last = at
    return text


def main():
    names = sorted(n for n in available_timezones() if not n.startswith(SKIP) and
                   os.path.exists(f"{ROOT}/{n}"))
    histories, rows = [""], []
    for name in names:
        when, offsets, first, rule = read(f"{ROOT}/{name}")
        text = encoded(first, changes_of(when, offsets, first, rule))
        if text not in histories:
            histories.append(text)
        rows.append((name, rule, histories.index(text)))
    print(HEAD)
    print("static const char *const HISTORIES[] = {")
    for text in histories:
        parts = [text[i:i + 92] for i in range(0, len(text), 92)] or [""]
        print("    " + "\n    ".join(f'"{p}"' for p in parts) + ",")
    print("};\n\nstatic const zone_row ZONES[] = {")
    for name, rule, history in rows:
        print(f'    {{ "{name}", "{rule}", {history} }},')
    print("};\n/* clang-format on */\n\n#endif")


main()
