import type { FloatAccounts, FloatSlots } from "./evaluate.js";

/** Copies of the rows of some accounts, numbered from 0 in the order given: who is looked at together lies together in memory. */
export const copyRows = ({ collateral, debt }: FloatAccounts, accounts: Uint32Array): FloatAccounts => ({
  collateral: copySlots(collateral, accounts),
  debt: copySlots(debt, accounts),
});

/** Indexed without `at`: hundreds of thousands of rows come through here. */
function copySlots(from: FloatSlots, accounts: Uint32Array): FloatSlots {
  const start = new Int32Array(accounts.length + 1);
  let slots = 0;
  for (let row = 0; row < accounts.length; row += 1) {
    const account = accounts[row] as number;
    slots += (from.start[account + 1] as number) - (from.start[account] as number);
    start[row + 1] = slots;
  }
  const copies = { start, reserve: new Uint16Array(slots), scaled: new Float64Array(slots) };
  for (let row = 0, to = 0; row < accounts.length; row += 1) {
    const account = accounts[row] as number;
    const end = from.start[account + 1] as number;
    for (let slot = from.start[account] as number; slot < end; slot += 1, to += 1) {
      copies.reserve[to] = from.reserve[slot] as number;
      copies.scaled[to] = from.scaled[slot] as number;
    }
  }
  return copies;
}
