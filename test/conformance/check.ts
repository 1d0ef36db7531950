import type { Arithmetic } from "../../src/numbers/arithmetic.js";
import { decimal } from "../../src/numbers/decimal.js";
import { float } from "../../src/numbers/float.js";
import type { Adapters, Outputs, Reader } from "./adapter.js";
import { differences, type NumberSystem } from "./compare.js";
import { carefully } from "./near-integers.js";
import { readInputs } from "./reader.js";
import type { Vector } from "./vectors.js";

/**
 * Every reason why a vector fails, in words; none when it passes.
 *
 * A rule runs in decimal and in float. A float run that took a near tie is taken again in decimal, as the engine does. A measure,
 * which there is in doubles alone, runs in float.
 */
export function failures(vector: Vector, adapters: Adapters): readonly string[] {
  const adapter = Object.hasOwn(adapters, vector.mechanism) ? adapters[vector.mechanism] : undefined;
  if (adapter === undefined) return [`unknown mechanism "${vector.mechanism}"`];
  if (typeof adapter !== "function") return attempt(float, adapter.inDoubles, vector, "float");
  const exact = attempt(decimal, (inputs) => adapter(decimal, inputs), vector, "decimal");
  if (exact.length > 0) return exact;
  const careful = carefully(float);
  const fast = attempt(careful.n, (inputs) => adapter(careful.n, inputs), vector, "float");
  return careful.tookNearTie() ? [] : fast;
}

function attempt<N>(
  n: Arithmetic<N>,
  run: (inputs: Reader<N>) => Outputs<N>,
  vector: Vector,
  system: NumberSystem,
): readonly string[] {
  const inputs = readInputs(n, vector.inputs);
  const marked = (reasons: readonly string[]) => reasons.map((reason) => `[${system}] ${reason}`);
  let outputs: Outputs<N>;
  try {
    outputs = run(inputs.reader);
  } catch (error) {
    return marked([error instanceof Error ? error.message : String(error)]);
  }
  const unknown = inputs.unread().map((key) => `unknown input "${key}"`);
  return marked([...unknown, ...differences(vector, outputs, system)]);
}
