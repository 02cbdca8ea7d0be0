#!/usr/bin/env python3
"""exports.py NAME [+PATTERN...] HEADER... - the linker's list of what a library shows: each function its public
headers declare. Patterns name what only our own libraries may use of it (version NAME_PRIVATE)."""
import re
import sys

FUNCTION_TYPE = re.compile(r"\btypedef\b[^;]*;", re.S)
INLINE = re.compile(r"static inline[^{]*\{.*?^\}", re.S | re.M)


def declared(path):
    with open(path, encoding="utf-8") as f:
        text = re.sub(r"/\*.*?\*/", " ", f.read(), flags=re.S)
    text = INLINE.sub(" ", re.sub(r"^\s*#(?:[^\n\\]|\\.)*$", " ", text, flags=re.S | re.M))
    # members of structs and parameters that are functions are written (*name)
    text = re.sub(r"struct\s*\w*\s*\{[^{}]*\}|\benum\b\s*\{[^}]*\}", " ", FUNCTION_TYPE.sub(" ", text))
    found = set()
    for statement in text.split(";"):
        head = re.sub(r"__attribute__\s*\(\(.*\)\)", "", statement, flags=re.S).strip()
        m = re.search(r"\b((?:xc|json|feel|dmn)_\w+)\s*\(", head)
        if m:
            found.add(m.group(1))
    return found


def main():
    name, words = sys.argv[1], sys.argv[2:]
    private = [w[1:] for w in words if w.startswith("+")]
    public = set().union(*(declared(w) for w in words if not w.startswith("+")))
    print(f"{name} {{\n  global:\n" + "".join(f"    {s};\n" for s in sorted(public))
          + ("" if private else "  local:\n    *;\n") + "};")
    if private:
        print(f"{name}_PRIVATE {{\n  global:\n" + "".join(f"    {p};\n" for p in private) + "  local:\n    *;\n};")


if __name__ == "__main__":
    main()
