#!/usr/bin/env python3
"""cluster.py - a PostgreSQL of a test's own: made in a temporary folder, on a unix socket alone, fsync on.

usage: cluster.py COMMAND [ARG ...]
Runs the command with XIUCHENG_STORE=postgresql://... of a fresh cluster, ends the cluster, and exits as the
command did; 77 (skipped) where no PostgreSQL is installed. Never touches another cluster of the machine.
"""
import glob
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time

SETTINGS = {
    "listen_addresses": "''", "fsync": "on", "full_page_writes": "on", "synchronous_commit": "on",
    "shared_buffers": "'128MB'", "max_wal_size": "'2GB'", "max_connections": "100", "autovacuum_naptime": "'10s'",
    "log_min_messages": "warning", "log_min_error_statement": os.environ.get("XIUCHENG_PG_STATEMENTS", "panic"), "logging_collector": "off",
}


def find_programs():
    """The folder of initdb and postgres, the newest version first; None if there is none."""
    found = glob.glob("/usr/lib/postgresql/*/bin/initdb")
    if found:
        return os.path.dirname(max(found, key=lambda p: int(p.split("/")[4])))
    one = shutil.which("initdb")
    return os.path.dirname(os.path.realpath(one)) if one else None


class Cluster:
    """PostgreSQL refuses to run as root: root runs it as the user of the package, or as nobody."""

    def __init__(self, settings=None):
        self.programs = find_programs()
        self.folder = tempfile.mkdtemp(prefix="xc-pg-")
        self.data = os.path.join(self.folder, "data")
        self.user = self.unprivileged()
        if self.user:
            os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)
        self.server = None
        os.chmod(self.folder, 0o755)
        self.call("initdb", "-D", self.data, "-U", "city", "-E", "UTF8", "--locale=C.UTF-8", "--auth=trust", "-N")
        with open(os.path.join(self.data, "postgresql.auto.conf"), "a", encoding="utf-8") as f:
            for key, value in {**SETTINGS, "unix_socket_directories": f"'{self.folder}'", **(settings or {})}.items():
                f.write(f"{key} = {value}\n")
        self.start()

    @staticmethod
    def unprivileged():
        if os.getuid() != 0:
            return None
        try:
            return pwd.getpwnam("postgres")
        except KeyError:
            return pwd.getpwnam("nobody")

    def become(self):
        if self.user:
            os.setgroups([])
            os.setgid(self.user.pw_gid)
            os.setuid(self.user.pw_uid)

    def call(self, program, *args):
        done = subprocess.run([os.path.join(self.programs, program), *args], cwd=self.folder, text=True,
                              preexec_fn=self.become, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stdout}")
        return done.stdout

    def start(self):
        with open(os.path.join(self.folder, "log"), "ab") as log:
            self.server = subprocess.Popen([os.path.join(self.programs, "postgres"), "-D", self.data],
                                           cwd=self.folder, preexec_fn=self.become, stdout=log, stderr=log)
        deadline = time.monotonic() + 60
        ready = [os.path.join(self.programs, "pg_isready"), "-q", "-h", self.folder, "-U", "city", "-d", "postgres"]
        while subprocess.run(ready).returncode:
            if self.server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("postgres does not start: " + self.log())
            time.sleep(0.05)

    def log(self):
        with open(os.path.join(self.folder, "log"), encoding="utf-8", errors="replace") as f:
            return f.read()[-1500:]

    def url(self, database="postgres", **more):
        rest = "".join(f"&{k}={v}" for k, v in more.items())
        return f"postgresql:///{database}?host={self.folder}&user=city{rest}"

    def sql(self, text, database="postgres"):
        return self.call("psql", "-h", self.folder, "-U", "city", "-d", database, "-qAtX", "-v", "ON_ERROR_STOP=1",
                         "-c", text).strip()

    def kill(self):
        """As when the power goes: every process of the cluster at once. Its own children only."""
        pids = [self.server.pid, *children(self.server.pid)]
        for pid in pids:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.server.wait()
        for pid in pids:  # the socket and shared memory must be free before the next start
            while os.path.exists(f"/proc/{pid}"):
                time.sleep(0.01)

    def stop(self):
        if self.server and self.server.poll() is None:
            self.server.send_signal(signal.SIGINT)  # fast: sessions are ended
            try:
                self.server.wait(30)
            except subprocess.TimeoutExpired:
                self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


def children(pid):
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as f:
        return [int(p) for p in f.read().split()]


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    if not find_programs():
        print("no PostgreSQL here: skipped")
        sys.exit(77)
    cluster = Cluster()
    try:
        code = subprocess.run(sys.argv[1:], env={**os.environ, "XIUCHENG_STORE": cluster.url()}).returncode
        if code:
            print(cluster.log(), file=sys.stderr)
    finally:
        cluster.stop()
    sys.exit(code)


if __name__ == "__main__":
    main()
