#!/usr/bin/env python3
"""database.py - a city on PostgreSQL under load, while the database is killed as by a power cut, loses the city's
connection, or is stopped and started: the city waits and goes on by itself, says 503 meanwhile, and every
acknowledged write is there, once; the audit chain is whole. Wrong stores are refused before anything is touched.

usage: database.py BUILD_DIR PACK_DIR [--rounds 4] [--seed N]
Ends with "N passed, N failed"; 77 where no PostgreSQL is installed.
"""
import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time

from city import City, Score
import kill9

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../pg"))
from cluster import Cluster, find_programs  # noqa: E402

AWAY_S = 0.5      # how long the database stays away
BACK_S = 15       # the city must take writes again within this


def power_cut(cluster):
    cluster.kill()
    time.sleep(AWAY_S)
    cluster.start()


def cut_off(cluster):
    cluster.sql("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'xiucheng'")


def restart(cluster):
    cluster.call("pg_ctl", "-D", cluster.data, "-m", "immediate", "stop")
    cluster.server.wait()
    time.sleep(AWAY_S)
    cluster.start()


BREAKS = [power_cut, cut_off, restart]


def takes_writes(city, token, streams, ledger):
    """Posts until one is acknowledged; the seconds it took."""
    started = time.monotonic()
    while time.monotonic() < started + BACK_S:
        n = ledger.take(1)[0]
        body = {"phenomenonTime": kill9.stamp(n), "result": n, "Datastream": {"@iot.id": streams[n % len(streams)]}}
        if city.ask("POST", "/sta/v1.1/Observations", body, token)[0] == 201:
            ledger.add([n])
            return time.monotonic() - started
        time.sleep(0.05)
    return None


def one_round(city, cluster, token, streams, ledger, breaks, seconds):
    ending = threading.Event()
    work = [kill9.observe_singly] * kill9.WRITERS + [kill9.observe_in_batches] * kill9.BATCHERS
    workers = [threading.Thread(target=f, args=(city, token, streams, ledger, ending), daemon=True) for f in work]
    for w in workers:
        w.start()
    time.sleep(seconds)
    breaks(cluster)
    wait = takes_writes(city, token, streams, ledger)
    time.sleep(0.3)
    ending.set()
    for w in workers:
        w.join(60)
    return wait


def break_it(city, cluster, score, rounds, chance):
    token = city.command("token", "--role", "admin", "--name", "fault").stdout.strip()
    score.check(token.startswith("xc_"), "no token")
    streams, ledger = kill9.make_streams(city, token), kill9.Ledger()
    for n in range(rounds):
        first, breaks = ledger.next, BREAKS[n % len(BREAKS)]
        wait = one_round(city, cluster, token, streams, ledger, breaks, chance.uniform(0.2, 0.8))
        name = f"round {n + 1} ({breaks.__name__})"
        score.check(city.process.poll() is None, f"{name}: the city must not end")
        score.check(wait is not None, f"{name}: no write was taken within {BACK_S} s")
        said, there = kill9.check_round(city, token, streams, ledger, first, score, name)
        print(f"{name}: {said} acknowledged, {there} there, {ledger.refused} refused so far, "
              f"writes again after {wait or -1:.2f} s", flush=True)
    kill9.check_round(city, token, streams, ledger, 0, score, "all rounds together")
    score.check(ledger.refused > 0, "nobody was told 503 while the database was away")
    return token, streams, ledger


def serve_says(city, *options):
    data = tempfile.mkdtemp(prefix="xc-wrong-")
    try:
        done = subprocess.run([city.program, "serve", "--pack", city.pack, "--data", data, "--listen", "127.0.0.1:0",
                               *options], capture_output=True, text=True, timeout=60)
        return done.returncode, done.stderr
    finally:
        shutil.rmtree(data, ignore_errors=True)


def wrong_stores(city, cluster, score):
    """Each is refused with its reason, and the database is as it was."""
    for name in ("other", "latin", "poor", "newer"):
        extra = " ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0" if name == "latin" else ""
        cluster.sql(f"CREATE DATABASE {name}{extra}")
    cluster.sql("CREATE TABLE invoices (id int)", "other")
    cluster.sql("CREATE ROLE guest LOGIN")
    newer = cluster.url("newer")
    serve = subprocess.Popen([city.program, "serve", "--pack", city.pack, "--data", tempfile.mkdtemp(prefix="xc-new-"),
                              "--listen", "127.0.0.1:0", "--store", newer], stdout=subprocess.PIPE, text=True)
    serve.stdout.readline()
    score.check("another process" in serve_says(city, "--store", newer)[1], "a second writer must be refused")
    serve.terminate()
    serve.wait(30)
    cluster.sql("UPDATE meta SET value = '990000' WHERE key = 'city'", "newer")
    score.check("990000" in serve_says(city, "--store", newer)[1], "another city's store must be refused")
    cluster.sql("INSERT INTO schema_version VALUES (9999, '9999-future', 0)", "newer")
    table = [("other", cluster.url("other"), "something else"),
             ("latin", cluster.url("latin"), "UTF8"),
             ("poor", cluster.url("poor").replace("user=city", "user=guest"), "GRANT"),
             ("newer", newer, "9999-future"),
             ("nobody", cluster.url("nobody"), "does not exist"),
             ("no server", "postgresql:///x?host=/nowhere&user=u", "No such file"),
             ("no address", "postgresql://%zz", "not an address"),
             ("no store", "mysql://x", "postgresql://")]
    for name, url, word in table:
        before = tables(cluster, name)
        code, said = serve_says(city, "--store", url)
        score.check(code in (1, 2) and word in said, f"{name}: should say {word}: {said[-300:]}")
        score.check(tables(cluster, name) == before, f"{name}: was touched")


def tables(cluster, name):
    if name not in ("other", "latin", "poor", "newer"):
        return None
    return cluster.sql("SELECT count(*), sum(hashtext(relname)) FROM pg_class", name)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("build")
    p.add_argument("pack")
    p.add_argument("--rounds", type=int, default=4)
    p.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    a = p.parse_args()
    if not find_programs():
        print("no PostgreSQL here: skipped")
        sys.exit(77)
    print(f"seed {a.seed}", flush=True)
    score, data, cluster = Score(), tempfile.mkdtemp(prefix="xiucheng-database-"), Cluster()
    city = City(a.build, a.pack, data, "--store", cluster.url())
    try:
        city.start()
        break_it(city, cluster, score, a.rounds, random.Random(a.seed))
        score.check(city.stop() == 0, "SIGTERM: the city did not end well")
        wrong_stores(city, cluster, score)
    finally:
        if city.process and city.process.poll() is None:
            city.process.kill()
        city.log.close()
        if score.failed:
            with open(city.log.name, encoding="utf-8", errors="replace") as f:
                print(f.read()[-3000:])
        cluster.stop()
        shutil.rmtree(data, ignore_errors=True)
    sys.exit(score.end())


if __name__ == "__main__":
    main()
