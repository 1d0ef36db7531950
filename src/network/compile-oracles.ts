import { readingOrder } from "../model/oracles.js";
import type { Scenario } from "../model/scenario.js";
import type { Places } from "./compile-ids.js";

/** Oracles that read one another in a circle, so that none of them has a price. */
export class OracleCircleError extends Error {
  constructor(readonly oracles: readonly string[]) {
    super(`The oracles ${oracles.join(", ")} read one another in a circle`);
    this.name = "OracleCircleError";
  }
}

/** Places of the oracles, each after those it reads. Throws `OracleCircleError`. */
export function compileOracleOrder(scenario: Scenario, places: Places): readonly number[] {
  const { order, circular } = readingOrder(scenario.oracles);
  if (circular.length > 0) throw new OracleCircleError(circular);
  return order.map(places.oracle);
}
