#!/usr/bin/env python3
"""The rules of the house as a program: layout, floors, include circles, headers alone, banned calls,
first lines, commit subjects. Prints every breach as file:line: text; ends with 1 if there is one.
Also prints the sizes that are aims, not rules."""
import concurrent.futures
import glob
import os
import re
import subprocess
import sys

BANNED = ["strcpy", "strcat", "sprintf", "vsprintf", "atoi", "atol", "atof", "strtok", "gmtime", "localtime",
          "alloca", "gets"]
HEAP = ["malloc", "calloc", "realloc", "free", "strdup", "strndup"]
HEAP_DOOR = "src/base/mem.c"
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)
FLOOR = re.compile(r"^\s*src/(\w+)/\s+<\s+(.*)$")
breaches = []


def breach(path, line, text):
    breaches.append(f"{path}:{line}: {text}")


def read(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


def tracked(*patterns):
    out = subprocess.run(["git", "ls-files", "-z", "--", *patterns], capture_output=True, check=True).stdout
    return sorted(p for p in out.decode().split("\0") if p and os.path.exists(p))


def check_format(files):
    tool = next((t for t in ("clang-format-14", "clang-format") if
                 subprocess.run(["which", t], capture_output=True).returncode == 0), None)
    version = subprocess.run([tool, "--version"], capture_output=True, text=True).stdout if tool else ""
    if " 14." not in version:
        breach("tools/deps.txt", 1, "clang-format 14 is the pinned one and is not here: make deps")
        return
    for i in range(0, len(files), 50):
        r = subprocess.run([tool, "--dry-run", *files[i:i + 50]], capture_output=True, text=True)
        seen = set()
        for m in re.finditer(r"^(.*?):(\d+):\d+: warning: ", r.stderr, re.M):
            if m.group(1) not in seen:
                seen.add(m.group(1))
                breach(m.group(1), m.group(2), f"not laid out as clang-format does: {tool} -i {m.group(1)}")


def floors():
    """floor -> set of floors it may use, as docs/ARCHITECTURE.md says."""
    allowed, order = {}, []
    path = "docs/ARCHITECTURE.md"
    if not os.path.exists(path):
        breach(path, 1, "is missing; it says which floor may use which")
        return None
    for line in read(path).splitlines():
        m = FLOOR.match(line)
        if not m:
            continue
        name, text = m.group(1), re.split(r"\s{2,}|;|—|#", m.group(2))[0]
        if "all above" in text:
            may = set(order)
        else:
            words = re.findall(r"\w+", text)
            may = {w for w in words if w in allowed}
            if "all it may use" in text:
                for w in list(may):
                    may |= allowed[w]
        allowed[name] = may | {name}
        order.append(name)
    if not allowed:
        breach(path, 1, "has no lines of the form `src/x/ < ...`")
        return None
    return allowed


def check_floors(files, allowed):
    for path in files:
        m = re.match(r"src/(\w+)/", path)
        if not m:
            continue
        floor = m.group(1)
        if floor not in allowed:
            breach(path, 1, f"src/{floor}/ is not in docs/ARCHITECTURE.md")
            continue
        for number, line in enumerate(read(path).splitlines(), 1):
            i = INCLUDE.match(line)
            target = i.group(1).split("/")[0] if i and "/" in i.group(1) else None
            if target in allowed and target not in allowed[floor]:
                breach(path, number, f"src/{floor}/ may not use src/{target}/ (docs/ARCHITECTURE.md)")


def resolve(path, name):
    for candidate in (os.path.join("src", name), os.path.join(os.path.dirname(path), name)):
        if os.path.exists(candidate):
            return os.path.normpath(candidate)
    return None


def check_circles(headers):
    graph = {h: [r for n in INCLUDE.findall(read(h)) if (r := resolve(h, n))] for h in headers}
    state = {}

    def visit(h, way):
        state[h] = 1
        for n in graph.get(h, []):
            if state.get(n) == 1:
                breach(h, 1, "include circle: " + " -> ".join(way[way.index(n):] + [n] if n in way else [h, n]))
            elif n in graph and n not in state:
                visit(n, way + [n])
        state[h] = 2

    for h in graph:
        if h not in state:
            visit(h, [h])


def check_alone(headers):
    flags = subprocess.run(["pkg-config", "--cflags", "libxml-2.0", "libmicrohttpd", "libpq", "check"],
                           capture_output=True, text=True).stdout.split()
    base = ["gcc", "-fsyntax-only", "-x", "c", "-std=c17", "-D_POSIX_C_SOURCE=200809L", "-D_DEFAULT_SOURCE", "-Isrc",
            "-Wall", "-Wextra", "-Wno-unused-function", "-Wno-pragma-once-outside-header", *flags]

    def one(h):
        return h, subprocess.run([*base, h], capture_output=True, text=True)

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for h, r in pool.map(one, headers):
            if r.returncode:
                breach(h, 1, "does not compile alone: " + r.stderr.strip().splitlines()[0])


def without_comments_and_strings(text):
    """The same lines, blanked where they are not code."""
    pattern = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
    return pattern.sub(lambda m: re.sub(r"[^\n]", " ", m.group(0)), text)


def check_banned(files):
    for path in files:
        names = BANNED + ([] if path == HEAP_DOOR or not path.startswith("src/") else HEAP)
        call = re.compile(r"(?<![\w.>])(" + "|".join(names) + r")\s*\(")
        for number, line in enumerate(without_comments_and_strings(read(path)).splitlines(), 1):
            for m in call.finditer(line):
                breach(path, number, f"{m.group(1)} is banned" + (": use base/mem.h" if m.group(1) in HEAP else ""))


def check_first_lines():
    rules = {".c": r"/\* {name} - \S", ".h": r"/\* {name} - \S", ".ts": r"(//|/\*) ?\S", ".vue": r"<!-- \S", ".mjs": r"// \S",
             ".sh": r"# \S", ".py": r'(#|""")\s*\S', ".sql": r"-- \S"}
    for path in tracked("src", "tests", "bench", "tools", "web/src"):
        rule = rules.get(os.path.splitext(path)[1])
        if not rule:
            continue
        lines = [line for line in read(path).splitlines()[:3] if not line.startswith("#!")]
        first = lines[0] if lines else ""
        if not re.match(rule.replace("{name}", re.escape(os.path.basename(path))), first):
            breach(path, 1, "the first line must say what the file is for")


def check_commits():
    log = subprocess.run(["git", "log", "--no-merges", "-1", "--format=%h %s"], capture_output=True, text=True).stdout
    for line in log.splitlines():
        commit, subject = line.split(" ", 1)
        if len(subject) > 72 or not re.match(r"[\w./-]+: \S", subject):
            breach(commit, 0, f'commit subject is not "area: what it now does" in 72 characters: {subject}')


def print_sizes(files):
    longest, lengths = [], []
    for path in files:
        if not path.endswith(".c"):
            continue
        start = None
        for number, line in enumerate(read(path).splitlines(), 1):
            if line == "{":
                start = number
            elif line == "}" and start:
                lengths.append(number - start - 1)
                longest.append((number - start - 1, f"{path}:{start}"))
                start = None
    lengths.sort()
    if lengths:
        print(f"functions: {len(lengths)}, median {lengths[len(lengths) // 2]} lines, "
              f"p90 {lengths[len(lengths) * 9 // 10]}, over 60: {sum(n > 60 for n in lengths)}")
        for n, where in sorted(longest, reverse=True)[:3]:
            print(f"  {n} lines at {where}")
    for path in files:
        n = read(path).count("\n")
        if n > (800 if path.endswith(".c") else 200):
            print(f"  {n} lines in {path}")


def main():
    os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
    sources = tracked("src/*.c", "src/*.h")
    headers = [p for p in sources if p.endswith(".h")]
    everything = tracked("src/*.c", "src/*.h", "tests/*.c", "tests/*.h", "bench/*.c", "bench/*.h")
    allowed = floors()
    steps = [
        ("layout", lambda: check_format(everything)),
        ("floors", lambda: allowed and check_floors(sources, allowed)),
        ("include circles", lambda: check_circles(headers)),
        ("headers alone", lambda: check_alone(headers)),
        ("banned calls", lambda: check_banned(everything)),
        ("first lines", check_first_lines),
        ("commit subjects", check_commits),
    ]
    for name, step in steps:
        before = len(breaches)
        step()
        found = len(breaches) - before
        print(f"check {name}: {'good' if not found else str(found) + ' breaches'}", flush=True)
        for text in breaches[before:]:
            print("  " + text)
    print_sizes([p for p in sources])
    print(f"{len(steps)} checks, {len(breaches)} breaches")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
