"""FEEL literals, as engines answer them, to Python values that can be compared."""
import datetime
import re
import zoneinfo
from decimal import Decimal, InvalidOperation

NUMBER = re.compile(r"-?(\d+(\.\d+)?|\.\d+)([eE][-+]?\d+)?")
CALL = re.compile(r'(date and time|date|time|duration)\("([^"]*)"\)')
WORD = re.compile(r"null\b|true\b|false\b|function(\([^)]*\))?( external)?(\.\.\.)?")
KEY = re.compile(r"[^:]+")
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"', re.S)
ESCAPE = re.compile(r"\\(u\{[0-9a-fA-F]+\}|U[0-9a-fA-F]{6}|u[0-9a-fA-F]{4}|.)", re.S)
SHORT = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


class Unreadable(ValueError):
    pass


def unescape(text):
    def one(m):
        c = m.group(1)
        if c[0] in "uU" and len(c) > 1:
            return chr(int(c[1:].strip("{}"), 16))
        return SHORT.get(c, c)
    joined = ESCAPE.sub(one, text)
    return joined.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def clock(text):
    """(time of the day, zone as it matters) of "10:00:00.5@Europe/Paris"."""
    m = re.fullmatch(r"(\d\d):(\d\d):(\d\d)(\.\d+)?(.*)", text)
    if not m:
        raise Unreadable(text)
    zone = m.group(5)
    zone = "+00:00" if zone in ("Z", "@UTC", "@Z", "@Etc/UTC", "-00:00") else zone
    seconds = Decimal(m.group(3) + (m.group(4) or ""))
    return (int(m.group(1)), int(m.group(2)), seconds.normalize(), zone)


def duration(text):
    m = re.fullmatch(r"(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?", text)
    if not m:
        raise Unreadable(text)
    sign = -1 if m.group(1) else 1
    years, months, weeks, days, hours, minutes = (int(g or 0) for g in m.groups()[1:7])
    seconds = Decimal(m.group(8) or 0)
    if m.group(2) or m.group(3):
        return ("months", sign * (years * 12 + months))
    total = ((weeks * 7 + days) * 24 + hours) * 3600 + minutes * 60 + seconds
    return ("seconds", sign * total)


def temporal(kind, text):
    if kind == "duration":
        value = duration(text)
        return value if value[1] else ("duration", 0)
    if kind == "time":
        return ("time", clock(text))
    day, _, rest = text.partition("T")
    return (kind, day, clock(rest)) if rest else (kind, day)


class Reader:
    def __init__(self, text):
        self.text, self.at = text, 0

    def blank(self):
        while self.at < len(self.text) and self.text[self.at] in " \n\t":
            self.at += 1

    def match(self, pattern):
        self.blank()
        m = pattern.match(self.text, self.at)
        if m:
            self.at = m.end()
        return m

    def sign(self, s):
        self.blank()
        if self.text.startswith(s, self.at):
            self.at += len(s)
            return True
        return False

    def need(self, s):
        if not self.sign(s):
            raise Unreadable(f"{s} expected at {self.at}: {self.text[:80]}")

    def items(self, end):
        found = []
        while not self.sign(end):
            if found:
                self.need(",")
            found.append(self.value())
        return found

    def list_or_range(self, opening):
        start = self.at
        if opening == "[" and self.sign("]"):
            return ("list", [])
        first = self.value()
        if self.sign(".."):
            last = self.value()
            self.blank()
            closing = self.text[self.at:self.at + 1]
            self.at += 1
            return ("range", opening == "[" and first is not None, first, last, closing == "]" and last is not None)
        if opening == "(":
            self.need(")")
            return first
        self.at = start
        return ("list", self.items("]"))

    def context(self):
        entries = {}
        while not self.sign("}"):
            if entries:
                self.need(",")
            quoted = self.match(STRING)
            name = unescape(quoted.group(1)) if quoted else self.match(KEY).group(0).strip()
            self.need(":")
            entries[name] = self.value()
        return ("context", entries)

    def half_range(self):
        for sign in ("<=", ">=", "!=", "<", ">", "="):
            if self.sign(sign):
                end = self.value()
                if sign in ("=", "!="):
                    return ("range" + sign, end)
                return ("range", False, None, end, sign == "<=") if sign[0] == "<" \
                    else ("range", sign == ">=", end, None, False)
        return None

    def value(self):
        if m := self.match(CALL):
            return temporal(m.group(1), m.group(2))
        if m := self.match(WORD):
            word = m.group(0)
            return {"null": None, "true": True, "false": False}.get(word, ("function",))
        if m := self.match(NUMBER):
            return Decimal(m.group(0))
        if m := self.match(STRING):
            return ("string", unescape(m.group(1)))
        for opening in "[(]":
            if self.sign(opening):
                return self.list_or_range("(" if opening == "]" else opening)
        if self.sign("{"):
            return self.context()
        if (half := self.half_range()) is not None:
            return half
        raise Unreadable(f"at {self.at}: {self.text[:80]}")


def read(text):
    reader = Reader(text)
    try:
        value = reader.value()
    except (InvalidOperation, AttributeError, RecursionError) as error:
        raise Unreadable(text[:80]) from error
    reader.blank()
    if reader.at < len(text):
        raise Unreadable(f"more at {reader.at}: {text[:80]}")
    return value


def offset_of(zone, day):
    if zone.startswith("@"):
        try:
            at = datetime.datetime.fromisoformat(day + "T12:00:00").replace(tzinfo=zoneinfo.ZoneInfo(zone[1:]))
            return str(at.utcoffset())
        except (ValueError, KeyError):
            return zone
    return zone


def same(a, b):
    """Equal, numbers within what doubles can say."""
    if isinstance(a, Decimal) and isinstance(b, Decimal):
        return a == b or abs(a - b) <= Decimal("1e-12") * max(abs(a), abs(b))
    if type(a) is not type(b):
        return False
    if isinstance(a, (tuple, list)):
        return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b))
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(same(a[k], b[k]) for k in a)
    return a == b
