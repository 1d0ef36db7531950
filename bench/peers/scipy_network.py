"""DebtRank and clearing over scipy's compressed rows: the same rounds as ours, timed by the median."""

import json
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np
from scipy.sparse import csr_matrix

folder = Path(sys.argv[1])
task = json.loads((folder / "task.json").read_text())
nodes = task["nodes"]


def column(name, kind=np.float64):
    return np.fromfile(folder / f"{name}.bin", dtype=kind)


def matrix(name):
    parts = column(f"{name}Value"), column(f"{name}Column", np.int32), column(f"{name}Start", np.int32)
    return csr_matrix(parts, shape=(nodes, nodes))


def debtrank(impacts, initial):
    """h <- min(1, h + W step), as many rounds as ours took."""
    stress = np.minimum(initial, 1)
    step = stress.copy()
    for _ in range(task["iterations"]):
        step = np.minimum(impacts @ step, 1 - stress)
        stress = np.minimum(1, stress + step)
    return stress


def clearing(credits, assets, debts):
    """p <- min(1, (e + L' p) / owed) from above, until no share moves by more than 1e-13."""
    owed = np.asarray(credits.sum(axis=0)).ravel() + debts
    shares = np.ones(nodes)
    while True:
        after = np.minimum(1, (assets + credits @ shares) / owed)
        if np.abs(after - shares).max() <= 1e-13:
            return after * owed
        shares = after


def timed(work):
    answers, times = [], []
    for _ in range(task["repeats"] + 2):
        before = perf_counter()
        answers.append(work())
        times.append(1e3 * (perf_counter() - before))
    return {"milliseconds": median(times[2:]), "total": float(answers[-1].sum())}


impacts, credits = matrix("impacts"), matrix("credits")
initial = column("initial")
assets, debts = column("externalAssets"), column("externalDebts")
print(
    json.dumps(
        {
            "debtRank": timed(lambda: debtrank(impacts, initial)),
            "clearing": timed(lambda: clearing(credits, assets, debts)),
        }
    )
)
