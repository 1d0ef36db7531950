import { type Arithmetic, isPositive } from "../../../numbers/arithmetic.js";
import { debtOf, type Urn } from "./vat.js";

/** How much DAI, penalty included, auctions may be raising at once, and how much they are raising. */
export interface Hole<N> {
  readonly limitDai: N;
  readonly raisingDai: N;
}

export interface DogTerms<N> {
  readonly rate: N;
  /** 1 + penalty: 1.13 for 13 %. */
  readonly chop: N;
  /** The least debt that a vault may have, in DAI. */
  readonly dustDai: N;
  /** The limits that apply: of all collateral together, and of this one where it has its own. */
  readonly holes: readonly [Hole<N>, ...Hole<N>[]];
}

/** What leaves a vault for auction. */
export interface Bark<N> {
  /** Normalised debt. */
  readonly dart: N;
  /** Collateral to be sold. */
  readonly lot: N;
  /** Debt that the system takes upon itself at once: dart·rate. */
  readonly dueDai: N;
  /** DAI that the auction is to raise: dart·rate·chop. */
  readonly tabDai: N;
}

export const holeRoom = <N>(n: Arithmetic<N>, hole: Hole<N>): N => n.sub(hole.limitDai, hole.raisingDai);

/**
 * What may be seized from an unsafe vault now; undefined where no limit leaves room or the auction would be dusty.
 *
 * dart = min(art, room/rate/chop) with room the smallest of the holes; where (art − dart)·rate < dust the whole vault goes, over the
 * limit if need be; a part that is dusty itself (dart·rate < dust) is refused. lot = ink·dart/art. The caller has found the vault
 * unsafe (`isUnsafe`). Source: dss src/dog.sol, bark.
 */
export function bark<N>(n: Arithmetic<N>, urn: Urn<N>, terms: DogTerms<N>): Bark<N> | undefined {
  const roomDai = terms.holes.map((hole) => holeRoom(n, hole)).reduce((a, b) => n.min(a, b));
  if (!isPositive(n, roomDai) || !isPositive(n, urn.art)) return undefined;
  const most = n.div(n.div(roomDai, terms.rate), terms.chop);
  if (!n.less(most, urn.art)) return seize(n, urn, terms, urn.art);
  const leftDai = n.mul(n.sub(urn.art, most), terms.rate);
  if (n.less(leftDai, terms.dustDai)) return seize(n, urn, terms, urn.art);
  return n.less(n.mul(most, terms.rate), terms.dustDai) ? undefined : seize(n, urn, terms, most);
}

function seize<N>(n: Arithmetic<N>, urn: Urn<N>, terms: DogTerms<N>, dart: N): Bark<N> | undefined {
  const isWhole = !isPositive(n, n.sub(urn.art, dart));
  const lot = isWhole ? urn.ink : n.div(n.mul(urn.ink, dart), urn.art);
  const dueDai = debtOf(n, { ink: lot, art: dart }, terms.rate);
  return isPositive(n, lot) ? { dart, lot, dueDai, tabDai: n.mul(dueDai, terms.chop) } : undefined;
}

/** A hole after an auction of `tabDai` has begun. Source: dss src/dog.sol, bark. */
export const fillHole = <N>(n: Arithmetic<N>, hole: Hole<N>, tabDai: N): Hole<N> => ({
  limitDai: hole.limitDai,
  raisingDai: n.add(hole.raisingDai, tabDai),
});

/** A hole after an auction has raised DAI or given up on it: `freedDai` of a take. Source: dss src/dog.sol, digs. */
export const freeHole = <N>(n: Arithmetic<N>, hole: Hole<N>, freedDai: N): Hole<N> => ({
  limitDai: hole.limitDai,
  raisingDai: n.sub(hole.raisingDai, freedDai),
});
