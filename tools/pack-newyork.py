#!/usr/bin/env python3
"""Makes the figures of packs/newyork (things.csv, storm/readings.csv) from the tables of the storm.

Usage: tools/pack-newyork.py FOLDER, the folder that holds sensors.csv and depth_series.csv as published.
Inches become centimetres exactly (x 2.54, no rounding), so no sensor changes side at a threshold.
Prints what a reader may check: sensors that report, sensors that reach 20 cm, episodes.
"""
import csv
import datetime
import json
import pathlib
import sys
from decimal import Decimal

HERE = pathlib.Path(__file__).resolve().parent.parent / "packs" / "newyork"
# borough -> (division, Chinese name, prefix that the published names carry)
BOROUGHS = {
    "Manhattan": ("360610000000", "曼哈顿", "M"),
    "Bronx": ("360050000000", "布朗克斯", "BX"),
    "Brooklyn": ("360470000000", "布鲁克林", "BK"),
    "Queens": ("360810000000", "皇后区", "Q"),
    "Staten Island": ("360850000000", "史泰登岛", "SI"),
}


def centimetres(inches):
    text = format((Decimal(inches) * Decimal("2.54")).normalize(), "f")
    return "0" if text in ("-0", "0") else text


def things(source):
    for row in csv.DictReader(open(source / "sensors.csv", encoding="utf-8")):
        division, zh, prefix = BOROUGHS[row["borough"]]
        name = row["sensor_name"].removeprefix(prefix + " - ")
        properties = {"borough": row["borough"], "tidal": row["tidal"] == "True"}
        yield [row["sensor_id"], "road", f"{zh} {name}", f"{name}, {row['borough']}",
               f"{float(row['lat']):.6f}", f"{float(row['lon']):.6f}", division,
               json.dumps(properties, separators=(",", ":"))]


def readings(source):
    for row in csv.DictReader(open(source / "depth_series.csv", encoding="utf-8")):
        yield [row["sensor_id"], "depth", row["time_utc"], centimetres(row["depth_in"])]


def episodes(series):
    """Raised at 20 cm, over when under 5 cm for 10 minutes of the observations' own time."""
    count, open_since, low_since = 0, None, None
    for time, value in series:
        if open_since is None and value >= 20:
            count, open_since, low_since = count + 1, time, None
        elif open_since is not None and value >= 5:
            low_since = None
        elif open_since is not None:
            low_since = low_since or time
            if time - low_since >= datetime.timedelta(minutes=10):
                open_since = None
    return count


def write(path, head, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(head)
        out.writerows(rows)


def main():
    source = pathlib.Path(sys.argv[1])
    sensors = sorted(things(source))
    rows = sorted(readings(source), key=lambda row: (row[2], row[0]))
    write(HERE / "things.csv",
          ["key", "type", "name_zh", "name_en", "lat", "lon", "division", "properties"], sensors)
    write(HERE / "storm" / "readings.csv", ["thing", "datastream", "time", "value"], rows)
    series = {}
    for key, _, time, value in rows:
        series.setdefault(key, []).append((datetime.datetime.fromisoformat(time.replace("Z", "+00:00")),
                                           Decimal(value)))
    found = {key: episodes(points) for key, points in series.items()}
    print(len(sensors), "sensors,", len(rows), "readings,", len(series), "report,",
          sum(1 for n in found.values() if n), "reach 20 cm,", sum(found.values()), "episodes")


main()
