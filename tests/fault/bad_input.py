#!/usr/bin/env python3
"""bad_input.py - what must not be taken is refused with a clear error in the caller's language, changes
nothing and loses nothing; through the real server, at every address that takes a body or an id.

usage: bad_input.py BUILD_DIR PACK_DIR
PACK_DIR is one with people, roads and crews (packs/shanghai). Ends with "N passed, N failed".
"""
import http.client
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time

from city import City, Score

PASSWORD = "xiucheng-demo"
DEEP = b"[" * 5000 + b"]" * 5000
NO_JSON = [
    ("garbage", b"\x00\x01\x02garbage\xfe\xff"), ("half a text", b'{"a":'), ("two texts", b"{} {}"),
    ("nothing", b""), ("a list", b"[1,2]"), ("a number", b"7"), ("a text", b'"x"'), ("null", b"null"),
    ("too deep", DEEP), ("bad UTF-8", b'{"a":"\xff\xfe"}'), ("bad UTF-8 in a name", b'{"\xc3\x28":1}'),
    ("a lone surrogate", b'{"a":"\\ud800"}'), ("a name twice", b'{"a":1,"a":2}'),
    ("a zero byte", b'{"a":"x\x00y"}'), ("a number that is none", b'{"a":NaN}'),
]

# method, path, who
JSON_DOORS = [
    ("POST", "/api/v1/session", None), ("POST", "/api/v1/applications", "resident"),
    ("PUT", "/api/v1/applications/{draft}/answers", "resident"),
    ("POST", "/api/v1/applications/{draft}/rating", "resident"),
    ("POST", "/api/v1/cases/{case}/note", "duty"), ("POST", "/api/v1/cases/{case}/transfer", "duty"),
    ("POST", "/api/v1/cases/{case}/supervise", "supervisor"), ("POST", "/api/v1/cases/{case}/extensions", "duty"),
    ("POST", "/api/v1/cases/{case}/links", "duty"),
    ("POST", "/api/v1/tasks/1/delegate", "duty"), ("POST", "/api/v1/requests", "resident"),
    ("POST", "/api/v1/intake", "clerk"), ("POST", "/api/v1/commands/1/answer", "integrator"),
    ("POST", "/api/v1/positions", "integrator"), ("POST", "/api/v1/tasks/1/refuse", "duty"),
    ("POST", "/api/v1/tasks/1/complete", "duty"), ("POST", "/api/v1/licences/1/revoke", "police"),
    ("POST", "/sta/v1.1/Things", "integrator"), ("POST", "/sta/v1.1/Observations", "integrator"),
    ("POST", "/sta/v1.1/CreateObservations", "integrator"), ("POST", "/sta/v1.1/Sensors", "integrator"),
    ("POST", "/sta/v1.1/Datastreams({stream})/Observations", "integrator"),
]
NO_IDS = ["999999999", "0", "-1", "abc", "99999999999999999999", "1.5", "%00", "1'--", "%C3%A9", "+1", "0x1"]
ID_DOORS = [
    ("GET", "/api/v1/things/{id}", "duty"), ("GET", "/api/v1/things/{id}/series", "duty"),
    ("GET", "/api/v1/cases/{id}", "duty"), ("GET", "/api/v1/cases/{id}/drawing", "duty"),
    ("POST", "/api/v1/cases/{id}/acknowledge", "duty"), ("POST", "/api/v1/cases/{id}/note", "duty"),
    ("POST", "/api/v1/cases/{id}/transfer", "duty"), ("POST", "/api/v1/cases/{id}/supervise", "supervisor"),
    ("POST", "/api/v1/cases/{id}/withdraw", "duty"),
    ("POST", "/api/v1/cases/{id}/split", "duty"), ("POST", "/api/v1/cases/{id}/urge", "duty"),
    ("POST", "/api/v1/tasks/{id}/delegate", "duty"), ("POST", "/api/v1/tasks/{id}/refuse", "duty"),
    ("GET", "/api/v1/tasks/{id}", "duty"), ("POST", "/api/v1/tasks/{id}/claim", "duty"),
    ("POST", "/api/v1/tasks/{id}/accept", "duty"), ("POST", "/api/v1/tasks/{id}/complete", "duty"),
    ("POST", "/api/v1/commands/{id}/answer", "integrator"), ("GET", "/api/v1/files/{id}", "duty"),
    ("GET", "/api/v1/applications/{id}", "resident"), ("POST", "/api/v1/applications/{id}/submit", "resident"),
    ("GET", "/api/v1/licences/{id}/pdf", "resident"), ("POST", "/api/v1/licences/{id}/show", "resident"),
    ("POST", "/api/v1/licences/{id}/revoke", "police"), ("GET", "/api/v1/matters/{id}", None),
    ("GET", "/api/v1/divisions/{id}", "duty"), ("GET", "/sta/v1.1/Things({id})", "integrator"),
    ("GET", "/sta/v1.1/Datastreams({id})/Observations", "integrator"),
    ("GET", "/sta/v1.1/Observations({id})", "integrator"),
]
GOOD_ENOUGH = {"note": {"text": "x"}, "complete": {"answers": {}}, "answer": {"state": "done"},
               "revoke": {"reason": "x"}, "show": {"facts": []}}
QUERIES = [
    "/api/v1/cases?limit=0", "/api/v1/cases?limit=501", "/api/v1/cases?limit=x", "/api/v1/cases?state=asleep",
    "/api/v1/cases?after=nonsense", "/api/v1/cases?division=abc", "/api/v1/cases?division=1234567890123",
    "/api/v1/near?lat=91&lon=121", "/api/v1/near?lat=x&lon=121", "/api/v1/near?lon=121",
    "/api/v1/near?lat=nan&lon=121", "/api/v1/near?lat=31&lon=121&radius_m=-5",
    "/api/v1/near?lat=31&lon=121&radius_m=1e308", "/api/v1/near?lat=31&lon=121&limit=999999",
    "/api/v1/things?state=wet", "/api/v1/things?after=%FF", "/api/v1/overview?division=x",
    "/api/v1/things/1/series?from=yesterday", "/api/v1/commands?state=lost", "/api/v1/warnings?active=maybe",
    "/api/v1/events?after=x", "/sta/v1.1/Things?$top=-1", "/sta/v1.1/Things?$filter=name%20eq",
    "/sta/v1.1/Things?$orderby=nothing", "/sta/v1.1/Things?$expand=Nothing", "/sta/v1.1/Things?$select=nothing",
    "/sta/v1.1/Observations?$filter=" + "(" * 3000, "/sta/v1.1/Observations?$filter=result%20gt%20%27%FF%27",
]


class Asker:
    """The city with a key or a cookie for each kind of person."""

    def __init__(self, city):
        self.city, self.headers, self.connection = city, {None: {}}, None
        for role in ("integrator", "duty", "police", "clerk", "supervisor"):
            for name, where in ((role, []), (f"{role} of 310104", ["--division", "310104"])):
                token = city.command("token", "--role", role, "--name", role, *where).stdout.strip()
                self.headers[name] = {"Authorization": f"Bearer {token}"}
        for name, login in (("resident", "gu"), ("other resident", "chen")):
            self.headers[name] = self.sign_in(login)

    def sign_in(self, login):
        status, answer, headers = self.city.ask("POST", "/api/v1/session", {"login": login, "password": PASSWORD})
        if status != 200:
            sys.exit(f"cannot sign in as {login}: {status} {answer}")
        return {"Cookie": headers["Set-Cookie"].split(";")[0], "X-CSRF-Token": answer["csrf"]}

    def say(self, method, path, who=None, body=None, lang="en", **more):
        """status, parsed JSON or text, headers; body: bytes as they are, else JSON."""
        headers = {"Accept-Language": lang, **self.headers[who], **more}
        if body is not None:
            headers.setdefault("Content-Type", "application/json")
            body = body if isinstance(body, bytes) else json.dumps(body).encode()
        for again in (False, True):
            self.connection = self.connection or self.city.connect()
            try:
                self.connection.request(method, path, body, headers)
                answer = self.connection.getresponse()
                data = answer.read()
                break
            except (OSError, http.client.HTTPException):  # the server closed between two requests
                self.connection.close()
                self.connection = None
                if again:
                    raise
        try:
            parsed = json.loads(data) if data else None
        except ValueError:
            parsed = data
        return answer.status, parsed, dict(answer.getheaders())


def rows_of(city):
    """How many rows each table has; who was refused may be written down."""
    base = sqlite3.connect(f"file:{os.path.join(city.data, 'city.db')}?mode=ro", uri=True)
    base.execute("BEGIN")
    names = [n for (n,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    counts = {n: base.execute(f'SELECT count(*) FROM "{n}"').fetchone()[0]
              for n in names if n not in ("login_failure", "audit", "implausible", "session", "person_look")}
    base.close()
    return counts


class Test:
    def __init__(self, city, score):
        self.city, self.score, self.asker = city, score, Asker(city)
        self.fill = {}

    def check(self, good, what):
        self.score.check(good, what)

    def refused(self, name, method, path, who, body=None, wanted=(400, 404, 409, 413, 415, 422), **more):
        """In both languages a status of `wanted` and a sentence in that language."""
        for lang in ("zh", "en"):
            status, answer, _ = self.asker.say(method, path, who, body, lang, **more)
            error = answer.get("error") if isinstance(answer, dict) else None
            message = (error or {}).get("message") or (answer or {}).get("message", "") if isinstance(answer, dict) else ""
            chinese = any("\u4e00" <= c <= "\u9fff" for c in message)
            good = status in wanted and message and chinese == (lang == "zh")
            self.check(good, f"{name}: {method} {path[:120]} as {who} ({lang}): {status} {str(answer)[:200]}")

    def unchanged(self, name, part):
        before = rows_of(self.city)
        part()
        after = rows_of(self.city)
        changed = {n: (before[n], after[n]) for n in before if before[n] != after[n]}
        self.check(not changed, f"{name}: rows have changed: {changed}")
        status = self.asker.say("GET", "/healthz")[0]
        self.check(status == 200, f"{name}: the city is up: {status}")

    # ---- ground: a draft, a case in Jing'an, a road's stream in each of two districts ----

    def observe(self, stream, value, who="integrator", **more):
        return self.asker.say("POST", "/sta/v1.1/Observations", who,
                              {"Datastream": {"@iot.id": stream}, "result": value, **more})

    def stream_of(self, key):
        path = f"/sta/v1.1/Datastreams?$filter=Thing/properties/key%20eq%20%27{key}%27&$select=@iot.id,name"
        _, answer, _ = self.asker.say("GET", path, "integrator")
        if not answer or not answer.get("value"):
            sys.exit(f"no stream of {key}: {answer}")
        return answer["value"][0]["@iot.id"]

    def lay_ground(self):
        _, draft, _ = self.asker.say("POST", "/api/v1/applications", "resident", {"matter": "no-criminal-record"})
        self.fill = {"draft": draft["id"], "stream": self.stream_of("UP-001")}
        self.check(self.observe(self.fill["stream"], 31)[0] == 201, "a good reading is taken")
        for _ in range(50):
            _, page, _ = self.asker.say("GET", "/api/v1/cases?scenario=road-flooding", "duty")
            if page["cases"]:
                break
            time.sleep(0.1)
        self.fill["case"] = page["cases"][0]["id"]
        for _ in range(50):
            _, page, _ = self.asker.say("GET", f"/api/v1/cases/{self.fill['case']}", "duty")
            if page["tasks"]:
                self.fill["task"] = page["tasks"][0]["id"]
            if page["tasks"] and page["commands"]:
                break
            time.sleep(0.1)

    # ---- the parts ----

    def other_bodies(self):
        """Doors that take no JSON: warnings (XML), files (bytes), GeoReport (forms)."""
        xml = {"Content-Type": "application/cap+xml"}
        entity = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><alert>&x;</alert>'
        for name, body in [("garbage", b"\x00\xff"), ("nothing", b""), ("half a text", b"<alert"), ("no warning", b"<a/>"),
                           ("too deep", b"<a>" * 5000), ("an entity", entity), ("bad UTF-8", b"<alert>\xff</alert>"),
                           ("JSON", b"{}")]:
            self.refused(name, "POST", "/api/v1/warnings", "integrator", body, **xml)
        self.refused("a wrong kind", "POST", "/api/v1/warnings", "integrator", b"<alert/>", (415,), **{"Content-Type": "text/plain"})
        for name, body in [("a program", b"#!/bin/sh"), ("nothing", b""), ("half a picture", b"\x89PNG"), ("a page", b"<html></html>")]:
            self.refused(name, "POST", "/api/v1/files?name=a.png", "resident", body, **{"Content-Type": "image/png"})

    def bodies(self):
        for method, path, who in JSON_DOORS:
            path = path.format(**self.fill)
            for name, body in NO_JSON:
                if path == "/sta/v1.1/CreateObservations" and name == "a list":
                    continue
                self.refused(name, method, path, who, body)

    def huge(self):
        for method, path, who in JSON_DOORS:
            path = path.format(**self.fill)
            port = self.city.port
            with socket.create_connection(("127.0.0.1", port), 20) as s:
                lines = [f"{method} {path} HTTP/1.1", "Host: x", "Content-Length: 999999999999"]
                lines += [f"{k}: {v}" for k, v in self.asker.headers[who].items()]
                s.sendall("\r\n".join(lines + ["", ""]).encode())
                answer = s.recv(4096)
            self.check(answer.startswith(b"HTTP/1.1 413"), f"a terabyte: {method} {path}: {answer[:80]}")

    def ids(self):
        for method, path, who in ID_DOORS:
            for bad in NO_IDS:
                body = GOOD_ENOUGH.get(path.rsplit("/", 1)[-1]) if method == "POST" else None
                self.refused("no such id", method, path.replace("{id}", bad), who, body, (400, 404))

    def queries(self):
        for path in QUERIES:
            self.refused("a wrong query", "GET", path, "integrator" if "sta" in path else "duty", None, (400, 404, 413))

    def types(self):
        stream = {"Datastream": {"@iot.id": self.fill["stream"]}}
        rows = [
            ("/api/v1/session", None, {"login": 7, "password": "x"}), ("/api/v1/session", None, {"login": "gu"}),
            ("/api/v1/applications", "resident", {"matter": 7}),
            ("/api/v1/positions", "integrator", {"units": {}}), ("/api/v1/positions", "integrator", {"units": 7}),
            (f"/api/v1/cases/{self.fill['case']}/note", "duty", {"text": 7}),
            (f"/api/v1/cases/{self.fill['case']}/note", "duty", {"text": ""}),
            (f"/api/v1/cases/{self.fill['case']}/note", "duty", {"text": "x" * 100000}),
            ("/api/v1/commands/1/answer", "integrator", {"state": 3}),
            ("/api/v1/commands/1/answer", "integrator", {"state": "timed_out"}),
            ("/api/v1/commands/1/answer", "integrator", {"state": "sent"}),
            ("/sta/v1.1/Things", "integrator", {"name": 7, "description": ""}),
            ("/sta/v1.1/Things", "integrator", {"name": "x", "description": "", "Locations": 7}),
            ("/sta/v1.1/Things", "integrator", {"name": "x", "description": "", "Datastreams": [7]}),
            ("/sta/v1.1/Observations", "integrator", {"Datastream": 7, "result": 1}),
            ("/sta/v1.1/Observations", "integrator", {"Datastream": {"@iot.id": "seven"}, "result": 1}),
            ("/sta/v1.1/Observations", "integrator", {"Datastream": {"@iot.id": -1}, "result": 1}),
            ("/sta/v1.1/Observations", "integrator", {**stream, "result": {"a": 1}, "phenomenonTime": 7}),
            ("/sta/v1.1/Observations", "integrator", stream),
            ("/sta/v1.1/CreateObservations", "integrator", [{**stream, "components": ["result"], "dataArray": 7}]),
            ("/sta/v1.1/CreateObservations", "integrator", [{**stream, "components": ["wetness"], "dataArray": [[1]]}]),
        ]
        for path, who, body in rows:
            self.refused("a wrong type", "POST", path, who, body)

    def positions(self):
        bad = [{"unit": "U-99", "lat": 31, "lon": 121}, {"unit": 7.5, "lat": 31, "lon": 121}, {"unit": -1, "lat": 31, "lon": 121}, {"lat": 31, "lon": 121},
               {"unit": "U-01", "lat": 91, "lon": 121}, {"unit": "U-01", "lat": "31", "lon": 121}, 7,
               {"unit": "U-01", "lat": 31, "lon": 121, "time": "2099-01-01T00:00:00Z"},
               {"unit": "U-01", "lat": 31, "lon": 121, "time": "soon"},
               {"unit": "U-01", "lat": 31, "lon": 121, "state": "asleep"}]
        _, before, _ = self.asker.say("GET", "/api/v1/units", "duty")
        for one in bad:
            status, answer, _ = self.asker.say("POST", "/api/v1/positions", "integrator", {"units": [one]})
            whole = status >= 400 or (answer["taken"] == 0 and len(answer["refused"]) == 1)
            self.check(whole, f"a position that is none: {one}: {status} {answer}")
        _, after, _ = self.asker.say("GET", "/api/v1/units", "duty")
        self.check(before == after, "no unit has moved")

    def readings(self):
        s = self.fill["stream"]
        late = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 86400))
        rows = [("a negative depth", -3, {}), ("an absurd depth", 940, {}), ("far more", 1e300, {}),
                ("tomorrow", 7, {"phenomenonTime": late}), ("the year 9999", 7, {"phenomenonTime": "9999-12-31T23:59:59Z"}),
                ("no time", 7, {"phenomenonTime": "25 o'clock"}), ("31 February", 7, {"phenomenonTime": "2026-02-31T00:00:00Z"}),
                ("backwards", 7, {"phenomenonTime": "2026-02-02T00:00:00Z/2026-02-01T00:00:00Z"})]
        for name, value, more in rows:
            body = {"Datastream": {"@iot.id": s}, "result": value, **more}
            self.refused(name, "POST", "/sta/v1.1/Observations", "integrator", body)
        self.refused("too large a number", "POST", "/sta/v1.1/Observations", "integrator",
                     b'{"Datastream":{"@iot.id":%d},"result":1e999}' % s)
        self.refused("another district's gauge", "POST", "/sta/v1.1/Observations", "integrator of 310104",
                     {"Datastream": {"@iot.id": s}, "result": 7}, (403,))

    def wrong_unit(self):
        """A gauge of a road that measures in kilograms: no rule could read it."""
        stream = {"name": "d", "description": "", "observationType": "o", "properties": {"key": "depth"},
                  "unitOfMeasurement": {"name": "kilogram", "symbol": "kg", "definition": ""},
                  "Sensor": {"name": "s", "description": "", "encodingType": "t", "metadata": "m"},
                  "ObservedProperty": {"name": "p", "definition": "d", "description": ""}}
        thing = {"name": "w", "description": "", "properties": {"key": "WRONG-1", "type": "road", "division": "310104000000"},
                 "Datastreams": [stream]}
        self.refused("a wrong unit", "POST", "/sta/v1.1/Things", "integrator", thing)

    def same_again(self):
        """The one part that is no refusal: a reading sent twice is there once."""
        s, count = self.fill["stream"], f"/sta/v1.1/Datastreams({self.fill['stream']})/Observations?$count=true&$top=0"
        when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - 60))
        places = set()
        _, before, _ = self.asker.say("GET", count, "integrator")
        for _ in range(3):
            status, _, headers = self.observe(s, 30, phenomenonTime=when)
            self.check(status in (200, 201), f"a reading again: {status}")
            places.add(headers.get("Location"))
        _, after, _ = self.asker.say("GET", count, "integrator")
        self.check(after["@iot.count"] == before["@iot.count"] + 1, f"a reading sent three times: {before} {after}")
        self.check(len(places) == 1, f"and has one address: {places}")

    def others(self):
        """A case of Jing'an, and who has no business there."""
        case, task = self.fill["case"], self.fill.get("task")
        self.check(task is not None, "the case has a task")
        for who in ("duty of 310104", "resident", "police of 310104"):
            wanted = (403, 404)
            self.refused("another's case", "GET", f"/api/v1/cases/{case}", who, None, wanted)
            self.refused("another's case", "GET", f"/api/v1/cases/{case}/drawing", who, None, wanted)
            self.refused("another's case", "POST", f"/api/v1/cases/{case}/note", who, {"text": "x"}, wanted)
            self.refused("another's case", "POST", f"/api/v1/cases/{case}/acknowledge", who, {}, wanted)
            self.refused("another's task", "GET", f"/api/v1/tasks/{task}", who, None, wanted)
            for what, body in (("claim", {}), ("accept", {}), ("arrive", {"lat": 31, "lon": 121}),
                               ("refuse", {"reason": "busy"}), ("complete", {"answers": {"done": True}})):
                self.refused("another's task", "POST", f"/api/v1/tasks/{task}/{what}", who, body, wanted)
        self.refused("another district", "GET", "/api/v1/cases?division=310106", "duty of 310104", None, (403,))
        _, page, _ = self.asker.say("GET", "/api/v1/cases", "duty of 310104")
        self.check(page["cases"] == [], f"another's case in a list: {page}")
        self.refused("another's pump", "POST", "/api/v1/commands/1/answer", "integrator of 310104", {"state": "done"}, (403, 404))
        draft = self.fill["draft"]
        for method, path, body in (("GET", "", None), ("PUT", "/answers", {"answers": {}}), ("POST", "/submit", {}),
                                   ("POST", "/withdraw", {"reason": "x"}), ("POST", "/rating", {"score": 1})):
            self.refused("another's application", method, f"/api/v1/applications/{draft}{path}", "other resident", body, (403, 404, 409))

    def codes(self):
        """Codes that were never issued; forged and replayed ones of a real licence: tests/e2e/certificate.test.mjs."""
        codes = ["", "x", "xc1.", "xc1..", "xc1.e30.AAAA", "xc1." + "A" * 400 + "." + "A" * 86, "xc1.\u6c34.\u6c34",
                 "x" * 10000, "https://example.org/v#xc1.e30.AA", "xc1.eyJsIjotMX0." + "A" * 86, "xc2.e30." + "A" * 86]
        for code in codes:
            status, answer, _ = self.asker.say("POST", "/api/v1/verify", None, {"code": code})
            self.check(status == 200 and answer["verdict"] in ("unknown", "altered") and answer["text"]["zh"] and not answer["facts"],
                       f"a code nobody issued: {code[:40]}: {status} {answer}")

    def strangers(self):
        for method, path, _ in JSON_DOORS[1:] + ID_DOORS:
            if "matters" in path:
                continue
            path = path.format(id=1, **self.fill)
            self.refused("a stranger", method, path, None, {} if method != "GET" else None, (401,))
            self.refused("a made-up cookie", method, path, None, {} if method != "GET" else None, (401,),
                         Cookie="xc_session=" + "x" * 40)
            self.refused("a made-up key", method, path, None, {} if method != "GET" else None, (401,),
                         Authorization="Bearer xc_" + "x" * 40)

    def slow(self):
        """Sixty who drip their request do not keep one who asks properly."""
        slow = []
        for n in range(60):
            s = socket.create_connection(("127.0.0.1", self.city.port), 10)
            s.sendall(b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 4000\r\n" + (b"\r\n{" if n % 2 else b"X-A: "))
            slow.append(s)
        worst = 0.0
        for _ in range(20):
            for s in slow:
                s.send(b" ")
            start = time.monotonic()
            self.check(self.asker.say("GET", "/api/v1/cases", "duty")[0] == 200, "a proper request beside slow ones")
            worst = max(worst, time.monotonic() - start)
        self.check(worst < 5, f"beside slow clients an answer took {worst:.1f} s")
        for s in slow:
            s.close()

    def bad_pack(self):
        """A district that lies in one of its own streets: the city does not start, and starts again with the good one."""
        folder = os.path.join(self.city.data, "bad-pack")
        shutil.copytree(self.city.pack, folder)
        name = os.path.join(folder, "divisions.csv")
        with open(name, encoding="utf-8") as f:
            text = f.read()
        with open(name, "w", encoding="utf-8") as f:
            f.write(text.replace("310104000000,310000000000,", "310104000000,310104011000,", 1))
        self.city.stop()
        r = subprocess.run([self.city.program, "serve", "--pack", folder, "--data", self.city.data, "--listen", "127.0.0.1:0"],
                           capture_output=True, text=True, timeout=60)
        self.check(r.returncode == 2 and "divisions.csv:" in r.stderr and "cycle" in r.stderr, f"a pack with a cycle: {r}")
        self.city.start()
        self.asker.connection = None

    def expired(self):
        """A session that is over: by its row's time, across a restart."""
        stale = self.asker.sign_in("gu")
        self.asker.headers["stale"] = stale
        self.check(self.asker.say("GET", "/api/v1/session", "stale")[0] == 200, "a session is good at first")
        self.city.stop()
        base = sqlite3.connect(os.path.join(self.city.data, "city.db"))
        base.execute("UPDATE session SET expires_us = 1")
        base.commit()
        base.close()
        self.city.start()
        self.asker.connection = None
        for method, path in (("GET", "/api/v1/session"), ("GET", "/api/v1/me"), ("POST", "/api/v1/applications")):
            self.refused("an expired session", method, path, "stale", {} if method == "POST" else None, (401,))


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    data = tempfile.mkdtemp(prefix="xiucheng-bad-")
    city, score = City(sys.argv[1], sys.argv[2], data, "--demo"), Score()
    try:
        city.start()
        t = Test(city, score)
        t.lay_ground()
        for name in ("bodies", "other_bodies", "huge", "ids", "queries", "types", "positions", "readings", "wrong_unit", "others", "codes",
                     "strangers", "slow", "bad_pack", "expired"):
            before, start = (score.passed, score.failed), time.monotonic()
            t.unchanged(name, getattr(t, name))
            print(f"{name}: {score.passed - before[0]} held, {score.failed - before[1]} not, "
                  f"{time.monotonic() - start:.1f} s", flush=True)
        t.same_again()
        score.check(city.stop() == 0, "SIGTERM: the city did not end well")
        audit = city.command("audit", "verify")
        score.check(audit.returncode == 0, f"the audit chain: {audit.stderr}")
        with open(city.log.name, encoding="utf-8") as log:
            faults = [line for line in log if '"level":"error"' in line]
        score.check(not faults, f"the log holds faults: {faults[:3]}")
    finally:
        if city.process and city.process.poll() is None:
            city.process.kill()
        city.log.close()
        if not score.failed:
            shutil.rmtree(data, ignore_errors=True)
        else:
            print(f"kept for a look: {data}")
    sys.exit(score.end())


if __name__ == "__main__":
    main()
