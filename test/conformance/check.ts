import type { Arithmetic } from "../../src/numbers/arithmetic.js";
import { decimal } from "../../src/numbers/decimal.js";
import { float } from "../../src/numbers/float.js";
import type { Adapter, Adapters, Outputs } from "./adapter.js";
import { differences, type NumberSystem } from "./compare.js";
import { carefully } from "./near-integers.js";
import { readInputs } from "./reader.js";
import type { Vector } from "./vectors.js";

/**
 * Every reason why a vector fails, in words; none when it passes.
 *
 * The mechanism runs in decimal and in float. A float run that took a near tie is taken again in decimal, as the engine does.
 */
export function failures(vector: Vector, adapters: Adapters): readonly string[] {
  const adapter = Object.hasOwn(adapters, vector.mechanism) ? adapters[vector.mechanism] : undefined;
  if (adapter === undefined) return [`unknown mechanism "${vector.mechanism}"`];
  const exact = attempt(decimal, adapter, vector, "decimal");
  if (exact.length > 0) return exact;
  const careful = carefully(float);
  const fast = attempt(careful.n, adapter, vector, "float");
  return careful.tookNearTie() ? [] : fast;
}

function attempt<N>(n: Arithmetic<N>, adapter: Adapter, vector: Vector, system: NumberSystem): readonly string[] {
  const inputs = readInputs(n, vector.inputs);
  const marked = (reasons: readonly string[]) => reasons.map((reason) => `[${system}] ${reason}`);
  let outputs: Outputs<N>;
  try {
    outputs = adapter(n, inputs.reader);
  } catch (error) {
    return marked([error instanceof Error ? error.message : String(error)]);
  }
  const unknown = inputs.unread().map((key) => `unknown input "${key}"`);
  return marked([...unknown, ...differences(vector, outputs, system)]);
}
