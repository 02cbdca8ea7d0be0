#!/usr/bin/env python3
"""make bench-dmn: FEEL and DMN beside other engines, all in one run, each on one thread, warmed up, in processor time.

  dmn.py BUILD [--seconds N] [--rows N] [--only NAME]

Other engines are looked for in $XIUCHENG_PEERS (~/.cache/xiucheng-peers; bench/peers/install.sh brings them there);
one that is missing is named. Prints a table with ratios and the aims, and keeps BUILD/bench-dmn.json."""
import argparse
import json
import math
import os
import random
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
PEERS = os.environ.get("XIUCHENG_PEERS", os.path.expanduser("~/.cache/xiucheng-peers"))
LENDING = "suites/dmn-tck/compliance-level-3/0004-lending/0004-lending.dmn"
NEWEST, OLDER = "https://www.omg.org/spec/DMN/20230324/MODEL/", "https://www.omg.org/spec/DMN/20191111/MODEL/"
APPLICANT = {
    "ApplicantData": {"Monthly": {"Income": 6000, "Expenses": 2000, "Repayments": 0}, "Age": 35, "ExistingCustomer": True,
                      "MaritalStatus": "M", "EmploymentStatus": "EMPLOYED"},
    "RequestedProduct": {"ProductType": "STANDARD LOAN", "Amount": 350000, "Rate": 0.0395, "Term": 360},
    "BureauData": {"CreditScore": 649, "Bankrupt": False}, "SupportingDocuments": "YES"}
# peer: (what its class path leaves out, class)
JVM = {"Drools 8.44": (("camunda", "dmn-engine-1", "feel-engine"), "Drools"),
       "dmn-scala 1.10 (Camunda 8)": (("shaded", "kie-", "drools", "efesto", "camunda-engine"), "DmnScala"),
       "Camunda 7.22": (("dmn-engine-1", "feel-engine-1.19", "kie-", "drools", "efesto"), "Camunda7")}
rows, report = [], {}


class Missing(Exception):
    """A peer that is not there, or cannot do this."""


def run(command, **options):
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, **options)
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode or not lines:
        words = [line for line in done.stderr.splitlines() if line.strip() and not line.startswith("\tat ")]
        raise Missing("cannot do it: " + (words or ["no answer"])[0].split("Exception: ")[-1].strip()[:70])
    return json.loads(lines[-1])


def say(name, ours, theirs="", ratio="", aim=""):
    rows.append((name, ours, theirs, ratio, aim))
    print(f"  {name:44} {ours:>16} {theirs:>16} {ratio:>9}  {aim}", flush=True)


def times(a, b):
    return f"{a / b:.1f} x" if a / b < 100 else f"{a / b:.0f} x"


def thing(n):
    return f"{n / 1e6:.2f} M/s" if n >= 1e6 else f"{n:,.0f} /s"


# ---- models that are written here ----

def escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def decision_xml(name, inputs, rules, policy, kind="string"):
    """A decision table: inputs [(name, type)], rules [([cell], output)]."""
    key = name.replace(" ", "_")
    parts = [f'<decision id="{key}" name="{name}"><variable id="v_{key}" name="{name}" typeRef="{kind}"/>']
    parts += [f'<informationRequirement id="{key}_{n}"><requiredInput href="#i_{n}"/></informationRequirement>' for n, _ in inputs]
    parts.append(f'<decisionTable id="t_{key}" hitPolicy="{policy}">')
    parts += [f'<input id="c_{key}_{n}"><inputExpression id="e_{key}_{n}" typeRef="{t}"><text>{n}</text></inputExpression></input>'
              for n, t in inputs]
    parts.append(f'<output id="o_{key}" name="out" typeRef="{kind}"/>')
    for r, (cells, out) in enumerate(rules):
        written = f'"{out}"' if kind == "string" else str(out)
        parts.append(f'<rule id="{key}_r{r}">'
                     + "".join(f'<inputEntry id="{key}_r{r}i{i}"><text>{escape(c)}</text></inputEntry>' for i, c in enumerate(cells))
                     + f'<outputEntry id="{key}_r{r}o"><text>{written}</text></outputEntry></rule>')
    parts.append("</decisionTable></decision>")
    return "\n".join(parts)


def model_xml(inputs, decisions):
    parts = [f'<?xml version="1.0" encoding="UTF-8"?>\n<definitions xmlns="{OLDER}" id="bench" name="bench" '
             'namespace="https://xiucheng.example/bench">']
    parts += [f'<inputData id="i_{n}" name="{n}"><variable id="v_{n}" name="{n}" typeRef="{t}"/></inputData>' for n, t in inputs]
    return "\n".join(parts + decisions + ["</definitions>"])


def ten_policies():
    """Allowances by age, income, district, household and residence; amounts in yuan."""
    inputs = [("age", "number"), ("income", "number"), ("district", "string"), ("household", "string"), ("resident", "boolean")]
    r, decisions = random.Random(7), []
    for p in range(10):
        ages, limit = sorted(r.sample(range(10, 95), 3)), r.randrange(20, 90) * 100
        here = ", ".join(f'"3101{d:02}"' for d in sorted(r.sample(range(1, 17), 4)))
        rules = [(["-", "-", "-", "-", "false"], 0),
                 ([f"< {ages[0]}", f"< {limit}", "-", '"family"', "true"], 300 + p),
                 ([f"[{ages[0]}..{ages[1]})", f"< {limit}", here, "-", "true"], 150 + p),
                 ([f"[{ages[1]}..{ages[2]})", f"[{limit}..{2 * limit})", "-", 'not("single")', "true"], 80 + p),
                 ([f">= {ages[2]}", "-", here, '"elderly", "single"', "true"], 500 + p),
                 ([f">= {ages[2]}", f"< {3 * limit}", "-", "-", "true"], 260 + p),
                 (["-", "-", "-", "-", "-"], 0)]
        decisions.append(decision_xml(f"policy {p}", inputs, rules, "FIRST", "number"))
    return model_xml(inputs, decisions)


def table_xml(name, inputs, rules, policy):
    return model_xml(inputs, [decision_xml(name, inputs, rules, policy)])


def twenty_rules():
    """Who gets which allowance: 20 rules, four inputs; the row asked for hits the 17th."""
    inputs = [("age", "number"), ("income", "number"), ("household", "string"), ("resident", "boolean")]
    rules = []
    for low, high in ((0, 18), (18, 60), (60, 80), (80, 130)):
        for household, limit in (("single", 3000), ("single", 6000), ("family", 5000), ("family", 9000), ("-", 99999)):
            cell = "-" if household == "-" else f'"{household}"'
            rules.append(([f"[{low}..{high})", f"< {limit}", cell, "true"], f"{low}-{household}-{limit}"))
    return table_xml("allowance", inputs, rules, "FIRST"), {"age": 83, "income": 4200, "household": "single", "resident": True}


def ten_thousand_rules(folder):
    """100 districts x 100 bands of area: an equality and a range a rule; one rule hits."""
    cells = [([f'"D{d:03}"', f"[{b * 10}..{b * 10 + 10})", "-" if b % 2 else "true"], f"fee {d}/{b}")
             for d in range(100) for b in range(100)]
    r = random.Random(1)
    r.shuffle(cells)
    asked = [{"district": f"D{r.randrange(100):03}", "area": r.randrange(100000) / 100, "local": True} for _ in range(1000)]
    files = {"rules.dmn": table_xml("fee", [("district", "string"), ("area", "number"), ("local", "boolean")], cells, "UNIQUE"),
             "rules.jsonl": "".join(json.dumps(c) + "\n" for c, _ in cells),
             "asked.jsonl": "".join(json.dumps(a) + "\n" for a in asked)}
    for name, text in files.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
            f.write(text)


def keep(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    return path


# ---- other engines ----

def jvm_peer(name, model, decision, inputs, seconds):
    leave_out, main_class = JVM[name]
    lib, classes = os.path.join(PEERS, "jvm", "lib"), os.path.join(PEERS, "jvm", "classes")
    if not os.path.isdir(lib):
        raise Missing("not installed")
    path = os.pathsep.join([classes] + [os.path.join(lib, j) for j in sorted(os.listdir(lib)) if not any(x in j for x in leave_out)])
    source = [os.path.join(HERE, "peers", "jvm", f"{c}.java") for c in ("Peer", main_class)]
    made = os.path.join(classes, f"{main_class}.class")
    if not os.path.exists(made) or os.path.getmtime(made) < max(map(os.path.getmtime, source)):
        subprocess.run(["javac", "-d", classes, "-cp", path, *source], check=True)
    return run(["java", "-Xmx1g", "-cp", path, main_class, model, decision, inputs, str(seconds)])


def dsntk_peer(model, decision, inputs, seconds):
    program = os.path.join(PEERS, "dsntk-peer", "release", "dsntk-peer")
    if not os.path.exists(program):
        raise Missing("not installed")
    return run([program, model, decision, inputs, str(seconds)])


def intel_peer(digits, seconds):
    usr, made = os.path.join(PEERS, "intel", "usr"), os.path.join(PEERS, "intel", "dec")
    if not os.path.isdir(usr):
        raise Missing("not installed")
    source = os.path.join(HERE, "peers", "intel", "dec.c")
    if not os.path.exists(made) or os.path.getmtime(made) < os.path.getmtime(source):
        flags = ["-DDECIMAL_CALL_BY_REFERENCE=0", "-DDECIMAL_GLOBAL_ROUNDING=0", "-DDECIMAL_GLOBAL_EXCEPTION_FLAGS=0"]
        library = next(os.path.join(d, "libbidgcc000.a") for d, _, files in os.walk(usr) if "libbidgcc000.a" in files)
        subprocess.run(["gcc", "-O2", "-w", "-D_POSIX_C_SOURCE=200809L", *flags, "-I", os.path.join(usr, "include"), source,
                        "-o", made, library], check=True)
    return run([made, str(digits), str(seconds)])


# ---- figures ----

class Bench:
    def __init__(self, build, seconds, rows):
        self.program, self.seconds, self.rows = os.path.join(build, "bench", "xc_bench_dmn"), seconds, rows
        self.folder = os.path.join(build, "bench-dmn-data")
        os.makedirs(self.folder, exist_ok=True)

    def ours(self, *words, seconds=None):
        return run([self.program, *words, str(seconds or self.seconds)])

    def expressions(self):
        cases = os.path.join(HERE, "dmn_expressions.jsonl")
        ours = self.ours("expressions", cases)
        report["expressions"] = dict(ours)
        try:
            folder = next((f for f in (os.path.join(PEERS, "feelin"), os.path.join(HERE, "..", "tests", "feelin"))
                           if os.path.isdir(os.path.join(f, "node_modules", "feelin"))), None)
            if not folder:
                raise Missing("not installed")
            theirs = run(["node", os.path.join(HERE, "dmn_feelin.mjs"), folder, cases, str(self.seconds)])
            report["expressions"]["feelin_per_s"] = theirs["per_s"]
            for key, aim in (("parsed", 100), ("compiled", 800)):
                mine = ours[f"{key}_per_s"]
                say(f"expressions, {key}; feelin 8", thing(mine), thing(theirs["per_s"]), times(mine, theirs["per_s"]), f"aim {aim} x")
            ratios = [a / b for a, b in zip(ours["each_per_s"], theirs["each_per_s"])]
            report["expressions"]["ratios"] = ratios
            say("the same, each alone: geometric mean of ratios", "", "", times(math.prod(r ** (1 / len(ratios)) for r in ratios), 1),
                f"from {min(ratios):.0f} to {max(ratios):.0f} x")
        except Missing as why:
            say("expressions, parsed / compiled", thing(ours["parsed_per_s"]), thing(ours["compiled_per_s"]), "", f"feelin: {why}")

    def beside_engines(self, name, model, older, decision, inputs):
        one = keep(self.folder, f"{name}.json", json.dumps(inputs))
        ours = self.ours("model", model, decision, one)
        report[name] = {"ours": ours}
        calls = [(peer, lambda p=peer: jvm_peer(p, older, decision, one, self.seconds), 20) for peer in JVM]
        calls.append(("dsntk 0.3", lambda: dsntk_peer(model, decision, one, self.seconds), 5))
        for peer, call, aim in calls:
            try:
                theirs = call()
                report[name][peer] = theirs
                alike = "" if str(theirs["result"]).strip('"') == str(ours["result"]) else f", answers {theirs['result']}"
                say(f"{name}; {peer}", thing(ours["per_s"]), thing(theirs["per_s"]), times(ours["per_s"], theirs["per_s"]),
                    f"aim {aim} x{alike}")
            except Missing as why:
                say(f"{name}; {peer}", thing(ours["per_s"]), "-", "", f"{why}")

    def lending(self):
        shared = next((s for s in (os.environ.get("XIUCHENG_SHARED"), "../shared", "../../shared")
                       if s and os.path.exists(os.path.join(s, LENDING))), None)
        if not shared:
            say("lending model 0004", "-", "-", "", "the TCK is not on this machine")
            return
        with open(os.path.join(shared, LENDING), encoding="utf-8") as f:
            text = f.read()
        model = keep(self.folder, "lending.dmn", text)
        plain = re.sub(r"<(\w+:)?DMNDI\b.*</(\w+:)?DMNDI>", "", text, flags=re.S)  # the drawing has a version of its own
        older = keep(self.folder, "lending-1.3.dmn", plain.replace(NEWEST, OLDER).replace("20230324/FEEL", "20191111/FEEL"))
        self.beside_engines("lending model 0004", model, older, "Routing", APPLICANT)

    def twenty(self):
        text, asked = twenty_rules()
        older = keep(self.folder, "twenty-1.3.dmn", text)
        model = keep(self.folder, "twenty.dmn", text.replace(OLDER, NEWEST))
        self.beside_engines("table of 20 rules", model, older, "allowance", asked)

    def ten_thousand(self):
        ten_thousand_rules(self.folder)
        path = [os.path.join(self.folder, n) for n in ("rules.dmn", "asked.jsonl", "rules.jsonl")]
        ours = self.ours("model", path[0], "fee", path[1])
        scan = self.ours("scan", path[2], path[1])
        report["10,000 rules"] = {"ours": ours, "scan": scan}
        say("table of 10,000 rules; rule after rule", f"{1e6 / ours['per_s']:.2f} us", f"{1e6 / scan['per_s']:.0f} us",
            times(ours["per_s"], scan["per_s"]), f"aim < 3 us; read in {ours['load_s']:.2f} s")

    def batch(self):
        model = keep(self.folder, "policies.dmn", ten_policies())
        ours = run([self.program, "batch", model, str(self.rows)])
        report["batch"] = ours
        say(f"{self.rows / 1e6:g} M residents x 10 policies; one by one", thing(ours["per_s"]), thing(ours["one_by_one_per_s"]),
            times(ours["per_s"], ours["one_by_one_per_s"]), "aim 20 M/s a core")
        say("the same; reading the columns once", f"{ours['batch_s']:.2f} s", f"{ours['read_once_s']:.4f} s",
            times(ours["batch_s"], ours["read_once_s"]), "for all ten policies")

    def decimals(self):
        for digits in (5, 16, 34):
            ours = self.ours("decimals", str(digits))
            report[f"decimals {digits}"] = {"ours": ours}
            try:
                theirs = intel_peer(digits, self.seconds)
                report[f"decimals {digits}"]["intel"] = theirs
            except Missing as why:
                theirs = None
                say(f"decimals of {digits} digits; Intel's", "", "-", "", str(why))
            for op in ("add", "mul", "div"):
                mine = ours[f"{op}_ns"]
                if theirs:
                    say(f"decimals of {digits} digits, {op}; Intel's", f"{mine:.1f} ns", f"{theirs[f'{op}_ns']:.1f} ns",
                        times(theirs[f"{op}_ns"], mine), "aim 1 x")
                else:
                    say(f"decimals of {digits} digits, {op}", f"{mine:.1f} ns")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--only", default="")
    parser.add_argument("--rows", type=int, default=10000000)
    options = parser.parse_args()
    bench = Bench(options.build, options.seconds, options.rows)
    print(f"  {'figure; beside':44} {'ours':>16} {'theirs':>16} {'ratio':>9}")
    for figure in (bench.expressions, bench.lending, bench.twenty, bench.ten_thousand, bench.batch,
                   bench.decimals):
        if options.only in figure.__name__:
            figure()
    report["load"] = os.getloadavg()
    keep(options.build, "bench-dmn.json", json.dumps(report, indent=1))
    if report["load"][0] > os.cpu_count():
        print(f"  (the machine is busy: load {report['load'][0]:.1f} on {os.cpu_count()} cores)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
