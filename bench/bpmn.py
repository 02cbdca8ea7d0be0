#!/usr/bin/env python3
"""make bench-bpmn: whole process instances a second beside other engines, each on one thread, in processor time.

  bpmn.py BUILD [--seconds N]

The same model everywhere: start, three automatic tasks, a decision table, a gateway on its answer, end. Other engines
are looked for in $XIUCHENG_PEERS (~/.cache/xiucheng-peers; bench/peers/bpmn.sh brings them there); one that is missing
is named."""
import argparse
import json
import os
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
PEERS = os.environ.get("XIUCHENG_PEERS", os.path.expanduser("~/.cache/xiucheng-peers"))


def lines_of(command, **options):
    done = subprocess.run(command, capture_output=True, text=True, timeout=900, **options)
    found = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return found or [{"engine": command[0], "missing": (done.stderr.splitlines() or ["no answer"])[-1][:90]}]


def main():
    args = argparse.ArgumentParser()
    args.add_argument("build")
    args.add_argument("--seconds", default="5")
    args = args.parse_args()
    ours = lines_of([os.path.join(args.build, "bench", "xc_bench_bpmn"), os.path.join(HERE, "models"), args.seconds])
    rate = ours[0]["per_second"]
    print(f"{'xiucheng':28} {rate:>10,} instances/s")
    for more in ours[1:]:
        print(f"{'  start, save, load, finish':28} {more['per_second']:>10,} instances/s, "
              f"{more['waiting_bytes']} bytes while it waits")
    spiff, camunda = os.path.join(HERE, "peers", "spiff"), os.path.join(HERE, "peers", "camunda")
    peers = [[os.path.join(PEERS, "spiff", "bin", "python"), os.path.join(spiff, "bench.py"), spiff, args.seconds],
             ["java", "-cp", os.path.join(PEERS, "camunda", "lib", "*"), os.path.join(camunda, "Bench.java"), camunda,
              args.seconds]]
    for command in peers:
        name = os.path.basename(os.path.dirname(command[1] if "spiff" in command[0] else command[3]))
        try:
            found = lines_of(command)
        except OSError as error:
            found = [{"missing": str(error)}]
        for peer in found:
            if "per_second" in peer:
                print(f"{peer['engine']:28} {peer['per_second']:>10,} instances/s   ours is {rate / peer['per_second']:,.0f} times that")
            else:
                print(f"{name:28} {'':>10} missing ({peer['missing']}); bench/peers/bpmn.sh brings it")


if __name__ == "__main__":
    main()
