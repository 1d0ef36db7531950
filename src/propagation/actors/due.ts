import type { Policy } from "../../model/scenario.js";

/** Whether a policy that acts every k rounds acts in this one. */
export const isDue = (policy: Policy, round: number): boolean =>
  !("everyRounds" in policy) || round % (policy.everyRounds ?? 1) === 0;
