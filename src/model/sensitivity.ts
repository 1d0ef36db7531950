import type { NodeKey } from "./network.js";
import type { Id } from "./scenario.js";

/** Whose value: a node at which losses stop, or all of them together. */
export type Target = NodeKey | "system";

/** What moves at the start: a price, or the value of all external assets of an issuer. */
export type Factor = { readonly kind: "price"; readonly asset: Id } | { readonly kind: "backing"; readonly issuer: Id };

/** What the value of each target does when one factor moves at the start. */
export interface SensitivityStudy {
  readonly title: string;
  readonly scenarioHash: string;
  readonly factor: Factor;
  readonly targets: readonly TargetSensitivity[];
  readonly networkDeltas: readonly NetworkDelta[];
}

export interface TargetSensitivity {
  readonly target: Target;
  /** Value at the start: a position's collateral less debt. */
  readonly startUsd: number;
  readonly withCascade: Derivatives;
  readonly withoutCascade: Derivatives;
  readonly curve: readonly CurvePoint[];
  readonly jumps: readonly Jump[];
}

export interface CurvePoint {
  /** Relative move of the factor. */
  readonly move: number;
  /** Change of value against no move, in USD. */
  readonly withUsd: number;
  readonly withoutUsd: number;
  /** Slope from this point to the next, jumps in between taken out, in USD per 100 %; absent at the last. */
  readonly deltaUsd?: number;
}

/** Value as a function of the relative move x of a factor: first and second derivative at no move, in USD per 100 %. */
export interface Derivatives {
  readonly deltaUsd: number;
  readonly gammaUsd: number;
  /** Δ over the value at the start: what the value moves by, relatively, for a factor that moves by 1. Absent where it starts from nothing. */
  readonly elasticity?: number;
  /** The step at which the estimate changes least when it is halved, and by how much it then does. */
  readonly step: number;
  readonly changeWhenHalved: number;
  /** central: on both sides decisions are those at no move; below, above: on that side alone, and gamma is not defined. */
  readonly side: "central" | "below" | "above";
  readonly steps: readonly { readonly step: number; readonly deltaUsd: number; readonly gammaUsd: number }[];
}

/** A move of the factor at which value breaks off. */
export interface Jump {
  readonly below: number;
  readonly above: number;
  /** Value just above less value just below. */
  readonly jumpUsd: number;
  /** The first thing that happens on one side only. */
  readonly what: string;
}

/** What a balance sheet's claims move by, from the fixed point of all claims itself. */
export interface NetworkDelta {
  readonly sheet: Id;
  /** d(nav · supply)/dx by the implicit function theorem, in USD per 100 %. */
  readonly deltaUsd: number;
  /** The same by moving the factor, with nobody reacting; absent for vaults. */
  readonly bumpedUsd?: number;
}
