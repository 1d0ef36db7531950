import { expect, it } from "vitest";
import { runBoth } from "./same-bits.js";

it("the ladder equals the full scan, bit for bit, on populations 1 to 400", () => {
  const { withCalls, calls } = runBoth(1, 401);
  expect(withCalls).toBeGreaterThan(200);
  expect(calls).toBeGreaterThan(10_000);
}, 900_000);
