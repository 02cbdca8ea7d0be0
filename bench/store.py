#!/usr/bin/env python3
"""make bench-store: the same city on SQLite and on PostgreSQL in one run, in turns; prints the ratios with their aims.

usage: store.py BUILD [SECONDS] [ROUNDS]
Load, city and database share the machine: ratios say more than sums. PostgreSQL is a cluster of its own, fsync on."""
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
sys.path[:0] = [os.path.join(ROOT, "tests/pg"), os.path.join(ROOT, "tests/fault")]
from city import City  # noqa: E402
from cluster import Cluster  # noqa: E402

BUILD = sys.argv[1] if len(sys.argv) > 1 else "build"
SECONDS = sys.argv[2] if len(sys.argv) > 2 else "4"
ROUNDS = int(sys.argv[3]) if len(sys.argv) > 3 else 3
REPORT = """/api/v1/requests
{"type":"street-light","words":"the light number {n} is out","lat":31.2001,"lon":121.4501,"address":"lamp {n}"}"""
# what, mode, connections, aim of PostgreSQL over SQLite
LOADS = [("readings, 100 a request", "batch", 16, 0.5), ("readings, one a request, 64 clients", "single", 64, None),
         ("cases opened, 64 clients", "post", 64, 0.3)]


def measure(city, token, streams, mode, connections, form, count):
    done = subprocess.run([os.path.join(BUILD, "bench/xc_bench"), "-p", str(city.port), "-t", token, "-d", streams,
                           "-c", str(connections), "-s", SECONDS, "-f", form, "-n", str(count), mode],
                          capture_output=True, text=True)
    try:
        r = json.loads(done.stdout)
    except ValueError:
        sys.exit(f"{mode}: {done.stdout}{done.stderr}")
    if r["bad"] * 10 > r["asked"]:
        sys.exit(f"{mode}: {r}")
    return r["rows_per_s"]


def open_city(*options):
    city = City(BUILD, os.path.join(ROOT, "packs/shanghai"), tempfile.mkdtemp(prefix="xc-bench-"), *options)
    city.start()
    token = city.command("token", "--role", "admin", "--name", "bench").stdout.strip()
    ids = [v["@iot.id"] for v in city.ask("GET", "/sta/v1.1/Datastreams?$select=id&$top=100", None, token)[1]["value"]]
    return city, token, ",".join(map(str, ids))


def main():
    cluster = Cluster()
    with tempfile.NamedTemporaryFile("w", suffix=".form") as form:
        form.write(REPORT)
        form.flush()
        try:
            cities = {"sqlite": open_city(), "postgresql": open_city("--store", cluster.url())}
            for what, mode, connections, aim in LOADS:
                got = {name: [] for name in cities}
                for n in range(ROUNDS):
                    for name, (city, token, streams) in cities.items():
                        count = int(time.time() * 1000) % 1_000_000_000
                        got[name].append(measure(city, token, streams, mode, connections, form.name, count))
                mid = {name: statistics.median(v) for name, v in got.items()}
                ratio = mid["postgresql"] / mid["sqlite"]
                print(f"{what:40} SQLite {mid['sqlite']:9.0f}/s  PostgreSQL {mid['postgresql']:9.0f}/s  "
                      f"ratio {ratio:.2f}" + (f"  aim {aim}" if aim else ""), flush=True)
            for city, _, _ in cities.values():
                city.stop()
                city.log.close()
        finally:
            cluster.stop()


if __name__ == "__main__":
    main()
