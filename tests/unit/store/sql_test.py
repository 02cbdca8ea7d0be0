#!/usr/bin/env python3
"""sql_test.py - every SQL text in the sources fits the schema: a misspelled column fails here and not in a
running city.

usage: sql_test.py SOURCE_ROOT
Literals beside each other are joined as the compiler joins them, with the string macros of the same file and
its folder's headers; texts that go on at run time (they end in the middle) are left out.
Ends with "N passed, N failed".
"""
import os
import re
import sqlite3
import sys

LITERAL = r'"(?:[^"\\\n]|\\.)*"'
MACRO = re.compile(rf'^#define\s+([A-Z_][A-Z0-9_]*)\s+((?:\\\n|\s|{LITERAL}|[A-Z_][A-Z0-9_]*)+)$', re.M)
RUN = re.compile(rf'(?:{LITERAL}|\b[A-Z_][A-Z0-9_]*\b)(?:\s+(?:{LITERAL}|\b[A-Z_][A-Z0-9_]*\b))*')
START = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\s")
UNFINISHED = ('near "%": syntax error', "incomplete input",)


def schema(root):
    base = sqlite3.connect(":memory:")
    folder = os.path.join(root, "src/store/schema")
    for name in sorted(os.listdir(folder)):
        if name.endswith(".sql"):
            with open(os.path.join(folder, name), encoding="utf-8") as f:
                base.executescript(f.read())
    base.execute("CREATE TABLE schema_version (number INTEGER PRIMARY KEY, name TEXT, applied_us INTEGER)")
    return base


def without_comments(text):
    return re.sub(rf'({LITERAL})|/\*.*?\*/|//[^\n]*', lambda m: m.group(1) or " ", text, flags=re.S)


def read(path):
    with open(path, encoding="utf-8") as f:
        return without_comments(f.read())


def unquote(literal):
    return literal[1:-1].replace('\\"', '"').replace("\\n", "\n").replace("\\\\", "\\")


def join(run, macros, depth=0):
    """The text of a run of literals and macros; None if something in it is not known."""
    parts = []
    for word in re.findall(rf"{LITERAL}|[A-Z_][A-Z0-9_]*", run):
        if word.startswith('"'):
            parts.append(unquote(word))
        elif word in macros and depth < 8:
            inner = join(macros[word], macros, depth + 1)
            if inner is None:
                return None
            parts.append(inner)
        else:
            return None
    return "".join(parts)


def sql_texts(path):
    text = read(path)
    macros = {}
    folder = os.path.dirname(path)
    for name in sorted(os.listdir(folder)):
        if name.endswith(".h"):
            macros.update(MACRO.findall(read(os.path.join(folder, name))))
    macros.update(MACRO.findall(text))
    body = re.sub(r"^#(?:\\\n|[^\n])*", "", text, flags=re.M)
    for m in RUN.finditer(body):
        sql = join(m.group(0), macros) if '"' in m.group(0) else None
        if sql and START.match(sql):
            yield body.count("\n", 0, m.start()) + 1, sql


def problem(base, sql):
    numbers = [int(n) for n in re.findall(r"\$(\d+)", sql)]
    if numbers and set(numbers) != set(range(1, max(numbers) + 1)):
        return "its parameters are not $1 .. $n"
    try:
        base.execute("EXPLAIN " + re.sub(r"\$(\d+)", r"?\1", sql), [None] * max(numbers, default=0))
    except sqlite3.Error as e:
        return None if str(e) in UNFINISHED else str(e)
    return None


def check_bulk(root, texts):
    """The PostgreSQL store knows by their text the statements whose rows it sends together: each is still there."""
    path = os.path.join(root, "src/store/pg_bulk.c")
    known = [sql for _, sql in sql_texts(path) if "unnest" not in sql]
    lost = [sql for sql in known if sql not in texts]
    for sql in lost:
        print(f"src/store/pg_bulk.c: nobody says this any more:\n    {sql}")
    return len(known) - len(lost), len(lost) + (not known)


def main():
    root, passed, failed = sys.argv[1], 0, 0
    base, texts = schema(root), set()
    for folder, _, names in sorted(os.walk(os.path.join(root, "src"))):
        for name in sorted(n for n in names if n.endswith(".c") and not n.startswith("pg")):  # its own dialect
            path = os.path.join(folder, name)
            for line, sql in sql_texts(path):
                texts.add(sql)
                what = problem(base, sql)
                passed, failed = passed + (not what), failed + bool(what)
                if what:
                    print(f"{os.path.relpath(path, root)}: near line {line}: {what}\n    {sql}")
    good, bad = check_bulk(root, texts)
    passed, failed = passed + good, failed + bad
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


if __name__ == "__main__":
    main()
