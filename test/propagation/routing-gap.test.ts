import { expect, test } from "vitest";
import type { Venue } from "../../src/model/scenario.js";
import { simulate } from "../../src/propagation/index.js";
import { pool, sale, small } from "./small.js";

test("a run states the gap where a sale was split, and only there", () => {
  const run = (venues: readonly Venue[]) =>
    simulate(small({ ETH: 100, USDC: 1 }, { venues, shocks: [sale("ETH", 50, "USDC")] })).result.audit;
  const one = pool({ ETH: 1_000, USDC: 100_000 }, { id: "one" });
  const other = pool({ ETH: 300, USDC: 30_000 }, { id: "other", fee: 0.003 });
  expect(run([one]).routingGap).toBeUndefined();
  expect(run([one, other]).routingGap).toBeLessThan(1e-14);
});
