"""DebtRank and clearing over scipy's compressed rows: timed by the median, the transpose included as in ours."""

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
    """h <- min(1, h + W step), until no node moves by more than 1e-13."""
    exposures = impacts.T.tocsr()
    stress = np.minimum(initial, 1)
    step = stress.copy()
    while step.max() > 1e-13:
        step = np.minimum(exposures @ step, 1 - stress)
        stress = np.minimum(1, stress + step)
    return stress


def clearing(liabilities, assets, debts):
    """p <- min(1, (e + L' p) / owed) from above, until no share moves by more than 1e-13."""
    credits = liabilities.T.tocsr()
    owed = np.asarray(liabilities.sum(axis=1)).ravel() + debts
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
    return {"milliseconds": median(times[2:]), "fastest": min(times[2:]), "total": float(answers[-1].sum())}


impacts, liabilities = matrix("impacts"), matrix("liabilities")
initial = column("initial")
assets, debts = column("externalAssets"), column("externalDebts")
print(
    json.dumps(
        {
            "debtRank": timed(lambda: debtrank(impacts, initial)),
            "clearing": timed(lambda: clearing(liabilities, assets, debts)),
        }
    )
)
