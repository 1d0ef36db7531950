"""The scan task in plain Python: a loop over accounts, each a pair of lists, for the first rounds only (`plainRounds`)."""
import array
import sys
import time

import task

CODES = {"float64": "d", "uint32": "I", "uint16": "H"}


def column(path, kind):
    values = array.array(CODES[kind])
    with open(path, "rb") as file:
        values.frombytes(file.read())
    return values


header, c = task.read(sys.argv[1], column)
assets = header["assets"]


def slots(side):
    start, asset, units = c[side + "Start"], c[side + "Asset"], c[side + "Units"]
    return [list(zip(asset[a:b], units[a:b])) for a, b in zip(start, start[1:])]


accounts = list(zip(c["market"], slots("collateral"), slots("debt")))


def scan(rounds):
    counts = []
    for round_ in range(rounds):
        price = c["prices"][round_ * assets : (round_ + 1) * assets]
        below = 0
        for market, collateral, debt in accounts:
            worth = c["thresholds"]
            first = market * assets
            capacity = 0.0
            for asset, units in collateral:
                capacity += units * (worth[first + asset] * price[asset])
            owed = 0.0
            for asset, units in debt:
                owed += units * price[asset]
            if capacity < owed:
                below += 1
        counts.append(below)
    return counts


before = time.process_time()
counts = scan(header["plainRounds"])
task.answer(time.process_time() - before, counts)
