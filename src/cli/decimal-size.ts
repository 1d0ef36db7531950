import type { Scenario } from "../model/scenario.js";
import { InputError } from "./exit.js";

/** In decimals every account is worked out in every round, a hundred bytes and ten microseconds for each of its numbers. */
const MOST_ACCOUNTS = 100_000;

/** Throws `InputError` for a scenario whose tables hold more accounts than can be run in decimals. */
export function requireDecimalSize({ populations = [] }: Scenario): void {
  const accounts = populations.reduce((sum, each) => sum + each.accounts.count, 0);
  if (accounts <= MOST_ACCOUNTS) return;
  throw new InputError(
    `Decimals work every account out in every round: the tables hold ${accounts} accounts, at most ${MOST_ACCOUNTS} can be run so. Take a part of the rows, in the proportions of the whole.`,
  );
}
