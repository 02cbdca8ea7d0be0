#!/usr/bin/env python3
"""keep.py - the drill: a city under load is backed up, thrown away, restored and compared; a backup that was cut,
changed or is opened with another passphrase is refused and leaves nothing; the city moves to PostgreSQL and back
with the same sums; `doctor` finds what was broken on purpose; a read-only folder and a full disk end in words.

usage: keep.py BUILD_DIR PACK_DIR
Ends with "N passed, N failed". The moves to PostgreSQL are left out where none is installed.
"""
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

from city import City, Score
import kill9

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../pg"))
from cluster import Cluster, find_programs  # noqa: E402

PASSPHRASE = "a long enough passphrase"


def call(city, *words):
    return subprocess.run([city.program, *words], capture_output=True, text=True, timeout=120,
                          env={**os.environ, "LC_ALL": "C"})


def fill(city, seconds=1.0):
    """Some load; returns the token, the streams and the ledger of what was acknowledged."""
    token = city.command("token", "--role", "admin", "--name", "drill").stdout.strip()
    streams, ledger, ending = kill9.make_streams(city, token), kill9.Ledger(), threading.Event()
    workers = [threading.Thread(target=f, args=(city, token, streams, ledger, ending), daemon=True)
               for f in [kill9.observe_singly] * 4 + [kill9.observe_in_batches] * 2]
    for w in workers:
        w.start()
    time.sleep(seconds)
    return token, streams, ledger, ending, workers


def write_key(folder, text=PASSPHRASE, mode=0o600):
    path = os.path.join(folder, f"key-{len(os.listdir(folder))}")
    with open(path, "w", encoding="utf-8") as f:
        f.write(text + "\n")
    os.chmod(path, mode)
    return path


def backup_under_load(city, work, key, score):
    """The backup holds at least what was acknowledged before it began."""
    token, streams, ledger, ending, workers = fill(city)
    before, file = set(ledger.acknowledged), os.path.join(work, "city.backup")
    done = call(city, "backup", "--data", city.data, "--file", file, "--key-file", key)
    score.check(done.returncode == 0, f"backup while running: {done.stderr}")
    print(done.stdout.strip(), flush=True)
    ending.set()
    for w in workers:
        w.join(30)
    again = call(city, "backup", "--data", city.data, "--file", file, "--key-file", key)
    score.check(again.returncode == 1 and "there already" in again.stderr, "a backup must not write over another")
    score.check(not [n for n in os.listdir(city.data) if n.startswith("backup-")], "the snapshot was left behind")
    with open(file, "rb") as f:
        score.check(b"SQLite format" not in f.read(), "the backup is readable")
    return token, streams, before, file


def restore_and_compare(city, work, key, token, streams, before, file, score):
    fresh = os.path.join(work, "restored")
    done = call(city, "restore", "--data", fresh, "--file", file, "--key-file", key)
    score.check(done.returncode == 0, f"restore: {done.stderr}")
    print(done.stdout.strip(), flush=True)
    other = City(os.path.dirname(city.program), city.pack, fresh)
    other.start()
    lost = before - kill9.read_back(other, token, streams, 0).keys()
    score.check(not lost, f"{len(lost)} of {len(before)} acknowledged before the backup are not in it")
    score.check(other.command("audit", "verify").returncode == 0, "the restored chain is whole")
    score.check(other.stop() == 0, "the restored city ends well")
    other.log.close()
    full = call(city, "restore", "--data", fresh, "--file", file, "--key-file", key)
    score.check(full.returncode == 1 and "not empty" in full.stderr, f"a full folder must be refused: {full.stderr}")
    return fresh


def spoil(file, how):
    with open(file, "rb") as f:
        data = bytearray(f.read())
    if how == "cut":
        data = data[:len(data) * 2 // 3]
    elif how == "end missing":
        data = data[:-22]
    elif how == "one bit":
        data[len(data) // 2] ^= 1
    elif how == "more behind it":
        data += b"x"
    elif how == "no backup":
        data = bytearray(b"hello") * 100
    path = file + "." + how.replace(" ", "-")
    with open(path, "wb") as f:
        f.write(data)
    return path


def wrong_backups(city, work, key, file, score):
    target = os.path.join(work, "nothing")
    other = write_key(work, "another passphrase")
    table = [(spoil(file, how), key, word) for how, word in
             [("cut", "cut"), ("end missing", "cut"), ("one bit", "changed"), ("more behind it", "changed"),
              ("no backup", "not a backup")]]
    table += [(file, other, "does not fit"), (file, write_key(work, "short"), "12"),
              (file, write_key(work, PASSPHRASE, 0o644), "chmod"), (file + ".none", key, "No such file")]
    for path, with_key, word in table:
        done = call(city, "restore", "--data", target, "--file", path, "--key-file", with_key)
        left = [n for n in os.listdir(work) if n.startswith("nothing")]
        score.check(done.returncode and word in done.stderr, f"{path}: should say {word}: {done.stderr}")
        score.check(not left, f"{path}: left {left}")


def sums(text):
    return sorted(line for line in text.splitlines() if " rows  " in line)


def there_and_back(city, fresh, token, streams, before, score):
    """To PostgreSQL and back: every table's sum stays."""
    cluster = Cluster()
    try:
        own, back = f"sqlite:{fresh}/city.db", f"sqlite:{fresh}-back.db"
        first = call(city, "migrate-store", own, cluster.url(), "--data", fresh)
        score.check(first.returncode == 0 and "equal" in first.stdout, f"migrate-store: {first.stderr}")
        other = City(os.path.dirname(city.program), city.pack, fresh)
        os.environ.pop("XIUCHENG_STORE", None)
        second = call(city, "migrate-store", cluster.url(), back)
        score.check(sums(first.stdout) == sums(second.stdout) != [], f"the sums differ: {second.stderr}")
        full = call(city, "migrate-store", back, cluster.url())
        score.check(full.returncode == 1 and "rows already" in full.stderr, "a full target must be refused")
        other.start()
        lost = before - kill9.read_back(other, token, streams, 0).keys()
        score.check(not lost, f"{len(lost)} readings did not move")
        doctor = call(city, "doctor", "--data", fresh)
        score.check(doctor.returncode == 0 and "PostgreSQL answers" in doctor.stdout, f"doctor: {doctor.stdout}")
        file = fresh + ".pg.backup"
        done = call(city, "backup", "--data", fresh, "--file", file, "--key-file", write_key(os.path.dirname(fresh)))
        score.check(done.returncode == 0, f"a backup of PostgreSQL: {done.stderr}")
        score.check(other.stop() == 0, "the moved city ends well")
        other.log.close()
    finally:
        cluster.stop()


def doctor_finds(city, score):
    well = call(city, "doctor", "--data", city.data)
    score.check(well.returncode == 0 and "BAD" not in well.stdout, f"a well city: {well.stdout}")
    city.stop()
    path = os.path.join(city.data, "city.db")
    base = sqlite3.connect(path)
    base.execute("UPDATE audit SET actor = 'somebody else' WHERE seq = 2")
    base.commit()
    base.close()
    os.chmod(os.path.join(city.data, "personal.key"), 0o644)
    sick = call(city, "doctor", "--data", city.data)
    score.check(sick.returncode == 1 and "BAD  audit" in sick.stdout and "audit/2" not in sick.stdout.split("audit")[0],
                f"a changed chain: {sick.stdout}")
    score.check("BAD  personal" in sick.stdout, f"an open key: {sick.stdout}")
    with open(path, "r+b") as f:
        f.seek(4096 * 5)
        f.write(os.urandom(4096 * 40))
    score.check("BAD" in call(city, "doctor", "--data", city.data).stdout, "a damaged file must be found")


def full_disk(build, pack, score):
    """No file may grow: the city says so and ends, and what it had acknowledged is there afterwards."""
    data = tempfile.mkdtemp(prefix="xc-full-")
    city = City(build, pack, data)
    city.start()
    token, streams, ledger, ending, workers = fill(city, 0.3)
    size = max(os.path.getsize(os.path.join(data, n)) for n in os.listdir(data) if n.startswith("city.db"))
    resource.prlimit(city.process.pid, resource.RLIMIT_FSIZE, (size + 300_000, size + 300_000))
    for w in workers:
        w.join(20)
        if ledger.refused:
            break
    ending.set()
    for w in workers:
        w.join(20)
    city.process.terminate()
    city.process.wait(60)
    city.process.stdout.close()
    with open(city.log.name, encoding="utf-8", errors="replace") as f:
        said = "commit failed" in f.read()
    score.check(ledger.refused > 0 or said, "a full disk must be said")
    score.check(city.process.returncode in (0, 1), f"a full disk must not kill: {city.process.returncode}")
    city.start()
    lost = ledger.acknowledged - kill9.read_back(city, token, streams, 0).keys()
    score.check(not lost, f"full disk: {len(lost)} of {len(ledger.acknowledged)} acknowledged are lost")
    score.check(city.command("audit", "verify").returncode == 0, "full disk: the chain is whole")
    print(f"full disk: {len(ledger.acknowledged)} acknowledged, {ledger.refused} refused, 0 lost", flush=True)
    city.stop()
    city.log.close()
    shutil.rmtree(data, ignore_errors=True)


def no_place(city, score):
    """A folder that cannot be: a file stands there, the disk does not write."""
    for place in ("/proc/xc-city", "/dev/null/city"):
        done = call(city, "serve", "--pack", city.pack, "--data", place, "--listen", "127.0.0.1:0")
        score.check(done.returncode == 1 and place.split("/xc")[0] in done.stderr, f"{place}: {done.stderr}")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    os.environ.pop("XIUCHENG_STORE", None)
    work, score = tempfile.mkdtemp(prefix="xiucheng-keep-"), Score()
    data = os.path.join(work, "city")
    os.mkdir(data, 0o700)
    city = City(sys.argv[1], sys.argv[2], data)
    try:
        city.start()
        key = write_key(work)
        token, streams, before, file = backup_under_load(city, work, key, score)
        fresh = restore_and_compare(city, work, key, token, streams, before, file, score)
        wrong_backups(city, work, key, file, score)
        if find_programs():
            there_and_back(city, fresh, token, streams, before, score)
        doctor_finds(city, score)
        no_place(city, score)
        full_disk(sys.argv[1], sys.argv[2], score)
    finally:
        if city.process and city.process.poll() is None:
            city.process.kill()
        city.log.close()
        shutil.rmtree(work, ignore_errors=True)
    sys.exit(score.end())


if __name__ == "__main__":
    main()
