import type { DepthCurveVenue } from "../../model/scenario.js";
import { type Arithmetic, isPositive, positivePart } from "../../numbers/arithmetic.js";
import { type ImpactCurve, quotedTerms } from "./quoted.js";
import type { VenueRule } from "./rule.js";

/** One straight piece of the curve: A(Q) = intercept + slope·Q from the size `from` to the size `to`. */
interface Piece<N> {
  readonly from: N;
  readonly to: N;
  readonly intercept: N;
  readonly slope: N;
}

/** A quoted size, in units, and the relative fall of the average price that a sale of that size meets. */
export interface DepthPoint<N> {
  readonly units: N;
  readonly impact: N;
}

/**
 * A(Q) as straight lines through (0, 0) and the points, which must rise in size; the last point is the limit.
 *
 * Where two pieces meet, the next unit is the first of the further one.
 */
export function depthCurve<N>(n: Arithmetic<N>, points: readonly DepthPoint<N>[]): ImpactCurve<N> {
  const two = n.parse("2");
  const pieces: Piece<N>[] = [];
  let start: DepthPoint<N> = { units: n.zero, impact: n.zero };
  for (const point of points) {
    const slope = n.div(n.sub(point.impact, start.impact), n.sub(point.units, start.units));
    pieces.push({
      from: start.units,
      to: point.units,
      intercept: n.sub(point.impact, n.mul(slope, point.units)),
      slope,
    });
    start = point;
  }
  const lastOn = (piece: Piece<N>, units: N): N =>
    positivePart(n, n.sub(n.sub(n.one, piece.intercept), n.mul(two, n.mul(piece.slope, units))));
  const pieceAt = (units: N): Piece<N> | undefined =>
    pieces.find((piece) => isPositive(n, n.sub(piece.to, units))) ?? pieces.at(-1);
  return {
    limitUnits: start.units,
    average: (units) => {
      const piece = pieceAt(units);
      return piece === undefined ? n.zero : n.add(piece.intercept, n.mul(piece.slope, units));
    },
    last: (units) => {
      const piece = pieceAt(units);
      return piece === undefined ? n.zero : lastOn(piece, units);
    },
    sizeAt: (relativePrice) => {
      for (const piece of pieces) {
        if (isPositive(n, n.sub(relativePrice, lastOn(piece, piece.from)))) return piece.from;
        if (!isPositive(n, n.sub(relativePrice, lastOn(piece, piece.to)))) continue;
        const fall = n.sub(n.sub(n.one, piece.intercept), relativePrice);
        return n.div(fall, n.mul(two, piece.slope));
      }
      return start.units;
    },
  };
}

/** A venue known by quotes: size → average impact. */
export const depthCurveVenue: VenueRule<DepthCurveVenue> = {
  kind: "depth-curve",
  terms: (n, venue) => {
    const points = venue.points.map(({ units, impact }) => ({ units: n.parse(units), impact: n.parse(impact) }));
    return quotedTerms(n, venue, depthCurve(n, points));
  },
};
