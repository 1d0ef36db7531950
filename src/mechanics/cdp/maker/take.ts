import { type Arithmetic, isPositive, isZero } from "../../../numbers/arithmetic.js";

/** A purchase from an auction. */
export interface TakeInputs<N> {
  /** DAI still to be raised. */
  readonly tabDai: N;
  /** Collateral still for sale. */
  readonly lot: N;
  /** DAI for a unit of collateral. */
  readonly price: N;
  /** The most collateral the buyer wants. */
  readonly amount: N;
  /** The least DAI that a part sale may leave to be raised: dust·chop. */
  readonly chostDai: N;
}

export interface Take<N> {
  readonly paidDai: N;
  readonly got: N;
  readonly tabLeftDai: N;
  /** Collateral still for sale: none once the auction has ended. */
  readonly lotLeft: N;
  readonly returnedToVault: N;
  /** DAI not raised although all collateral is sold. */
  readonly lossDai: N;
  /** Room that the take gives back under the holes: what was paid, and the loss. */
  readonly freedDai: N;
  readonly auctionEnds: boolean;
}

/**
 * What a buyer pays and gets; undefined where only the whole lot may be bought.
 *
 * owe = min(lot, amount)·price. Over the tab: owe = tab and slice = tab/price. A part sale that would leave 0 < tab − owe < chost is
 * trimmed to leave exactly chost; where tab ≤ chost it is refused. With tab 0 the collateral left returns to the vault; with lot 0 the
 * tab left is a loss. Source: dss src/clip.sol, take.
 */
export function take<N>(n: Arithmetic<N>, inputs: TakeInputs<N>): Take<N> | undefined {
  const { tabDai, lot, price, chostDai } = inputs;
  const wanted = n.min(lot, inputs.amount);
  const worth = n.mul(wanted, price);
  if (n.less(tabDai, worth)) return settle(n, inputs, tabDai, n.div(tabDai, price));
  const leftDai = n.sub(tabDai, worth);
  const isPart = isPositive(n, leftDai) && isPositive(n, n.sub(lot, wanted));
  if (!isPart || !n.less(leftDai, chostDai)) return settle(n, inputs, worth, wanted);
  if (!n.less(chostDai, tabDai)) return undefined;
  const paidDai = n.sub(tabDai, chostDai);
  return settle(n, inputs, paidDai, n.div(paidDai, price));
}

function settle<N>(n: Arithmetic<N>, { tabDai, lot }: TakeInputs<N>, paidDai: N, got: N): Take<N> {
  const tabLeftDai = n.sub(tabDai, paidDai);
  const left = n.sub(lot, got);
  const isSoldOut = isZero(n, left);
  const isRaised = isZero(n, tabLeftDai);
  return {
    paidDai,
    got,
    tabLeftDai,
    lotLeft: isRaised ? n.zero : left,
    returnedToVault: isRaised ? left : n.zero,
    lossDai: isSoldOut ? tabLeftDai : n.zero,
    freedDai: isSoldOut ? tabDai : paidDai,
    auctionEnds: isSoldOut || isRaised,
  };
}
