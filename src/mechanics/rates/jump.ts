import type { JumpRateModel } from "../../model/scenario.js";
import { type Arithmetic, positivePart, ratio } from "../../numbers/arithmetic.js";
import type { RateRule } from "./rule.js";

/** Rates per year; both slopes are per unit of utilisation. */
export interface JumpCurve<N> {
  readonly base: N;
  readonly slope: N;
  readonly jumpSlope: N;
  /** Utilisation from which `jumpSlope` takes the place of `slope`. */
  readonly kink: N;
}

/**
 * Rate per year on a curve that turns steeper at a kink.
 *
 * base + slope·min(u, kink) + jumpSlope·max(u − kink, 0). Compound's later JumpRateModelV2 is given slope·kink and divides by the
 * kink itself; Euler's slopes are per second. Source: compound-protocol contracts/JumpRateModel.sol getBorrowRate.
 */
export function jumpRate<N>(n: Arithmetic<N>, { base, slope, jumpSlope, kink }: JumpCurve<N>, utilisation: N): N {
  const upToKink = n.mul(slope, n.min(utilisation, kink));
  const beyond = n.mul(jumpSlope, positivePart(n, n.sub(utilisation, kink)));
  return n.add(base, n.add(upToKink, beyond));
}

/** A curve as a scenario states it, in one number system. */
export const jumpCurve = <N>(n: Arithmetic<N>, model: JumpRateModel): JumpCurve<N> => ({
  base: n.parse(model.base),
  slope: n.parse(model.slope),
  jumpSlope: n.parse(model.jumpSlope),
  kink: n.parse(model.kink),
});

/** What a Compound v2 reserve holds, in units. `reserves` belong to the protocol and are part of cash. */
export interface PoolBalances<N> {
  readonly cash: N;
  readonly borrows: N;
  readonly reserves: N;
}

/** Share of suppliers' money that is lent out: borrows/(cash + borrows − reserves), 0 without borrows. Source: as `jumpRate`. */
export const utilisationOf = <N>(n: Arithmetic<N>, { cash, borrows, reserves }: PoolBalances<N>): N =>
  ratio(n, borrows, n.sub(n.add(cash, borrows), reserves), n.zero);

/** A curve fixed in time: Compound v2, Euler, and what borrowers pay on Compound v3. */
export const jump: RateRule<JumpRateModel> = {
  kind: "jump",
  terms(n, model) {
    const curve = jumpCurve(n, model);
    return {
      opening: [],
      borrowRate: (_state, utilisation) => jumpRate(n, curve, utilisation),
      step: (state) => state,
    };
  },
};
