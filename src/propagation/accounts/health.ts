import type { Account, Health } from "../../mechanics/lending/rule.js";
import { at, isPositive, ratio } from "../../numbers/arithmetic.js";
import { decideLess, type Sides } from "../../numbers/decide.js";
import { suspects } from "../screen/screens.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import { accountOf, liftAccount } from "./account.js";

/** A position as the screen found it. */
export interface Screened<N> {
  readonly position: number;
  readonly account: Account<N>;
  /** capacity / debt; infinite where the debt is worth nothing. */
  readonly health: N;
}

interface Judged<N> {
  readonly found: Screened<N>;
  readonly canBeLiquidated: boolean;
}

/** The sides of "can be liquidated": capacity < debt, or, where equality counts, not (debt < capacity). */
const sidesOf = <N>(health: Health<N>, equalityLiquidates: boolean): Sides<N> =>
  equalityLiquidates
    ? { left: health.debtUsd, right: health.capacityUsd }
    : { left: health.capacityUsd, right: health.debtUsd };

/** Whether a market may liquidate an account, at its oracle's prices and its own strictness. */
export function isLiquidatable<N>(world: World<N>, market: number, account: Account<N>, health: Health<N>): boolean {
  const { equalityLiquidates } = at(world.lending, market);
  const less = decideLess(
    world.n,
    sidesOf(health, equalityLiquidates),
    () => sidesOf(at(world.exact.lending, market).health(liftAccount(world, account)), equalityLiquidates),
    world.ties,
  );
  return equalityLiquidates ? !less : less;
}

/**
 * Judges every listed position that owes, and the accounts of populations that the run's screen cannot rule out. Returns the listed ones
 * that owe, and all that can be liquidated.
 */
export function screen<N>(
  world: World<N>,
  state: State<N>,
): { readonly owing: Screened<N>[]; readonly liquidatable: Screened<N>[] } {
  const { n } = world;
  const infinity = n.fromNumber(Infinity);
  const owing: Screened<N>[] = [];
  const liquidatable: Screened<N>[] = [];
  const judge = (position: number): Judged<N> | undefined => {
    const account = accountOf(world, state, position);
    if (!account.debt.some(({ units }) => isPositive(n, units))) return undefined;
    const market = at(world.positions.market, position);
    const health = at(world.lending, market).health(account);
    const found = { position, account, health: ratio(n, health.capacityUsd, health.debtUsd, infinity) };
    return { found, canBeLiquidated: isLiquidatable(world, market, account, health) };
  };
  for (let position = 0; position < world.positions.listed; position += 1) {
    const judged = judge(position);
    if (judged === undefined) continue;
    owing.push(judged.found);
    if (judged.canBeLiquidated) liquidatable.push(judged.found);
  }
  for (const position of suspects(world, state)) {
    const judged = judge(position);
    if (judged?.canBeLiquidated === true) liquidatable.push(judged.found);
  }
  return { owing, liquidatable };
}
