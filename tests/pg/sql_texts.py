#!/usr/bin/env python3
"""sql_texts.py - every SQL text in the sources can be prepared by PostgreSQL over the translated schema.

usage: sql_texts.py SOURCE_ROOT     with XIUCHENG_STORE set (cluster.py)
Texts that go on at run time are left out, as in tests/unit/store/sql_test.py, which this reads them with.
The types of values are as the C callers name them: the letters behind the text, where they stand there as a
literal; otherwise PostgreSQL finds them out itself. Ends with "N passed, N failed".
"""
import importlib.util
import os
import re
import subprocess
import sys

SCHEMA_WORDS = [("INTEGER PRIMARY KEY", "BIGINT PRIMARY KEY"), ("WITHOUT ROWID", ""), ("INTEGER", "BIGINT"),
                ("BLOB", "BYTEA"), ("REAL", "DOUBLE PRECISION")]
LITTLE_HELP = """CREATE TABLE schema_version (number bigint PRIMARY KEY, name text, applied_us bigint);
CREATE FUNCTION instr(a text, b text) RETURNS bigint LANGUAGE sql AS 'SELECT strpos(a, b)::bigint';"""


def reader(root):
    """The functions of sql_test.py, without its main."""
    path = os.path.join(root, "tests/unit/store/sql_test.py")
    spec = importlib.util.spec_from_file_location("sql_test", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def schema(root):
    folder = os.path.join(root, "src/store/schema")
    for name in sorted(n for n in os.listdir(folder) if n.endswith(".sql")):
        with open(os.path.join(folder, name), encoding="utf-8") as f:
            text = re.sub(r"--[^\n]*", "", f.read())
        for old, new in SCHEMA_WORDS:
            text = re.sub(rf"\b{old}\b", new, text)
        yield text


def psql(text):
    return subprocess.run(["psql", os.environ["XIUCHENG_STORE"], "-qAtX"], input=text, text=True,
                          capture_output=True, timeout=120)


def texts(root, module):
    for folder, _, names in sorted(os.walk(os.path.join(root, "src"))):
        if folder.endswith(os.path.join("src", "store")):
            continue
        for name in sorted(n for n in names if n.endswith(".c")):
            path = os.path.join(folder, name)
            for line, sql in module.sql_texts(path):
                yield f"{os.path.relpath(path, root)}:{line}", sql


def main():
    root = sys.argv[1]
    module = reader(root)
    lines, found = [*schema(root), LITTLE_HELP], list(texts(root, module))
    for i, (_, sql) in enumerate(found):
        lines.append(f"\\echo @{i}\n\\warn @{i}\nPREPARE p{i} AS {sql};")
    said = psql("\n".join(lines))
    bad, at = {}, None
    for line in said.stderr.splitlines():
        mark = re.fullmatch(r"@(\d+)", line)
        if mark:
            at = int(mark[1])
        elif "ERROR:" in line and "at end of input" not in line:
            bad.setdefault(at, line)
    for i, line in sorted(bad.items(), key=lambda item: -1 if item[0] is None else item[0]):
        where, sql = found[i] if i is not None else ("schema", "")
        print(f"{where}: {line}\n    {sql}")
    print(f"{len(found) - len(bad)} passed, {len(bad)} failed")
    sys.exit(1 if bad or not found else 0)


if __name__ == "__main__":
    main()
