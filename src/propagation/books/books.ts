import type { NodeKey } from "../../model/network.js";
import { at } from "../../numbers/arithmetic.js";
import type { World } from "../world.js";
import { checkPosting, type Ledger, ledger } from "./ledger.js";

/** Accounts that stand for no node. */
export type Account = NodeKey | "outside" | "liquidators" | "sales" | "written-off";

/**
 * What the engine posts, by what it means. Sellers hand tokens to the account "sales", venues trade with it, and what it got goes to
 * the sellers: it ends every round empty.
 */
export interface Books<N> {
  readonly ledger: Ledger<N>;
  token(from: Account, to: Account, asset: number, units: N): void;
  /** A supply claim on a reserve changes hands, scaled by the reserve's index; it is minted and burned by the market. */
  supply(from: Account, to: Account, reserve: number, scaled: N): void;
  /** A debt to a reserve, scaled likewise: from the market when it is taken up, back to it when it is repaid. */
  debt(from: Account, to: Account, reserve: number, scaled: N): void;
  trade(venue: NodeKey, assetIn: number, unitsIn: N, assetOut: number, unitsOut: N): void;
  exchangeOutside(assetIn: number, unitsIn: N, assetOut: number, unitsOut: N): void;
}

export const tokenInstrument = (asset: number): string => `token ${asset}`;
export const supplyInstrument = (reserve: number): string => `supply ${reserve}`;
export const debtInstrument = (reserve: number): string => `debt ${reserve}`;

/** Opens the books of a run; where only its rounds are kept, amounts are checked and not added up. */
export function books<N>(world: World<N>): Books<N> {
  const accounts = ledger(world.n);
  const tokens = world.scenario.assets.map((_, asset) => tokenInstrument(asset));
  const supplies = world.reserves.list.map((_, reserve) => supplyInstrument(reserve));
  const debts = world.reserves.list.map((_, reserve) => debtInstrument(reserve));
  const post =
    world.keeps === "everything"
      ? accounts.post
      : (from: Account, to: Account, instrument: string, units: N): void =>
          checkPosting(world.n, from, to, instrument, units);
  const token = (from: Account, to: Account, asset: number, units: N): void => post(from, to, at(tokens, asset), units);
  return {
    ledger: accounts,
    token,
    supply: (from, to, reserve, scaled) => post(from, to, at(supplies, reserve), scaled),
    debt: (from, to, reserve, scaled) => post(from, to, at(debts, reserve), scaled),
    trade: (venue, assetIn, unitsIn, assetOut, unitsOut) => {
      token("sales", venue, assetIn, unitsIn);
      token(venue, "sales", assetOut, unitsOut);
    },
    exchangeOutside: (assetIn, unitsIn, assetOut, unitsOut) => {
      token("sales", "outside", assetIn, unitsIn);
      token("outside", "sales", assetOut, unitsOut);
    },
  };
}
