#!/usr/bin/env python3
"""each.py - runs programs of libcheck one after the other and adds up what they say.

usage: each.py PROGRAM ...
Ends with "N passed, N failed"."""
import re
import subprocess
import sys


def main():
    passed = failed = 0
    for program in sys.argv[1:]:
        done = subprocess.run([program], text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=250)
        line = re.search(r"\d+%: Checks: (\d+), Failures: (\d+), Errors: (\d+)", done.stdout)
        checks, bad = (int(line[1]), int(line[2]) + int(line[3])) if line else (1, 1)
        passed, failed = passed + checks - bad, failed + bad
        if bad or done.returncode:
            print(f"--- {program}\n{done.stdout[-6000:]}", flush=True)
            failed += not bad
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


if __name__ == "__main__":
    main()
