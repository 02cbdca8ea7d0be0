"""plans.py - cases whose timers run and whose commands wait while the city is killed again and again.

Each flood opens a case: a crew is sent and does not move, so three timers must escalate, each once and not before its
time; a pump is commanded: every second one is answered in a later life of the city, the others must time out.
"""
import os
import shutil
import sqlite3
import time
from datetime import datetime

ESCALATIONS = {"Task_ToStreet": 2, "Task_ToDistrict": 4, "Task_ToCity": 6}  # seconds, instead of 5, 15, 30 minutes
SLACK_S = 10


def quick_pack(pack, folder):
    """A copy whose timers are seconds."""
    copy = os.path.join(folder, "pack")
    shutil.copytree(pack, copy)
    name = os.path.join(copy, "scenarios/road-flooding.bpmn")
    with open(name, encoding="utf-8") as f:
        text = f.read()
    for slow, quick in (("PT5M", "PT2S"), ("PT15M", "PT4S"), ("PT30M", "PT6S")):
        if f">{slow}<" not in text:
            raise SystemExit(f"{name}: no timer of {slow}")
        text = text.replace(f">{slow}<", f">{quick}<")
    with open(name, "w", encoding="utf-8") as f:
        f.write(text)
    return copy


def seconds(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


class Plans:
    def __init__(self, city, token, score):
        self.city, self.token, self.score = city, token, score
        roads = {r["key"]: r for r in self.get("/api/v1/things?kind=road&limit=500")["things"]}
        self.roads = [roads[k] for k in sorted(roads) if k.startswith("UP-")]
        self.crews = [u for u in self.get("/api/v1/units")["units"] if "drain" in u["capabilities"]]
        self.flooded, self.answered = [], set()

    def get(self, path):
        status, answer, _ = self.city.ask("GET", path, None, self.token)
        if status != 200:
            raise SystemExit(f"{path}: {status} {answer}")
        return answer

    def flood(self):
        """The next road, with a crew beside it."""
        road, crew = self.roads[len(self.flooded)], self.crews[len(self.flooded)]
        moved = self.city.ask("POST", "/api/v1/positions",
                              {"units": [{"unit": crew["key"], "lat": road["lat"], "lon": road["lon"]}]}, self.token)
        stream = self.get(f"/sta/v1.1/Datastreams?$filter=Thing/properties/key%20eq%20%27{road['key']}%27")["value"][0]
        seen = self.city.ask("POST", "/sta/v1.1/Observations",
                             {"Datastream": {"@iot.id": stream["@iot.id"]}, "result": 22}, self.token)
        self.score.check(moved[0] == 200 and moved[1]["taken"] == 1 and seen[0] == 201, f"{road['key']}: {moved} {seen}")
        self.flooded.append(road["key"])

    def commands(self, key):
        return self.get(f"/api/v1/commands?actuator={key.replace('UP-', 'PUMP-')}")["commands"]

    def look(self, name):
        """After a restart: what was commanded still waits; the pump before is answered now."""
        key = self.flooded[-1]
        waiting = self.commands(key)
        self.score.check(len(waiting) == 1 and waiting[0]["state"] == "sent", f"{name}: the pump of {key}: {waiting}")
        if len(self.flooded) % 2 == 0 and waiting:
            said = self.city.ask("POST", f"/api/v1/commands/{waiting[0]['id']}/answer", {"state": "done"}, self.token)[0]
            self.score.check(said in (200, 204), f"{name}: an answer in a later life: {said}")
            self.answered.add(key)

    def escalated(self, case):
        page = self.get(f"/api/v1/cases/{case['id']}")
        opened = seconds(page["opened_at"])
        for element, due in ESCALATIONS.items():
            times = [seconds(h["time"]) - opened for h in page["history"] if h["kind"] == "notify" and h["element"] == element]
            self.score.check(len(times) == 1 and due <= times[0] <= due + SLACK_S,
                             f"{case['thing']}: {element} after {due} s, once: {times}")

    def time_out(self):
        """The city sleeps for longer than a pump may take: by the rows' times."""
        base = sqlite3.connect(os.path.join(self.city.data, "city.db"))
        base.execute("UPDATE command SET due_at = due_at - 60000000 WHERE state < 2")
        base.commit()
        base.close()

    def end(self):
        """Call with the city running, after the last kill."""
        time.sleep(max(ESCALATIONS.values()) + 0.5)
        cases = self.get("/api/v1/cases?scenario=road-flooding&limit=500")["cases"]
        self.score.check(sorted(c["thing"] for c in cases) == self.flooded, f"one case a flood: {len(cases)} of {len(self.flooded)}")
        for case in cases:
            self.escalated(case)
        self.city.kill()
        self.time_out()
        self.city.start()
        until = time.monotonic() + 10
        waiting = ["?"]
        while waiting and time.monotonic() < until:
            time.sleep(0.1)
            waiting = [k for k in self.flooded if self.commands(k)[-1]["state"] == "sent"]
        for key in self.flooded:
            first, wanted = self.commands(key)[-1], "done" if key in self.answered else "timed_out"
            self.score.check(first["state"] == wanted, f"{key}: its pump is {first['state']}, not {wanted}")
        print(f"{len(cases)} cases, {3 * len(cases)} timers, {len(self.answered)} commands answered in a later life, "
              f"{len(self.flooded) - len(self.answered)} timed out", flush=True)
