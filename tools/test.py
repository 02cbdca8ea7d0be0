#!/usr/bin/env python3
"""Runs every test and ends with one line: N passed, N failed[, N skipped].

usage: test.py [--c-only | --no-vitest] [--patient] [BUILD_DIR]

A program that prints libcheck's or node:test's closing lines or "N passed, N failed[, N skipped]" counts
with its own tests, any other with one."""
import json
import os
import re
import shutil
import subprocess
import sys

CHECK = re.compile(r"^\d+%: Checks: (\d+), Failures: (\d+), Errors: (\d+)", re.M)
NODE = re.compile(r"^[#\u2139] (pass|fail|skipped|cancelled) (\d+)\s*$", re.M)
PLAIN = re.compile(r"^\s*(\d+) passed, (\d+) failed(?:, (\d+) skipped)?\s*$", re.M)


class Count:
    def __init__(self):
        self.passed = self.failed = self.skipped = 0

    def add(self, passed, failed, skipped=0):
        self.passed += passed
        self.failed += failed
        self.skipped += skipped

    def line(self):
        text = f"{self.passed} passed, {self.failed} failed"
        return text + (f", {self.skipped} skipped" if self.skipped else "")


def from_output(text):
    """(passed, failed, skipped) that a program's own closing lines say, or None."""
    checks = [tuple(map(int, m.groups())) for m in CHECK.finditer(text)]
    if checks:
        total, bad = sum(c[0] for c in checks), sum(c[1] + c[2] for c in checks)
        return total - bad, bad, 0
    node = dict((name, int(n)) for name, n in NODE.findall(text))
    if "pass" in node:
        return node["pass"], node.get("fail", 0) + node.get("cancelled", 0), node.get("skipped", 0)
    plain = list(PLAIN.finditer(text))
    if plain:
        p, f, s = plain[-1].groups()
        return int(p), int(f), int(s or 0)
    return None


def run_meson(build, count):
    print("== C tests (meson)", flush=True)
    log = os.path.join(build, "meson-logs", "testlog.json")
    if os.path.exists(log):
        os.remove(log)
    patience = ["--timeout-multiplier", "5"] if "--patient" in sys.argv else []
    subprocess.run(["meson", "test", "-C", build, "--print-errorlogs", *patience])
    if not os.path.exists(log):
        print("the tests did not start", file=sys.stderr)
        count.add(0, 1)
        return
    with open(log, encoding="utf-8") as f:
        for line in f:
            one = json.loads(line)
            own = from_output(one.get("stdout") or "")
            if one["result"] == "SKIP":
                count.add(0, 0, 1)
            elif own is None:
                count.add(*((1, 0) if one["result"] in ("OK", "EXPECTEDFAIL") else (0, 1)))
            else:
                died = one["result"] not in ("OK", "EXPECTEDFAIL") and own[1] == 0
                count.add(own[0], own[1] + died, own[2])


def run_vitest(count):
    print("== web unit tests (vitest)", flush=True)
    report = os.path.abspath("web/node_modules/.vitest.json")
    if os.path.exists(report):
        os.remove(report)
    subprocess.run(["npx", "vitest", "run", "--reporter=default", "--reporter=json",
                    f"--outputFile.json={report}"], cwd="web")
    if not os.path.exists(report):
        count.add(0, 1)
        return
    with open(report, encoding="utf-8") as f:
        r = json.load(f)
    broken = sum(1 for t in r["testResults"] if t["status"] == "failed" and not t["assertionResults"])
    count.add(r["numPassedTests"], r["numFailedTests"] + broken,
              r.get("numPendingTests", 0) + r.get("numTodoTests", 0))


def run_program(title, command, count, **options):
    print(f"== {title}", flush=True)
    p = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
    text = ""
    for line in p.stdout:
        text += line
        sys.stdout.write(line)
        sys.stdout.flush()
    p.wait()
    if p.returncode == 77:
        count.add(0, 0, 1)
        return
    own = from_output(text)
    if own is None:
        own = (1, 0, 0) if p.returncode == 0 else (0, 1, 0)
    elif p.returncode and own[1] == 0:
        own = (own[0], 1, own[2])
    count.add(*own)


def e2e_scripts():
    folder = "tests/e2e"
    names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
    if "run.mjs" in names:
        return [os.path.join(folder, "run.mjs")]
    return [os.path.join(folder, n) for n in names if n.endswith((".test.mjs", ".e2e.mjs"))]


def run_e2e(build, count):
    for script in e2e_scripts():
        if shutil.which("chromium"):
            env = dict(os.environ, XIUCHENG_BUILD=os.path.abspath(build))
            run_program(f"screens in Chromium ({script})", ["node", script], count, env=env)
        else:
            print("== screens in Chromium: skipped, no chromium here")
            count.add(0, 0, 1)


ON_BOTH_STORES = ("restart.test.mjs", "storm.test.mjs", "certificate.test.mjs")


def run_on_postgresql(build, count):
    """The same cities with their rows on a PostgreSQL of the test's own."""
    env = dict(os.environ, XIUCHENG_BUILD=os.path.abspath(build))
    for name in ON_BOTH_STORES:
        run_program(f"{name} on PostgreSQL", ["python3", "tests/pg/cluster.py", "node", f"tests/e2e/{name}"], count,
                    env=env)


def main():
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    build = arguments[0] if arguments else "build"
    count = Count()
    run_meson(build, count)
    if "--c-only" not in sys.argv:
        if "--no-vitest" not in sys.argv:
            run_vitest(count)
        run_e2e(build, count)
        run_on_postgresql(build, count)
    print(count.line())
    return 1 if count.failed else 0


if __name__ == "__main__":
    sys.exit(main())
