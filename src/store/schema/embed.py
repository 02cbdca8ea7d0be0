#!/usr/bin/env python3
"""embed.py - turns the NNNN-what.sql files of a folder into one C file, so that the binary carries its schema.

usage: embed.py FOLDER OUT.c OUT.d
The dependency file names the folder too: a new file makes the build look again.
"""
import os
import re
import sys


def c_lines(text):
    for line in text.splitlines():
        quoted = line.replace("\\", "\\\\").replace('"', '\\"')
        yield f'    "{quoted}\\n"'


def main(folder, out_c, out_d):
    names = sorted(n for n in os.listdir(folder) if re.fullmatch(r"\d{4}-[a-z0-9-]+\.sql", n))
    numbers = [int(n[:4]) for n in names]
    if len(set(numbers)) != len(numbers):
        sys.exit(f"{folder}: two schema files have the same number: {' '.join(names)}")
    rows = []
    for name in names:
        with open(os.path.join(folder, name), encoding="utf-8") as f:
            sql = "\n".join(c_lines(f.read()))
        rows.append(f'  {{ {int(name[:4])}, "{name[:-4]}",\n{sql} }},')
    with open(out_c, "w", encoding="utf-8") as f:
        f.write("/* made by embed.py from the .sql files beside it */\n")
        f.write('#include "store/schema.h"\n\nconst schema_step schema_steps[] = {\n')
        f.write("\n".join(rows))
        f.write("\n};\nconst size_t schema_step_count = sizeof schema_steps / sizeof *schema_steps;\n")
    with open(out_d, "w", encoding="utf-8") as f:
        inputs = [folder] + [os.path.join(folder, n) for n in names]
        f.write(f"{out_c}: " + " ".join(i.replace(" ", "\\ ") for i in inputs) + "\n")


main(*sys.argv[1:])
