import { expect, it } from "vitest";
import { runBoth } from "./same-bits.js";

it("the ladder equals the full scan, bit for bit, on populations 1601 to 2000", () => {
  const { withCalls, calls } = runBoth(1601, 2001);
  expect(withCalls).toBeGreaterThan(200);
  expect(calls).toBeGreaterThan(10_000);
}, 900_000);
