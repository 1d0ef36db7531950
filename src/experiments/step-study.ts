import type { Derivatives } from "../model/sensitivity.js";

/** Value at a relative move, and a text that is the same wherever the same things were decided. */
export interface Valued {
  readonly valueUsd: number;
  readonly decisions: string;
}

const LARGEST = 0.01;
const HALVINGS = 10;

/** The steps that are tried: 1 % and ten halvings. */
export const STEPS: readonly number[] = Array.from({ length: HALVINGS + 1 }, (_, i) => LARGEST / 2 ** i);

/**
 * First and second derivative at no move by differences, with a study of the step h.
 *
 * Central: (V(h) − V(−h)) / 2h and (V(h) − 2V(0) + V(−h)) / h², over steps on both sides of which decisions are those at 0. The step is
 * the one whose halving changes the slope least; `changeWhenHalved` is that change. Where one side decides otherwise however
 * small the step, the slope is that of the other side, and gamma is 0 and means nothing. Values in USD, derivatives per 100 %.
 */
export function differentiate(valueAt: (move: number) => Valued, startUsd: number): Derivatives {
  const here = valueAt(0);
  const agrees = (move: number): boolean => valueAt(move).decisions === here.decisions;
  const least = STEPS.at(-1) ?? LARGEST;
  const [isUpSafe, isDownSafe] = [agrees(least), agrees(-least)];
  const side = isUpSafe && isDownSafe ? "central" : isDownSafe ? "below" : "above";
  const estimate = (step: number) => {
    const up = valueAt(step).valueUsd;
    const down = valueAt(-step).valueUsd;
    if (side === "below") return { step, deltaUsd: (here.valueUsd - down) / step, gammaUsd: 0 };
    if (side === "above") return { step, deltaUsd: (up - here.valueUsd) / step, gammaUsd: 0 };
    return {
      step,
      deltaUsd: (up - down) / (2 * step),
      gammaUsd: (up - 2 * here.valueUsd + down) / step ** 2,
    };
  };
  const isSafe = (step: number): boolean => (side === "below" || agrees(step)) && (side === "above" || agrees(-step));
  const safe = STEPS.filter((step) => isSafe(step) || step === least);
  const steps = safe.map(estimate);
  const changes = steps.slice(1).map((finer, i) => ({
    change: Math.abs(finer.deltaUsd - (steps[i]?.deltaUsd ?? finer.deltaUsd)),
    coarse: steps[i] ?? finer,
  }));
  const best = changes.reduce<(typeof changes)[number] | undefined>(
    (least, each) => (least === undefined || each.change < least.change ? each : least),
    undefined,
  );
  const chosen = best?.coarse ?? steps[0] ?? estimate(least);
  return {
    deltaUsd: chosen.deltaUsd,
    gammaUsd: chosen.gammaUsd,
    ...(startUsd === 0 ? {} : { elasticity: chosen.deltaUsd / startUsd }),
    step: chosen.step,
    changeWhenHalved: best?.change ?? 0,
    side,
    steps,
  };
}
