import type { Run } from "../../model/scenario.js";
import { positivePart } from "../../numbers/arithmetic.js";
import { beyondRounding } from "../accounts/cash.js";
import { interpolate } from "../news/shocks.js";
import type { Depositors, State } from "../state.js";
import type { World } from "../world.js";
import { type ClassAsk, classAsks, LAST_LEAVERS } from "./depositors.js";
import { hasStarted, type Watched } from "./triggers.js";

/** What there is to take out, in units, and whose run it is. */
export interface RunOn<N> {
  readonly kind: Depositors<N>["kind"];
  readonly place: number;
  /** Tells its triggers from all others. */
  readonly name: string;
  /** What a path is a path of. */
  readonly total: N;
  /** What those who may leave own, now and at the start. */
  readonly claim: N;
  readonly claimAtStart: N;
  /** Units that one claim of a class is paid. */
  readonly unitsPerClaim: N;
  readonly watched: Watched<N>;
}

export interface Wanted<N> {
  readonly units: N;
  /** Who asks, where the run is stated by classes. */
  readonly asks: readonly ClassAsk<N>[];
}

/** What people want out in this round. */
export function wanted<N>(world: World<N>, state: State<N>, run: Run, on: RunOn<N>): Wanted<N> {
  const { n } = world;
  const { total, claim, claimAtStart } = on;
  switch (run.kind) {
    case "path": {
      const target = pathTotal(world, run.totalUnits, state.round);
      const units = target === undefined ? n.zero : n.min(beyondRounding(n, n.sub(total, target), total), claim);
      return { units, asks: [] };
    }
    case "proportional": {
      if (!hasStarted(world, state, on.name, run.trigger, 0, on.watched)) return { units: n.zero, asks: [] };
      const mayLeave = positivePart(n, n.sub(claim, n.mul(n.parse(run.stayShare), claimAtStart)));
      const least = n.mul(n.parse(LAST_LEAVERS), claimAtStart);
      return { units: n.min(mayLeave, n.max(n.mul(n.parse(run.sharePerRound), mayLeave), least)), asks: [] };
    }
    case "classes": {
      const asks = classAsks(world, state, on, run.classes, on.watched);
      const asked = n.mul(n.total(asks.map(({ units }) => units)), on.unitsPerClaim);
      return { units: n.min(asked, claim), asks };
    }
  }
}

/** Total that a path leaves in place, linear between its points; undefined before the first, the last value after the last. */
function pathTotal<N>(
  world: World<N>,
  path: Extract<Run, { kind: "path" }>["totalUnits"],
  round: number,
): N | undefined {
  const { n } = world;
  const nextPlace = path.findIndex((point) => point.round > round);
  const before = nextPlace < 0 ? path.at(-1) : path[nextPlace - 1];
  if (before === undefined) return undefined;
  const next = nextPlace < 0 ? undefined : path[nextPlace];
  if (next === undefined) return n.parse(before.units);
  return interpolate(n, before.round, n.parse(before.units), next.round, n.parse(next.units), round);
}
