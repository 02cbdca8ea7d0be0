"""city.py - a city as a test sees it: a data folder, a process, its public doors.

Only Python's own library: HTTP and the command line.
"""
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time

START_WAIT_S = 60


class City:
    """One data folder and the process that serves it."""

    def __init__(self, build, pack, data, *options):
        self.options = options
        self.program = os.path.join(build, "xiucheng")
        self.pack, self.data, self.port, self.process = pack, data, 0, None
        self.log = open(os.path.join(data, "serve.log"), "ab")

    def store_options(self):
        """XIUCHENG_STORE: a PostgreSQL (tests/pg/cluster.py); each data folder gets a schema of its own."""
        url = os.environ.get("XIUCHENG_STORE")
        if not url:
            return []
        schema = re.sub("[^a-z0-9]", "_", os.path.basename(self.data).lower())
        subprocess.run(["psql", url, "-qAtX", "-c",
                        f"SET client_min_messages = error; CREATE SCHEMA IF NOT EXISTS {schema}"], check=True)
        return ["--store", f"{url}&options=-csearch_path%3D{schema}"]

    def start(self):
        self.process = subprocess.Popen(
            [self.program, "serve", "--pack", self.pack, "--data", self.data, "--listen", "127.0.0.1:0",
             *self.store_options(), *self.options],
            stdout=subprocess.PIPE, stderr=self.log)
        line = self.process.stdout.readline().decode()
        found = re.search(r" port (\d+)$", line.strip())
        if not found:
            sys.exit(f"the city did not start: {line!r}; see {self.log.name}")
        self.port = int(found.group(1))
        until = time.monotonic() + START_WAIT_S
        while time.monotonic() < until:
            try:
                if self.ask("GET", "/healthz")[0] == 200:
                    return
            except OSError:
                pass
            time.sleep(0.02)
        sys.exit("the city started and never got ready")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=60)
        self.process.stdout.close()
        return code

    def command(self, *words, stdin=""):
        return subprocess.run([self.program, *words, "--data", self.data], capture_output=True, text=True,
                              input=stdin, timeout=60)

    def connect(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def ask(self, method, path, body=None, token=None, connection=None, headers=None):
        c = connection or self.connect()
        headers = {"Content-Type": "application/json", **(headers or {})}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        c.request(method, path, None if body is None else json.dumps(body), headers)
        answer = c.getresponse()
        data = answer.read()
        if not connection:
            c.close()
        return answer.status, json.loads(data) if data else None, dict(answer.getheaders())


class Score:
    """Counts; the closing line is what tools/test.py reads."""

    def __init__(self):
        self.passed = self.failed = 0

    def check(self, good, what):
        if good:
            self.passed += 1
        else:
            self.failed += 1
            print("FAILED:", what, flush=True)

    def end(self):
        print(f"{self.passed} passed, {self.failed} failed")
        return 1 if self.failed else 0
