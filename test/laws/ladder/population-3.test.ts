import { expect, it } from "vitest";
import { runBoth } from "./same-bits.js";

it("the ladder equals the full scan, bit for bit, on populations 801 to 1200", () => {
  const { withCalls, calls } = runBoth(801, 1201);
  expect(withCalls).toBeGreaterThan(200);
  expect(calls).toBeGreaterThan(10_000);
}, 900_000);
