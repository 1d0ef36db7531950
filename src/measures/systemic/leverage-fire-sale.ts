import { at } from "../../numbers/arithmetic.js";
import type { Conventions } from "./conventions.js";
import { type Convergence, finite } from "./convergence.js";
import { systemicExtent } from "./stress-summary.js";

/** A bank of the fire-sale run. Amounts in USD (or any one currency), bonds in units, by asset. */
export interface SaleBank {
  readonly cashUsd: number;
  readonly otherAssetsUsd: number;
  readonly loanUsd: number;
  readonly otherDebtUsd: number;
  readonly units: readonly number[];
}

/** Rules of the run; leverage is equity/assets here. */
export interface SaleRules {
  /** Below this a bank defaults. */
  readonly leverageMinimum: number;
  /** Below this a bank sells, until it is back at the target. */
  readonly leverageBuffer: number;
  readonly leverageTarget: number;
  readonly rounds: number;
  /** β: selling the share x of all units there were multiplies the price by e^(−βx). `impactFor` */
  readonly impact: number;
}

export interface BankOutcome {
  readonly equityUsd: number;
  readonly assetsUsd: number;
  /** Round of default; absent: alive. */
  readonly defaultRound?: number;
}

export interface FireSaleRun {
  readonly conventions: Conventions;
  readonly convergence: Convergence;
  readonly banks: readonly BankOutcome[];
  readonly priceUsd: readonly number[];
  /** New defaults in each round. */
  readonly defaults: readonly number[];
  /** Units sold so far over units at the start, all assets together, at the end of each round. */
  readonly soldShare: readonly number[];
  /** Share of banks in default, 0 below 5 %. */
  readonly extent: number;
}

/** β by which selling `share` of an asset costs `fall` of its price: −ln(1 − fall)/share. */
export const impactFor = (fall: number, share: number): number => -Math.log1p(-fall) / share;

/** A bank in the middle of the run. */
interface Standing {
  readonly bank: SaleBank;
  /** Units offered in the next clearing. */
  readonly queued: readonly number[];
  readonly defaultRound?: number;
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const bondsUsd = (units: readonly number[], price: readonly number[]): number =>
  total(units.map((held, k) => held * at(price, k)));
const assetsUsd = (bank: SaleBank, price: readonly number[]): number =>
  bank.cashUsd + bank.otherAssetsUsd + bondsUsd(bank.units, price);
const equityUsd = (bank: SaleBank, price: readonly number[]): number =>
  assetsUsd(bank, price) - bank.loanUsd - bank.otherDebtUsd;

/**
 * Fire sales of banks held to a leverage ratio, `priceUsd` being prices just after the shock.
 *
 * Each round: (a) banks that defaulted in the round before offer all their bonds; (b) all offers clear together: per asset
 * p ← p·e^(−β·units sold/units at the start), sellers get the middle of the two prices; (c) every bank alive: equity/assets below the
 * minimum → it defaults; below the buffer → it repays debt of assets − equity/target, first from cash (no more than its loan), then by
 * offering bonds in proportion to their value. Order of banks is immaterial. Source: J. D. Farmer, A. Kleinnijenhuis, P. Nahai-Williamson,
 * T. Wetzer, Foundations of system-wide financial stress testing with heterogeneous institutions, Bank of England Staff Working Paper
 * 861 (2020), in the small version published as firesale_stresstest.
 */
export function leverageFireSale(
  banks: readonly SaleBank[],
  priceUsd: readonly number[],
  rules: SaleRules,
): FireSaleRun {
  const initialUnits = priceUsd.map((_, k) => total(banks.map(({ units }) => at(units, k))));
  let price = priceUsd;
  let standing: readonly Standing[] = banks.map((bank) => ({ bank, queued: priceUsd.map(() => 0) }));
  const defaults: number[] = [];
  const soldShare: number[] = [];
  for (let round = 1; round <= rules.rounds; round += 1) {
    const offers = standing.map(({ bank, queued, defaultRound }) => (defaultRound === round - 1 ? bank.units : queued));
    const before = price;
    const after = before.map((now, k) => {
      const share = total(offers.map((units) => at(units, k))) / at(initialUnits, k);
      return now * Math.exp(-rules.impact * (at(initialUnits, k) === 0 ? 0 : share));
    });
    price = after;
    const middle = before.map((old, k) => (old + at(after, k)) / 2);
    standing = standing
      .map((each, i) => ({ ...each, bank: sold(each.bank, at(offers, i), middle) }))
      .map((each) =>
        each.defaultRound === undefined ? judged(each.bank, after, rules, round) : { ...each, queued: none(after) },
      );
    defaults.push(standing.filter(({ defaultRound }) => defaultRound === round).length);
    soldShare.push(1 - total(standing.map(({ bank }) => total(bank.units))) / total(initialUnits));
  }
  return {
    conventions: {
      model: "Leverage-threshold fire sales, Farmer et al. 2020",
      atEquality: "solvent",
      rule: "leverage = equity/assets; simultaneous clearing; sellers get the middle of the prices before and after",
    },
    convergence: finite(rules.rounds),
    banks: standing.map(({ bank, defaultRound }) => ({
      equityUsd: equityUsd(bank, price),
      assetsUsd: assetsUsd(bank, price),
      ...(defaultRound === undefined ? {} : { defaultRound }),
    })),
    priceUsd: price,
    defaults,
    soldShare,
    extent: systemicExtent(total(defaults), banks.length),
  };
}

const none = (price: readonly number[]): readonly number[] => price.map(() => 0);

const sold = (bank: SaleBank, units: readonly number[], price: readonly number[]): SaleBank => ({
  ...bank,
  cashUsd: bank.cashUsd + bondsUsd(units, price),
  units: bank.units.map((held, k) => held - at(units, k)),
});

/** Step (c) for a bank that is alive and has nothing queued. */
function judged(bank: SaleBank, price: readonly number[], rules: SaleRules, round: number): Standing {
  const [assets, equity] = [assetsUsd(bank, price), equityUsd(bank, price)];
  if (equity < rules.leverageMinimum * assets) return { bank, queued: none(price), defaultRound: round };
  if (!(equity < rules.leverageBuffer * assets)) return { bank, queued: none(price) };
  const neededUsd = Math.max(0, assets - equity / rules.leverageTarget);
  const repaidUsd = Math.min(neededUsd, bank.cashUsd, bank.loanUsd);
  const repaid = { ...bank, cashUsd: bank.cashUsd - repaidUsd, loanUsd: bank.loanUsd - repaidUsd };
  const heldUsd = bondsUsd(bank.units, price);
  const share = heldUsd === 0 ? 0 : Math.min(1, (neededUsd - repaidUsd) / heldUsd);
  return { bank: repaid, queued: bank.units.map((held) => held * share) };
}
