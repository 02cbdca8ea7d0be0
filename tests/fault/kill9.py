#!/usr/bin/env python3
"""kill9.py - a city under load is killed with kill -9 again and again; every acknowledged write must be
there afterwards, once, every timer and command must go on, and the audit chain must be whole.

usage: kill9.py BUILD_DIR PACK_DIR [--rounds 20] [--seed N]
PACK_DIR is one with underpasses, pumps and crews (packs/shanghai).
Only Python's own library; speaks to the city through its public doors (HTTP, command line).
Ends with "N passed, N failed".
"""
import argparse
import http.client
import random
import re
import shutil
import sys
import tempfile
import threading
import time

from city import City, Score
from plans import Plans, quick_pack

WRITERS = 12          # connections that post single observations
BATCHERS = 4          # connections that post data arrays
BATCH_ROWS = 50
STREAMS = 6
BASE_TIME_S = 1_700_000_000


def stamp(n):
    """A phenomenonTime of its own for every n."""
    s, ms = divmod(n, 1000)
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(BASE_TIME_S + s)) + f".{ms:03d}Z"


class Ledger:
    """What was tried and what the city said yes to."""

    def __init__(self):
        self.lock = threading.Lock()
        self.next = 0
        self.acknowledged = set()
        self.refused = 0

    def take(self, count):
        with self.lock:
            first = self.next
            self.next += count
            return range(first, first + count)

    def add(self, numbers):
        with self.lock:
            self.acknowledged.update(numbers)


def make_streams(city, token):
    ids = []
    for n in range(STREAMS):
        thing = {
            "name": f"fault-{n}", "description": "made by the fault test", "properties": {"key": f"fault-{n}"},
            "Locations": [{"name": "here", "description": "", "encodingType": "application/geo+json",
                           "location": {"type": "Point", "coordinates": [-73.95, 40.65]}}],
            "Datastreams": [{
                "name": "count", "description": "", "observationType":
                "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement",
                "unitOfMeasurement": {"name": "number", "symbol": "1", "definition": "http://qudt.org/vocab/unit/UNITLESS"},
                "ObservedProperty": {"name": "count", "definition": "http://example.org/count", "description": ""},
                "Sensor": {"name": "counter", "description": "", "encodingType": "text/html", "metadata": "none"}}]}
        status, answer, headers = city.ask("POST", "/sta/v1.1/Things", thing, token)
        if status != 201:
            sys.exit(f"cannot make a thing: {status} {answer}")
        where = headers.get("Location") or answer["@iot.selfLink"]
        thing_id = re.search(r"\((\d+)\)$", where).group(1)
        _, answer, _ = city.ask("GET", f"/sta/v1.1/Things({thing_id})/Datastreams", None, token)
        ids.append(answer["value"][0]["@iot.id"])
    return ids


def observe_singly(city, token, streams, ledger, ending):
    connection = city.connect()
    while not ending.is_set():
        n = ledger.take(1)[0]
        body = {"phenomenonTime": stamp(n), "result": n,
                "Datastream": {"@iot.id": streams[n % len(streams)]}}
        try:
            status = city.ask("POST", "/sta/v1.1/Observations", body, token, connection)[0]
        except (OSError, http.client.HTTPException, ValueError):
            return
        if status == 201:
            ledger.add([n])
        else:
            ledger.refused += 1


def observe_in_batches(city, token, streams, ledger, ending):
    connection = city.connect()
    while not ending.is_set():
        numbers = ledger.take(BATCH_ROWS)
        by_stream = {}
        for n in numbers:
            by_stream.setdefault(streams[n % len(streams)], []).append(n)
        body = [{"Datastream": {"@iot.id": s}, "components": ["phenomenonTime", "result"],
                 "dataArray@iot.count": len(rows), "dataArray": [[stamp(n), n] for n in rows]}
                for s, rows in by_stream.items()]
        try:
            status, answer, _ = city.ask("POST", "/sta/v1.1/CreateObservations", body, token, connection)
        except (OSError, http.client.HTTPException, ValueError):
            return
        if status in (200, 201):
            order = [n for rows in by_stream.values() for n in rows]
            ledger.add(n for n, said in zip(order, answer) if said != "error")
        else:
            ledger.refused += 1


def load_and_kill(city, token, streams, ledger, seconds):
    ending = threading.Event()
    workers = [threading.Thread(target=f, args=(city, token, streams, ledger, ending), daemon=True)
               for f in [observe_singly] * WRITERS + [observe_in_batches] * BATCHERS]
    for w in workers:
        w.start()
    time.sleep(seconds)
    city.kill()
    ending.set()
    for w in workers:
        w.join(30)


def read_back(city, token, streams, after):
    """How often each result number from `after` on is there."""
    found = {}
    for s in streams:
        path = (f"/sta/v1.1/Datastreams({s})/Observations?$top=1000&$select=result&$orderby=phenomenonTime"
                f"&$filter=phenomenonTime%20ge%20{stamp(after)}")
        while path:
            status, answer, _ = city.ask("GET", path, None, token)
            if status != 200:
                sys.exit(f"cannot read back: {status} {answer}")
            for row in answer["value"]:
                n = int(row["result"])
                found[n] = found.get(n, 0) + 1
            link = answer.get("@iot.nextLink")
            path = re.sub(r"^https?://[^/]+", "", link).replace(" ", "%20") if link else None
    return found


def check_round(city, token, streams, ledger, first, score, name):
    expected = {n for n in ledger.acknowledged if n >= first}
    found = read_back(city, token, streams, first)
    lost = sorted(expected - found.keys())
    twice = sorted(n for n, times in found.items() if times > 1)
    never_sent = sorted(n for n in found if n >= ledger.next)
    score.check(not lost, f"{name}: {len(lost)} acknowledged observations are lost, e.g. {lost[:5]}")
    score.check(not twice, f"{name}: {len(twice)} observations are there twice, e.g. {twice[:5]}")
    score.check(not never_sent, f"{name}: observations that nobody sent: {never_sent[:5]}")
    audit = city.command("audit", "verify")
    score.check(audit.returncode == 0, f"{name}: audit: {audit.stdout}{audit.stderr}")
    return len(expected), len(found)


def run(build, pack, rounds, seed):
    chance = random.Random(seed)
    score, ledger = Score(), Ledger()
    data = tempfile.mkdtemp(prefix="xiucheng-kill9-")
    city = City(build, quick_pack(pack, data), data)
    try:
        city.start()
        made = city.command("token", "--role", "admin", "--name", "fault")
        token = made.stdout.strip()
        if not token.startswith("xc_"):
            sys.exit(f"no token: {made.stdout}{made.stderr}")
        streams = make_streams(city, token)
        plans = Plans(city, token, score)
        for n in range(1, rounds + 1):
            first, seconds = ledger.next, chance.uniform(0.1, 1.0)
            plans.flood()
            load_and_kill(city, token, streams, ledger, seconds)
            started = time.monotonic()
            city.start()
            wait_ms = 1000 * (time.monotonic() - started)
            plans.look(f"round {n}")
            said, there = check_round(city, token, streams, ledger, first, score, f"round {n}")
            print(f"round {n}: killed after {seconds:.2f} s, {said} acknowledged, {there} there, "
                  f"ready again in {wait_ms:.0f} ms", flush=True)
        check_round(city, token, streams, ledger, 0, score, "all rounds together")
        plans.end()
        score.check(city.stop() == 0, "SIGTERM: the city did not end well")
        audit = city.command("audit", "verify")
        score.check(audit.returncode == 0, f"audit after the end: {audit.stderr}")
        print(audit.stdout.splitlines()[0] if audit.stdout else "", flush=True)
        score.check(len(ledger.acknowledged) > 0, "nothing was acknowledged at all")
    finally:
        if city.process and city.process.poll() is None:
            city.process.kill()
        city.log.close()
        if score.failed:
            print(f"kept for a look: {data}")
        else:
            shutil.rmtree(data, ignore_errors=True)
    return score.end()


def main():
    p = argparse.ArgumentParser()
    p.add_argument("build")
    p.add_argument("pack")
    p.add_argument("--rounds", type=int, default=20)
    p.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    a = p.parse_args()
    print(f"seed {a.seed}")
    sys.exit(run(a.build, a.pack, a.rounds, a.seed))


if __name__ == "__main__":
    main()
