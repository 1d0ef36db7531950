"""Reads a scan task that bench/peers.ts has written: a JSON header, and columns as raw little-endian bytes."""
import json
import os
import sys


def read(folder, fromfile):
    """The header and the columns by name; `fromfile(path, type)` reads one column."""
    with open(os.path.join(folder, "task.json")) as file:
        header = json.load(file)
    columns = {name: fromfile(os.path.join(folder, name + ".bin"), kind) for name, kind in header["columns"].items()}
    return header, columns


def answer(seconds, counts):
    json.dump({"milliseconds": seconds * 1e3, "counts": [int(count) for count in counts]}, sys.stdout)
