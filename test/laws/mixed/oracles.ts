import type { Oracle } from "../../../src/model/scenario.js";
import { type Draws, literal } from "../draws.js";
import { type Asset, PRICES } from "./part.js";

/** `id` judges the asset by a rule drawn from all that fit it; what it reads stands beside it. */
export function randomOracle(d: Draws, asset: Asset): readonly Oracle[] {
  const id = `${asset}-oracle`;
  const seconds = literal(d.pick([1800, 7200, 20_000]));
  const spot: Oracle = { id, asset, kind: "spot" };
  const other: Oracle = d.pick<Oracle>([
    { id: `${asset}-other`, asset, kind: "spot" },
    { id: `${asset}-other`, asset, kind: "ema", timeConstantSeconds: seconds },
  ]);
  const staked: readonly Oracle[] =
    asset !== "stETH"
      ? []
      : [
          { id, asset, kind: "exchange-rate", underlying: "ETH", rate: literal(1) },
          { id, asset, kind: "exchange-rate", underlying: "ETH", rate: literal(1), underlyingOracle: "ETH-other" },
          {
            ...{ id, asset, kind: "capped-ratio", underlying: "ETH", rate: literal(1), snapshotRatio: literal(0.99) },
            ...{ snapshotAgeSeconds: literal(604_800), yearlyGrowth: literal(0.1) },
          },
        ];
  const claims: readonly Oracle[] =
    asset === "fund" || asset === "TOK" || asset === "VS"
      ? [{ id, asset, kind: "exchange-rate", underlying: "USD" }]
      : asset === "DAI"
        ? [
            {
              ...{ id, asset, kind: "pt-discount", underlying: "USD", yearlyDiscount: literal(0.05) },
              maturitySeconds: literal(1e6),
            },
          ]
        : [];
  const judging = d.pick<Oracle>([
    ...[spot, spot, spot, ...staked, ...claims],
    { id, asset, kind: "twap", windowSeconds: seconds, mean: d.pick(["arithmetic", "geometric"] as const) },
    { id, asset, kind: "ema", timeConstantSeconds: seconds },
    { id, asset, kind: "deviation-heartbeat", deviation: literal(0.01), heartbeatSeconds: seconds },
    { id, asset, kind: "delayed", hopSeconds: seconds, ...(d.chance(0.5) ? { reads: `${asset}-other` } : {}) },
    { id, asset, kind: "limited", maxFactor: literal(1.1), windowSeconds: seconds },
    {
      ...{ id, asset, kind: "worst-of-two", first: `${asset}-other`, second: `${asset}-fixed` },
      ...(d.chance(0.5) ? { threshold: literal(0.02) } : {}),
    },
    { id: `${asset}-oracle`, asset, kind: "fixed", priceUsd: literal(PRICES[asset]) },
  ]);
  return [judging, other, { id: `${asset}-fixed`, asset, kind: "fixed", priceUsd: literal(PRICES[asset]) }];
}
