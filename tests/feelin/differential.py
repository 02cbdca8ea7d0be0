#!/usr/bin/env python3
"""Asks `xiucheng feel` and feelin the same: every difference must be explained in differences.json.

  differential.py XIUCHENG [--seed N] [--count N] [--show CLASS] [--verbose]

A difference belongs to the first class whose patterns (regular expressions, searched in the expression, in our
answer, in theirs) all match. One that no class explains fails the run. A generated expression with a part that
differs by itself is not judged again: the part is. Ends with 77 where feelin is not installed (npm ci here)."""
import argparse
import collections
import json
import os
import re
import subprocess
import sys

import generate
import literal
import tck

HERE = os.path.dirname(os.path.abspath(__file__))
NOW = "2026-07-29T12:00:00Z"


def answers(command, cases, cwd=None):
    """The answers of a program that speaks cases by the line, by id."""
    lines = "".join(json.dumps({"id": i, **case}) + "\n" for i, case in cases)
    done = subprocess.run(command, input=lines, capture_output=True, text=True, cwd=cwd, timeout=600)
    found = {}
    for line in done.stdout.splitlines():
        one = json.loads(line)
        found[one["id"]] = one
    if len(found) != len(cases):
        raise RuntimeError(f"{command}: {len(found)} answers to {len(cases)} cases: {done.stderr[-500:]}")
    return found


def agree(ours, theirs):
    try:
        return literal.same(literal.read(ours["value"]), literal.read(theirs["value"]))
    except literal.Unreadable:
        return ours["value"] == theirs["value"]


def classify(classes, name, case, ours, theirs):
    told = {"id": name, "expr": case["expr"], "input": case.get("feelInput", ""), "ours": ours["value"], "theirs": theirs["value"],
            "said": json.dumps(ours["diagnostics"], ensure_ascii=False),
            "theirs_said": json.dumps(theirs["diagnostics"], ensure_ascii=False)}
    for c in classes:
        if all(re.search(pattern, told[part], re.S) for part, pattern in c["when"].items()):
            return c["class"]
    return None


def show(name, case, ours, theirs):
    asked = f" asked of {case['feelInput']}" if "feelInput" in case else ""
    print(f"  {name}\n    {case['expr'].strip()}{asked}\n    ours   {ours['value'][:200]}  {json.dumps(ours['diagnostics'])[:200]}"
          f"\n    theirs {theirs['value'][:200]}  {json.dumps(theirs['diagnostics'])[:200]}")


def compare(options, cases, parts, classes):
    ours = answers([options.program, "feel", "--jsonl", "--now", NOW, "--lang", "en"], cases)
    theirs = answers(["node", "answer.mjs"], cases, cwd=HERE)
    counts, unexplained, alike, nulls = collections.Counter(), [], 0, 0
    wrong = {name for name, _ in cases if not agree(ours[name], theirs[name])}
    differ = {case["expr"] for name, case in cases if name in wrong and "kind" not in case}
    for name, case in cases:
        if name not in wrong:
            alike += 1
            nulls += ours[name]["value"] == "null"
            continue
        if any(part in differ for part in parts.get(case["expr"], ())):
            counts["inherited"] += 1
            continue
        found = classify(classes, name, case, ours[name], theirs[name])
        counts[found] += 1
        if found is None:
            unexplained.append(name)
        if found == options.show or (found is None and len(unexplained) <= options.most):
            show(name, case, ours[name], theirs[name])
    return counts, unexplained, alike, nulls


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=4000)
    parser.add_argument("--show", default="")
    parser.add_argument("--most", type=int, default=40)
    options = parser.parse_args()
    if not os.path.isdir(os.path.join(HERE, "node_modules", "feelin")):
        print("feelin is not installed (npm ci in tests/feelin): skipped")
        return 77
    with open(os.path.join(HERE, "differences.json"), encoding="utf-8") as f:
        classes = json.load(f)["classes"]
    kit = tck.find_kit()
    parts = generate.expressions(options.seed, options.count)
    cases = [(f"generated/{i}", {"expr": text}) for i, text in enumerate(parts)]
    cases += [(f"cell/{i}", {"expr": cell, "kind": "unaryTests", "feelInput": asked})
              for i, (cell, asked) in enumerate(generate.unary_tests(options.seed, options.count // 2))]
    cases += [(name, {"expr": text}) for name, text in (tck.expressions(kit) if kit else [])]
    counts, unexplained, alike, nulls = compare(options, cases, parts, classes)
    verdicts = collections.Counter()
    for c in classes:
        verdicts[c["verdict"]] += counts[c["class"]]
        if counts[c["class"]]:
            print(f"  {counts[c['class']]:5}  {c['class']} ({c['verdict']})")
    verdicts["by a part that differs"] = counts["inherited"]
    print(f"feelin: {len(cases)} expressions, {alike} alike ({nulls} of them null), "
          + ", ".join(f"{v} {n}" for v, n in sorted(verdicts.items())) + f", unexplained {len(unexplained)}")
    print(f"{len(cases) - len(unexplained)} passed, {len(unexplained)} failed")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
