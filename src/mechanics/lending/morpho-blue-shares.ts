import { type Arithmetic, isZero, ratio } from "../../numbers/arithmetic.js";
import { incentiveFactor } from "./morpho-incentive.js";
import type { Rounding } from "./rounding.js";

/** One borrower in one Morpho Blue market, in raw integers; the market's only borrower. */
export interface SharePosition<N> {
  readonly lltv: N;
  readonly collateral: N;
  readonly borrowAssets: N;
  readonly borrowShares: N;
  readonly totalSupplyAssets: N;
  /** Raw loan units per raw collateral unit. */
  readonly price: N;
}

/** A call names what it takes or what it repays. */
export type ShareCall<N> =
  | { readonly by: "seized"; readonly seizedAssets: N }
  | { readonly by: "shares"; readonly repaidShares: N };

export interface ShareOutcome<N> {
  readonly lif: N;
  readonly maxBorrow: N;
  readonly liquidatable: boolean;
  readonly seizedAssets: N;
  readonly repaidAssets: N;
  readonly collateralAfter: N;
  readonly badDebtAssets: N;
  readonly totalBorrowAfter: N;
  readonly totalSupplyAfter: N;
  readonly supplierLossFraction: N;
}

const VIRTUAL_SHARES = "1000000";

/** LIF cut to 18 decimals, as contracts hold it. Source: morpho-blue MathLib (WAD). */
export function incentiveFactorWad<N>(n: Arithmetic<N>, rounding: Rounding<N>, lif: N): N {
  const wad = n.parse("1e18");
  return n.div(rounding.down(n.mul(lif, wad)), wad);
}

/**
 * A liquidation call as the contract rounds it, all amounts raw integers.
 *
 * Health: D ≤ ⌊⌊C·p⌋·LLTV⌋. By seized s: shares = toSharesUp(⌈⌈s·p⌉/LIF⌉); by shares: s = ⌊⌊toAssetsDown(shares)·LIF⌋/p⌋; payment =
 * toAssetsUp(shares). toAssets(x) = x·(A + 1)/(S + 10⁶). When no collateral is left the remaining shares are bad debt, cut from
 * what is borrowed and what suppliers own. A healthy position is left alone. Source: morpho-blue Morpho.liquidate, SharesMathLib.
 */
export function liquidateShares<N>(
  n: Arithmetic<N>,
  rounding: Rounding<N>,
  position: SharePosition<N>,
  asked: ShareCall<N>,
): ShareOutcome<N> {
  const { borrowAssets, totalSupplyAssets, price, collateral } = position;
  const lif = incentiveFactorWad(n, rounding, incentiveFactor(n, position.lltv));
  const maxBorrow = rounding.down(n.mul(rounding.down(n.mul(collateral, price)), position.lltv));
  const liquidatable = n.less(maxBorrow, borrowAssets);
  const call = liquidatable ? sizeCall(n, rounding, position, lif, asked) : nothing(n);
  const { seizedAssets, repaidAssets } = call;

  const collateralAfter = n.sub(collateral, seizedAssets);
  const borrowLeft = n.max(n.sub(borrowAssets, repaidAssets), n.zero);
  const sharesLeft = n.sub(position.borrowShares, call.repaidShares);
  const owed = toAssets(n, sharesLeft, borrowLeft, sharesLeft);
  const badDebtAssets = liquidatable && isZero(n, collateralAfter) ? n.min(borrowLeft, rounding.up(owed)) : n.zero;
  return {
    lif,
    maxBorrow,
    liquidatable,
    seizedAssets,
    repaidAssets,
    collateralAfter,
    badDebtAssets,
    totalBorrowAfter: n.sub(borrowLeft, badDebtAssets),
    totalSupplyAfter: n.sub(totalSupplyAssets, badDebtAssets),
    supplierLossFraction: ratio(n, badDebtAssets, totalSupplyAssets, n.zero),
  };
}

interface SizedCall<N> {
  readonly seizedAssets: N;
  readonly repaidAssets: N;
  readonly repaidShares: N;
}

const nothing = <N>(n: Arithmetic<N>): SizedCall<N> => ({
  seizedAssets: n.zero,
  repaidAssets: n.zero,
  repaidShares: n.zero,
});

function sizeCall<N>(
  n: Arithmetic<N>,
  rounding: Rounding<N>,
  position: SharePosition<N>,
  lif: N,
  asked: ShareCall<N>,
): SizedCall<N> {
  const { borrowAssets, borrowShares, price } = position;
  const assetsFor = (shares: N): N => toAssets(n, shares, borrowAssets, borrowShares);
  if (asked.by === "shares") {
    const value = rounding.down(n.mul(rounding.down(assetsFor(asked.repaidShares)), lif));
    const repaidAssets = rounding.up(assetsFor(asked.repaidShares));
    return { seizedAssets: rounding.down(n.div(value, price)), repaidAssets, repaidShares: asked.repaidShares };
  }
  const assets = rounding.up(n.div(rounding.up(n.mul(asked.seizedAssets, price)), lif));
  const repaidShares = rounding.up(toShares(n, assets, borrowAssets, borrowShares));
  return { seizedAssets: asked.seizedAssets, repaidAssets: rounding.up(assetsFor(repaidShares)), repaidShares };
}

/** Assets that shares stand for, with the virtual share and asset that make share prices hard to move. */
const toAssets = <N>(n: Arithmetic<N>, shares: N, totalAssets: N, totalShares: N): N =>
  n.div(n.mul(shares, n.add(totalAssets, n.one)), n.add(totalShares, n.parse(VIRTUAL_SHARES)));

const toShares = <N>(n: Arithmetic<N>, assets: N, totalAssets: N, totalShares: N): N =>
  n.div(n.mul(assets, n.add(totalShares, n.parse(VIRTUAL_SHARES))), n.add(totalAssets, n.one));
