import { expect, it } from "vitest";
import { runBoth } from "./same-bits.js";

it("the ladder equals the full scan, bit for bit, on populations 401 to 800", () => {
  const { withCalls, calls } = runBoth(401, 801);
  expect(withCalls).toBeGreaterThan(200);
  expect(calls).toBeGreaterThan(10_000);
}, 900_000);
