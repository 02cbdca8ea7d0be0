"""Expressions from FEEL's grammar, the same ones for the same seed."""
import random
import re

STRINGS = ['""', '"a"', '"foo"', '"foobar"', '"Hello World"', '"绣城"', '"a,b;c"', '"10"', '"2026-07-29"']
DATES = ['date("2026-07-29")', 'date("2024-02-29")', 'date(1999, 12, 31)', '@"2026-01-01"']
TIMES = ['time("10:11:12")', 'time("23:59:59Z")', 'time("08:00:00+08:00")', '@"00:00:00"']
MOMENTS = ['date and time("2026-07-29T20:15:00")', 'date and time("2026-07-29T20:15:00Z")',
           'date and time("2024-02-29T00:00:00+08:00")', '@"2026-12-31T23:59:59"']
MONTHS = ['duration("P1Y")', 'duration("P14M")', 'duration("-P1M")', '@"P2Y6M"']
DAYS = ['duration("P1D")', 'duration("PT36H")', 'duration("-PT90M")', '@"P1DT2H3M4S"']

# how a value of a type may be made: templates; {x} stands for a value of type x
MAKERS = {
    "number": ["({number} + {number})", "{number} - {number}", "{number} * {number}", "{number} / {number}", "-{number}",
               "{number} ** 2", "abs({number})", "floor({number})", "ceiling({number})", "decimal({number}, 2)",
               "modulo({number}, {number})", "sqrt({number})", "round half up({number}, 1)", "round down({number}, 0)",
               "round up({number}, 1)", "round half down({number}, 1)", "count({list})", "sum({numbers})", "min({numbers})",
               "max({numbers})", "mean({numbers})", "median({numbers})", "product({numbers})", "stddev({numbers})",
               "string length({string})", "if {boolean} then {number} else {number}", "{numbers}[1]", "{numbers}[-1]",
               "{date}.year", "{date}.month", "{date}.weekday", "{moment}.hour", "{time}.minute", "{months}.years",
               "{days}.hours", "day of year({date})", "week of year({date})", "number({string})", "{{a: {number}}}.a",
               "(function(x) x + 1)({number})", "{months} / {months}", "{days} / {days}", "exp(1)", "log(2)",
               "index of({numbers}, {number})[1]", "number(\"1,000.5\", \",\", \".\")"],
    "numbers": ["[{number}, {number}, {number}]", "[1, 2, 3, 4]", "for x in {numbers} return x * 2", "{numbers}[item > 2]",
                "for x in 1..4 return x + {number}", "append({numbers}, {number})", "reverse({numbers})",
                "concatenate({numbers}, {numbers})", "sort({numbers}, function(a, b) a < b)", "distinct values({numbers})",
                "sublist({numbers}, 1, 2)", "remove({numbers}, 1)", "insert before({numbers}, 1, {number})",
                "union({numbers}, {numbers})", "flatten([{numbers}, [{number}]])", "for i in [1, 2], j in [3, 4] return i * j",
                "mode({numbers})", "list replace({numbers}, 1, {number})"],
    "string": ["{string} + {string}", "upper case({string})", "lower case({string})", "substring({string}, 2)",
               "substring({string}, 1, 2)", "substring({string}, -2)", "substring before({string}, \"o\")",
               "substring after({string}, \"o\")", "replace({string}, \"o\", \"0\")", "string({number})", "string({boolean})",
               "string({date})", "string({days})", "string({months})", "if {boolean} then {string} else {string}",
               "split({string}, \",\")[1]", "string join([{string}, {string}], \"-\")", "{{s: {string}}}.s",
               "day of week({date})", "month of year({date})", "string join([\"a\", null, \"b\"])"],
    "boolean": ["{number} < {number}", "{number} = {number}", "{number} != {number}", "{number} >= {number}",
                "{string} = {string}", "{string} < {string}", "{date} < {date}", "{date} = {date}", "{moment} > {moment}",
                "{boolean} and {boolean}", "{boolean} or {boolean}", "not({boolean})", "{number} between {number} and {number}",
                "{number} in [{number}..{number}]", "{number} in ({number}..{number})", "{number} in (< {number}, {number})",
                "contains({string}, {string})", "starts with({string}, \"f\")", "ends with({string}, {string})",
                "matches({string}, \"[a-z]+\")", "list contains({numbers}, {number})", "all([{boolean}, {boolean}])",
                "any([{boolean}, {boolean}])", "some x in {numbers} satisfies x > {number}",
                "every x in {numbers} satisfies x > {number}", "{any} = {any}", "{any} instance of number",
                "{any} instance of string", "{any} instance of date", "{any} instance of list<number>",
                "is({date}, {date})", "before({number}, {number})", "overlaps([1..{number}], [{number}..9])",
                "includes([1..10], {number})", "during({number}, [1..10])", "even({number})", "odd({number})",
                "{days} < {days}", "{months} > {months}", "null = {any}", "{any} != null",
                "{moment} in [{moment}..{moment}]", "{time} < {time}"],
    "date": ["{date} + {months}", "{date} - {months}", "{date} + duration(\"P1D\")", "date({moment})",
             "date({number}, {number}, {number})", "if {boolean} then {date} else {date}", "min({date}, {date})"],
    "moment": ["{moment} + {days}", "{moment} - {days}", "{moment} + {months}", "date and time({date}, {time})"],
    "time": ["{time} + {days}", "{time} - {days}", "time({moment})", "time(10, 20, {number})"],
    "months": ["years and months duration({date}, {date})", "{months} + {months}", "{months} * 2", "-{months}",
               "{months} / 2", "abs({months})"],
    "days": ["{moment} - {moment}", "{days} + {days}", "{days} * 2", "{days} / 2", "{date} - {date}", "-{days}",
             "{time} - {time}", "abs({days})"],
    "list": ["[{any}, {any}]", "[]", "{numbers}", "[{string}, null]", "split({string}, \"o\")", "[{{a: 1}}, {{a: 2}}].a",
             "[{{a: 1}}, {{a: {number}}}][a > 1]", "get entries({context})",
             "for x in {list} return {any}", "[[1, 2], [{number}]]"],
    "context": ["{{a: {any}, b: {any}}}", "{{}}", "{{\"x y\": {number}}}", "context put({context}, \"k\", {any})",
                "context merge([{context}, {context}])", "context([{{key: \"a\", value: {any}}}])"],
    "range": ["[{number}..{number}]", "({number}..{number}]", "[{date}..{date}]", "range(\"[1..10)\")"],
    "any": ["{number}", "{string}", "{boolean}", "{date}", "{time}", "{moment}", "{months}", "{days}", "{numbers}",
            "{list}", "{context}", "{range}", "null", "get value({context}, \"a\")", "{context}.a", "{list}[1]",
            "{any}[true]", "if {any} then 1 else 2", "{number} + {string}", "{date} + {number}", "{string} * 2",
            "{any} and {boolean}", "{list}[{number}]", "{context}.zzz", "{string}[1]"],
}
LEAVES = {"string": STRINGS, "date": DATES, "time": TIMES, "moment": MOMENTS, "months": MONTHS, "days": DAYS,
          "boolean": ["true", "false", "null"], "numbers": ["[]", "[1]", "[3, 1, 2]", "[2, 2.5, -7]"],
          "list": ["[]", "[1, \"a\"]", "[null]"], "context": ["{{}}", "{{a: 1}}"], "range": ["[1..5]", "(1..5)", "[1..5)"],
          "any": ["null", "1", "\"a\"", "true", "[1]", "{{a: 1}}"]}


class Generator:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def number(self):
        r = self.random
        return r.choice([str(r.randint(-3, 12)), str(r.randint(0, 999) / 10), "0", "1", "2", "-1.5", "0.001"])

    def make(self, kind, depth):
        """(text, [text of each part]) where a part is an expression that stands on its own."""
        if depth <= 0 or self.random.random() < 0.15:
            text = self.number() if kind == "number" else self.random.choice(LEAVES[kind])
            return text.replace("{{", "{").replace("}}", "}"), []
        template, out, parts, at = self.random.choice(MAKERS[kind]), [], [], 0
        while at < len(template):
            if template[at:at + 2] in ("{{", "}}"):
                out.append(template[at])
                at += 2
            elif template[at] == "{":
                end = template.index("}", at)
                inner, within = self.make(template[at + 1:end], depth - 1)
                parts.append((inner, within))
                out.append(f"({inner})" if " " in inner and inner[0] not in "[{" else inner)
                at = end + 1
            else:
                out.append(template[at])
                at += 1
        return "".join(out), parts

    def expression(self):
        kind = self.random.choice(list(MAKERS))
        return self.make(kind, self.random.choice([1, 1, 2, 2, 3]))


def expressions(seed, count):
    """{text: [parts]} of count expressions and all their parts."""
    g, found = Generator(seed), {}

    def take(text, parts):
        found.setdefault(text, [inner for inner, _ in parts])
        for inner, within in parts:
            take(inner, within)
    for _ in range(count):
        take(*g.expression())
    return found


# unary tests: what a cell may ask of a value of a type
CELLS = ["{x}", "< {x}", "<= {x}", "> {x}", ">= {x}", "[{x}..{x}]", "({x}..{x})", "[{x}..{x})", "]{x}..{x}]", "{x}, {x}", "< {x}, > {x}",
         "not({x})", "not({x}, < {x})", "not([{x}..{x}])", "-", "null", "? = {x}", "? > {x} and ? < {x}", "[{x}, {x}]", "? in [{x}..{x}]",
         "not(null)", "? != null", "if ? = {x} then true else false"]
ASKED = ["number", "number", "string", "date", "time", "moment", "months", "days", "boolean", "list"]


def unary_tests(seed, count):
    """[(test, input)], inputs of the test's type, of another type, or null."""
    g, found = Generator(seed), []
    for _ in range(count):
        kind = g.random.choice(ASKED)
        cell = "".join(g.make(kind, 0)[0] if piece == "{x}" else piece for piece in re.split(r"(\{x\})", g.random.choice(CELLS)))
        asked = g.random.choice([kind, kind, kind, kind, "any"])
        found.append((cell, g.make(asked, 0)[0]))
    return found
