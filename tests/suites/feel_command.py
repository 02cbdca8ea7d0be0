#!/usr/bin/env python3
"""Runs `xiucheng feel` as people and programs do: an expression, a conversation, a stream of cases."""
import json
import os
import select
import subprocess
import sys
import tempfile
import time

PROGRAM = sys.argv[1]
NOW = "2026-07-29T20:00:00+08:00"
passed, failed = 0, []


def check(name, good, told=""):
    global passed
    if good:
        passed += 1
    else:
        failed.append(name)
        print(f"FAILED {name}: {told}")


def feel(*words, stdin="", lang="en"):
    env = dict(os.environ, LC_ALL=f"{lang}_XX.UTF-8", HOME="/nonexistent")
    text = stdin if isinstance(stdin, bytes) else stdin.encode()
    done = subprocess.run([PROGRAM, "feel", *words], input=text, capture_output=True, env=env, timeout=120)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def stream(lines, *words):
    """The answers to lines, which are cases (dicts) or raw text."""
    text = b"".join((json.dumps(x, ensure_ascii=False).encode() if isinstance(x, dict) else x) + b"\n" for x in lines)
    code, out, err = feel("--jsonl", "--now", NOW, *words, stdin=text)
    check("stream ends well", code == 0 and err == "", f"{code} {err}")
    return [json.loads(line) for line in out.splitlines()]


def one_expression():
    table = [
        (["1 + 2 * 3"], "7\n"), (['"绣" + "城"'], '"绣城"\n'), (["null"], "null\n"), (["-5"], "-5\n"),
        (["[1, 2.50, true]"], "[1, 2.5, true]\n"), (["0.1 + 0.2"], "0.3\n"),
        (["now()", "--now", NOW], 'date and time("2026-07-29T20:00:00+08:00")\n'),
        (["today()", "--now", NOW], 'date("2026-07-29")\n'),
        (["{a b: 1, c: a b + 1}.c"], "2\n"), (["< 4, [5..6]", "--unary", "--input", "5"], "true\n"),
        (["not(5)", "--input", "2 + 3"], "false\n"), (['{a: date("2026-01-01")}', "--json"], '{"a":"2026-01-01"}\n'),
    ]
    for words, expected in table:
        code, out, err = feel(*words)
        check(f"feel {words}", (code, out, err) == (0, expected, ""), (code, out, err))
    code, out, err = feel("1 / 0")
    check("null says why", (code, out) == (0, "null\n") and "EXPR:1:" in err, (code, out, err))
    code, out, err = feel("1 +")
    check("syntax", code == 1 and out == "" and "EXPR:1:4: the text ends" in err, (code, out, err))
    code, out, err = feel("1 + )", lang="zh")
    check("syntax in Chinese by LANG", code == 1 and "不能" in err, err)
    code, out, err = feel("1 + )", "--lang", "zh")
    check("syntax in Chinese by --lang", code == 1 and "不能" in err, err)
    for words in (["--bogus"], ["1", "2"], ["--lang", "fr", "1"], ["1", "--jsonl"], ["1", "--now", "yesterday"]):
        code, out, err = feel(*words)
        check(f"wrong call {words}", code == 2 and out == "" and err, (code, out, err))


def names_from_a_file():
    with tempfile.TemporaryDirectory() as folder:
        def file(name, text):
            path = os.path.join(folder, name)
            with open(path, "w", encoding="utf-8") as f:
                f.write(text)
            return path
        names = file("names.json", '{"depth cm": 27.5, "road": {"name in full": "世纪大道"}, "xs": [{"a b": 1}, {"a b": 2}]}')
        table = [("depth cm * 2", "55\n"), ("road.name in full", '"世纪大道"\n'), ("sum(xs.a b)", "3\n"),
                 ("depth cm > 20 and road.name in full != null", "true\n")]
        for expr, expected in table:
            code, out, err = feel(expr, "--context", names)
            check(f"--context: {expr}", (code, out) == (0, expected), (code, out, err))
        code, out, err = feel("d.month + k", "--context", file("names.feel", '{d: date("2026-07-29"), k: d.year}'))
        check("--context in FEEL", (code, out) == (0, "2033\n"), (code, out, err))
        for name, text, told in [("a.json", "{", "a.json:1:2"), ("b.json", "[1]", "context"), ("c.feel", "{a:", "c.feel:1:"),
                                 ("d.feel", "3", "context")]:
            code, out, err = feel("1", "--context", file(name, text))
            check(f"bad file {name}", code != 0 and out == "" and told in err, (code, out, err))
        code, out, err = feel("1", "--context", os.path.join(folder, "none"))
        check("no such file", code == 1 and "none" in err, err)
    code, out, err = feel("a", "--context", "-", stdin='{"a": 12345678901234567890.5}')
    check("names from stdin, numbers exact", out == "12345678901234567890.5\n", (out, err))


def conversation():
    talk = '1 +\n2\n:let x y = 5\nx y * 2\n:names\n"a\nb"\n(1 +\n\n:type [1]\n:json {a: 1}\n:bogus\n{a:\n1}\n:quit\n99\n'
    code, out, err = feel(stdin=talk)
    lines = out.splitlines()
    check("conversation", lines == ["3", "5", "10", "x y = 5", '"a\\nb"', "list", '{"a":1}',
                                    "no such command; :help lists them", "{a: 1}"], lines)
    check("conversation tells what failed", code == 1 and "EXPR:1:5" in err and "2 could not be read" in err, (code, err))
    code, out, err = feel(stdin=":help\n", lang="zh")
    check("help in Chinese", code == 0 and "表达式" in out, out)


def cases():
    table = [
        ({"expr": "1+1"}, "2"), ({"expr": "a b * 2", "context": {"a b": 1.50}}, "3"),
        ({"kind": "expression", "expr": "if a then 1 else 2", "context": {"a": True}}, "1"),
        ({"kind": "unaryTests", "expr": "< 5", "feelInput": "x", "feelContext": {"y": "2", "x": "y + 1"}}, "true"),
        ({"kind": "unaryTests", "expr": "not(\"a\", \"b\")", "feelInput": '"b"'}, "false"),
        ({"kind": "unaryTests", "expr": "-", "feelInput": "null"}, "true"),
        ({"kind": "unaryTests", "expr": "? > 3 and ? < 9", "feelInput": "5"}, "true"),
        ({"expr": "d + duration(\"P1M\")", "feelContext": {"d": "date(\"2026-01-31\")"}}, 'date("2026-02-28")'),
        ({"expr": "a + b", "context": {"a": 1}, "feelContext": {"b": "a + 1"}}, "3"),
        ({"expr": "x", "context": {"x": 1}, "feelContext": {"x": "2"}}, "2"),
        ({"expr": "x.y z", "context": {"x": {"y z": "\"q\"\n"}}}, '"\\"q\\"\\n"'),
        ({"expr": "today()"}, 'date("2026-07-29")'),
        ({"expr": "n", "context": {"n": 0.1}}, "0.1"),
        ({"expr": "f(3)", "feelContext": {"f": "function(a) a * 2"}}, "6"),
        ({"expr": "null", "context": None, "kind": None, "feelContext": None, "feelInput": None}, "null"),
        ({"expr": "张三", "context": {"张三": "在"}}, '"在"'),
    ]
    answers = stream([{"id": i, **one} for i, (one, _) in enumerate(table)])
    check("as many answers", len(answers) == len(table), len(answers))
    for i, ((one, expected), answer) in enumerate(zip(table, answers)):
        check(f"case {one}", answer == {"id": i, "value": expected, "diagnostics": []}, answer)


def values_read_back():
    """A value is a literal: read again, it is the same."""
    texts = ['{"a-b": 1, "and": 2, "a  b": 3, "": 4, "1a": 5, "q\\"r": 6, "for x": 7, "null": 8, "a.b": 9, "绣 城": 10, "e ": 11}',
             '"\\n\\t\\\\\\"\\u{1F44D}"', "[1..5)", "(date(\"2026-01-01\")..date(\"2026-02-01\")]", "-0.00000000012345", "1e30", "{}", "[[], [null]]",
             '@"2026-07-29T20:00:00.123@Asia/Shanghai"', '@"-P1Y2M"', '@"P1DT2H3M4.5S"', '@"10:00:00+08:00"', 'date("-0044-03-15")', "< 5"]
    first = stream([{"id": i, "expr": e} for i, e in enumerate(texts)])
    second = stream([{"id": i, "expr": a["value"]} for i, a in enumerate(first)])
    for text, a, b in zip(texts, first, second):
        check(f"{text} reads back", a == b and not b["diagnostics"] and a["value"] != "null", (a, b))


def bad_lines():
    lines = [
        b"not json", b'{"id":1', b"[1]", b'"x"', {"id": 4}, {"id": 5, "expr": 3}, {"id": 6, "expr": "1", "kind": "z"},
        {"id": 7, "expr": "1", "context": [1]}, {"id": 8, "expr": "1", "feelContext": {"a": 1}},
        {"id": 9, "expr": "a", "feelContext": {"a": "1 +"}}, {"id": 10, "expr": "1", "feelInput": 1, "kind": "unaryTests"},
        {"id": 11, "expr": "1 + "}, {"id": 12, "expr": "1 / 0"}, {"id": 13, "expr": "nobody"}, b'{"id":14,"expr":"\xff"}',
        {"id": 15, "expr": "(" * 100000}, {"id": 16, "expr": "[" * 5000 + "]" * 5000}, {"id": 17, "expr": ""},
        {"id": 18, "expr": "count(for i in 1..100000, j in 1..100000 return 1)"},
        b'{"id":19,"expr":"1","expr":"2"}', b'{"id":20,"context":' + b"[" * 300 + b"]" * 300 + b',"expr":"1"}', b"\x00",
    ]
    answers = stream(lines)
    check("each bad line is answered", len(answers) == len(lines), len(answers))
    for line, answer in zip(lines, answers):
        told = answer["diagnostics"]
        check(f"bad line {str(line)[:60]}", answer["value"] == "null" and told and all(d["code"] and d["message"] for d in told), answer)
    check("ids come back", [a["id"] for a in answers[4:14]] == list(range(4, 14)), answers[4:14])
    check("a diagnostic has its place", answers[11]["diagnostics"][0]["column"] == 5, answers[11])
    check("the name that failed", answers[9]["diagnostics"][0]["where"] == "feelContext.a", answers[9])
    answers = stream([b"", b"  \r", {"id": "a", "expr": "1"}, b'{"id":{"k":[1]},"expr":"2"}\r', b""])
    check("blank lines and line ends", [(a["id"], a["value"]) for a in answers] == [("a", "1"), ({"k": [1]}, "2")], answers)
    many = stream([{"id": 1, "expr": "[a, b, c, d, e, f, g]"}, {"id": 2, "expr": "a", "feelContext": {"x": "[p, q, r, s, t, u]"}},
                   {"id": 3, "expr": "1"}])
    check("problems that are not kept are counted", [len(a["diagnostics"]) + a.get("more", 0) for a in many] == [7, 7, 0], many)
    check("each that is told has a place", all(d.get("line") == 1 for a in many for d in a["diagnostics"]), many)
    zh = stream([{"id": 1, "expr": "1 +"}], "--lang", "zh")
    check("problems in Chinese", any(ord(c) > 0x4E00 for c in zh[0]["diagnostics"][0]["message"]), zh)
    code, out, _ = feel("--jsonl", stdin='{"id":1,"expr":"2"}')
    check("a last line without end", (code, out) == (0, '{"id":1,"value":"2","diagnostics":[]}\n'), out)


def long_lines():
    long = b'{"id":1,"expr":"1' + b" " * (17 << 20) + b'"}'
    answers = stream([{"id": 0, "expr": "0"}, long, {"id": 2, "expr": "2"}, long, b"{", {"id": 5, "expr": "5"}])
    check("a line too long is answered", [a["value"] for a in answers] == ["0", "null", "2", "null", "null", "5"], len(answers))
    check("it says so", answers[1]["diagnostics"][0]["code"] == "too_large" and answers[1]["diagnostics"][0]["where"] == "stdin:2",
          answers[1])
    check("lines are counted on", answers[4]["diagnostics"][0]["where"] == "stdin:5", answers[4])
    text = "x" * 500000
    answers = stream([{"id": 1, "expr": "string length(s)", "context": {"s": text}}, {"id": 2, "expr": f'"{text}"'}])
    check("half a megabyte of text", answers[0]["value"] == "500000" and len(answers[1]["value"]) == 500002, answers[0])
    many = {f"n{i}": i for i in range(5000)}
    answers = stream([{"id": 1, "expr": "n4999 + 1", "context": many}])
    check("many names", answers[0]["value"] == "5000", answers)


def one_at_a_time():
    """Somebody who waits for each answer before the next question gets it at once."""
    p = subprocess.Popen([PROGRAM, "feel", "--jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    good = True
    for i in range(50):
        p.stdin.write(json.dumps({"id": i, "expr": f"{i} + 1"}).encode() + b"\n")
        p.stdin.flush()
        ready, _, _ = select.select([p.stdout], [], [], 10)
        good = good and bool(ready) and json.loads(p.stdout.readline())["value"] == str(i + 1)
    p.stdin.close()
    check("a slow partner is answered line by line", good and p.wait(10) == 0)


def many_at_once():
    lines = "".join(f'{{"id":{i},"expr":"a + {i}","context":{{"a":1}}}}\n' for i in range(50000))
    start = time.monotonic()
    code, out, _ = feel("--jsonl", stdin=lines)
    took = time.monotonic() - start
    answers = out.splitlines()
    check("50,000 lines", code == 0 and len(answers) == 50000 and json.loads(answers[-1])["value"] == "50000", len(answers))
    check("and quickly", took < 20, f"{took:.1f} s")


for part in (one_expression, names_from_a_file, conversation, cases, values_read_back, bad_lines, long_lines, one_at_a_time, many_at_once):
    part()
print(f"{passed} passed, {len(failed)} failed")
sys.exit(1 if failed else 0)
