import type { Scenario } from "../../model/scenario.js";
import type { Places } from "../../network/compile-ids.js";
import type { Arithmetic } from "../../numbers/arithmetic.js";

/** Options as one of their two sides has them. */
export interface HeldOption<N> {
  /** The same for both sides. */
  readonly number: number;
  /** Whether this is the side that the scenario names as counterparty. */
  readonly isMirror: boolean;
  readonly underlying: number;
  readonly right: "call" | "put";
  readonly strikeUsd: N;
  /** From round 0. */
  readonly expirySeconds: N;
  /** Over 0 bought, under 0 written. */
  readonly units: N;
  readonly volatility: N;
  readonly rate: N;
  readonly yieldRate: N;
}

export const SECONDS_PER_DAY = "86400";

/** By actor: its options, those among them to which it is the counterparty. */
export function compileOptions<N>(n: Arithmetic<N>, { actors }: Scenario, places: Places): HeldOption<N>[][] {
  const byActor: HeldOption<N>[][] = actors.map(() => []);
  let number = 0;
  actors.forEach(({ options = [] }, actor) => {
    for (const option of options) {
      const held: HeldOption<N> = {
        ...{ number, isMirror: false, right: option.right, underlying: places.asset(option.underlying) },
        ...{
          strikeUsd: n.parse(option.strikeUsd),
          volatility: n.parse(option.volatility),
          units: n.parse(option.units),
        },
        expirySeconds: n.mul(n.parse(option.expiryDays), n.parse(SECONDS_PER_DAY)),
        ...{ rate: n.parse(option.rate), yieldRate: n.parse(option.yieldRate) },
      };
      number += 1;
      byActor[actor]?.push(held);
      const other = actors.findIndex(({ id }) => id === option.counterparty);
      byActor[other]?.push({ ...held, isMirror: true, units: n.sub(n.zero, held.units) });
    }
  });
  return byActor;
}
