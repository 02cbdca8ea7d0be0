#!/usr/bin/env python3
"""owner.py - what the owner of the machine does from the command line, with and without a running server;
and that SIGTERM under load loses nothing.

usage: owner.py BUILD_DIR PACK_DIR
Ends with "N passed, N failed".
"""
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

import kill9
from city import City, Score


def sign_in(city, login, password):
    status, answer, headers = city.ask("POST", "/api/v1/session", {"login": login, "password": password})
    return status, answer, headers.get("Set-Cookie", "").split(";")[0]


def put_user(city, password, *more):
    return city.command("user", "--login", "zhao", "--name", "赵敏", "--roles", "admin", *more,
                        stdin=password + "\n")


def while_stopped(city, score):
    r = city.command("audit", "verify")
    score.check(r.returncode == 1, "audit of no data must fail")
    r = city.command("token", "--role", "admin", "--name", "before")
    score.check(r.returncode == 0 and r.stdout.startswith("xc_"), f"token before the first start: {r}")
    for words in (["token", "--name", "x"], ["token", "--role", "a b", "--name", "x"], ["token", "--nonsense"],
                  ["user", "--login", "a b", "--name", "x"], ["audit", "shred"]):
        bad = city.command(*words, stdin="p\n")
        score.check(bad.returncode == 2 and bad.stderr and not bad.stdout, f"{words} must be refused: {bad}")
    r2 = put_user(city, "first secret")
    score.check(r2.returncode == 0, f"user before the first start: {r2}")
    return r.stdout.strip()


def while_running(city, score, token):
    score.check(city.ask("GET", "/sta/v1.1/Things", None, token)[0] == 200, "the earlier token must work")
    r = city.command("token", "--role", "admin", "--name", "during")
    during = r.stdout.strip()
    score.check(r.returncode == 0 and city.ask("GET", "/sta/v1.1/Things", None, during)[0] == 200,
                "a token made while the server runs must work at once")
    r = city.command("token", "--name", "before", "--revoke")
    score.check(r.stdout == "1 revoked\n", f"revoking: {r}")
    score.check(city.ask("GET", "/sta/v1.1/Things", None, token)[0] == 401, "a revoked token must not work")
    score.check(city.command("token", "--name", "nobody", "--revoke").returncode == 1, "nothing to revoke")

    status, _, cookie = sign_in(city, "zhao", "first secret")
    score.check(status == 200, f"signing in: {status}")
    score.check(sign_in(city, "zhao", "wrong")[0] == 401, "a wrong password must be refused")
    me = {"Cookie": cookie}
    score.check(city.ask("GET", "/api/v1/session", headers=me)[0] == 200, "the cookie must be known")
    score.check(put_user(city, "second secret").returncode == 0, "a user is changed while the server runs")
    score.check(city.ask("GET", "/api/v1/session", headers=me)[0] == 401, "a changed user signs in anew")
    score.check(sign_in(city, "zhao", "first secret")[0] == 401, "the old password is void")
    status, _, cookie = sign_in(city, "zhao", "second secret")
    score.check(status == 200, "the new password works")
    put_user(city, "", "--bar")
    score.check(city.ask("GET", "/api/v1/session", headers={"Cookie": cookie})[0] == 401, "a barred user is out")
    score.check(sign_in(city, "zhao", "second secret")[0] == 401, "and stays out")

    second = subprocess.run([city.program, "serve", "--pack", city.pack, "--data", city.data, "--listen",
                             "127.0.0.1:0"], capture_output=True, text=True, timeout=60)
    score.check(second.returncode == 1 and city.data in second.stderr, f"a second server: {second}")
    score.check(city.command("audit", "verify").returncode == 0, "the chain is whole while the server runs")
    mode = os.stat(os.path.join(city.data, "control.sock")).st_mode & 0o777
    score.check(mode & 0o077 == 0, f"the owner's socket is for the owner alone: {mode:o}")
    return during


def key_rows(text):
    return [line.split() for line in text.splitlines()]


def keys_follow(city, score):
    """The next signing key: published at once, signs from its time on; the first verifies for ever."""
    def published():
        return city.ask("GET", "/api/v1/verify/keys")[1]["keys"]

    first = published()
    score.check(len(first) == 1 and first[0]["not_before"] is None and first[0]["not_after"] is None, f"the first key: {first}")
    for words in (["--in", "5"], ["--next", "--in", "-1"], ["--next", "--in", "x"], ["--next", "--in", "9999999"]):
        score.check(city.command("key", *words).returncode == 2, f"key {words} must be refused")
    r = city.command("key", "--next", "--in", "0")
    score.check(r.returncode == 0 and len(key_rows(r.stdout)) == 2, f"the next key: {r}")
    until = time.monotonic() + 10
    while published()[0]["kid"] == first[0]["kid"] and time.monotonic() < until:
        time.sleep(0.1)
    now = published()
    score.check([k["kid"] for k in now][1:] == [first[0]["kid"]] and now[1]["not_after"] == now[0]["not_before"],
                f"both keys are published, the one that signs first: {now}")
    status = city.ask("GET", "/api/v1/verify/status")[1]
    score.check(status["kid"] == now[0]["kid"], f"the list is signed by the new key: {status['kid']}")
    r = city.command("key", "--next")
    score.check(r.returncode == 0 and len(published()) == 3 and published()[0] == {**now[0], "not_after": published()[1]["not_before"]},
                f"the one after is known two days ahead: {published()}")
    third = published()[1]["kid"]
    score.check(city.command("key", "--next").returncode == 1, "one waiting key is enough")
    city.kill()
    listed = key_rows(city.command("key").stdout)
    score.check([row[0] for row in listed] == [first[0]["kid"], now[0]["kid"], third] and listed[1][-1] == "signs",
                f"the same without a server: {listed}")
    score.check(not os.path.exists(os.path.join(city.data, "issuer-sm2.pem")), "the first private key is destroyed")
    city.start()
    score.check(len(published()) == 3, "and after a restart")


def sessions_survive(city, score):
    put_user(city, "third secret")
    _, _, cookie = sign_in(city, "zhao", "third secret")
    city.kill()
    city.start()
    score.check(city.ask("GET", "/api/v1/session", headers={"Cookie": cookie})[0] == 200,
                "a session survives kill -9")


def guessing(city, score):
    answers = [sign_in(city, "zhao", f"guess {n}")[0] for n in range(6)]
    score.check(answers == [401] * 5 + [429], f"guessing must get slow: {answers}")
    city.kill()
    city.start()
    score.check(sign_in(city, "zhao", "third secret")[0] == 429, "a restart forgives no guesses")


def drained_under_load(city, token, score):
    ledger, ending = kill9.Ledger(), threading.Event()
    streams = kill9.make_streams(city, token)
    workers = [threading.Thread(target=kill9.observe_singly, args=(city, token, streams, ledger, ending),
                                daemon=True) for _ in range(8)]
    for w in workers:
        w.start()
    time.sleep(0.7)
    score.check(city.stop() == 0, "SIGTERM under load must end well")
    ending.set()
    for w in workers:
        w.join(30)
    city.start()
    found = kill9.read_back(city, token, streams, 0)
    lost = ledger.acknowledged - found.keys()
    score.check(ledger.acknowledged and not lost, f"{len(lost)} of {len(ledger.acknowledged)} lost by draining")
    print(f"drained with {len(ledger.acknowledged)} acknowledged, {len(found)} there", flush=True)


def tampered(city, score):
    city.stop()
    base = sqlite3.connect(os.path.join(city.data, "city.db"))
    base.execute("UPDATE audit SET actor = 'somebody else' WHERE seq = 2")
    base.commit()
    base.close()
    r = city.command("audit", "verify")
    score.check(r.returncode == 1 and "audit/2" in r.stderr, f"a changed entry must be named: {r}")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    data = tempfile.mkdtemp(prefix="xiucheng-owner-")
    city, score = City(sys.argv[1], sys.argv[2], data), Score()
    try:
        token = while_stopped(city, score)
        city.start()
        token = while_running(city, score, token)
        sessions_survive(city, score)
        keys_follow(city, score)
        guessing(city, score)
        drained_under_load(city, token, score)
        tampered(city, score)
    finally:
        if city.process and city.process.poll() is None:
            city.process.kill()
        city.log.close()
        shutil.rmtree(data, ignore_errors=True)
    sys.exit(score.end())


if __name__ == "__main__":
    main()
