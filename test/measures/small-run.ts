import type { NetworkShape, NodeKey } from "../../src/model/network.js";
import type { Event, LossByChannel, NodeOutcome, Result, Round } from "../../src/model/result.js";

export const loss = (parts: Partial<LossByChannel> = {}): LossByChannel => ({
  direct: 0,
  price: 0,
  claim: 0,
  run: 0,
  ...parts,
});

export const round = (number: number, parts: Partial<Round> = {}): Round => ({
  round: number,
  seconds: number * 600,
  assets: [{ id: "ETH", marketUsd: 100 - number, referenceUsd: 90 }],
  oracles: [{ id: "ETH-oracle", priceUsd: 100 }],
  reserves: [],
  vaults: [{ id: "curator", sharePrice: 1 - number / 10, totalUnits: 1000, idleUnits: 100 }],
  issuers: [],
  liquidations: 0,
  declined: 0,
  liquidatedUsd: 0,
  repaidUsd: 0,
  soldUsd: 0,
  badDebtUsd: 0,
  withdrawnUsd: 0,
  unmetWithdrawalsUsd: 0,
  lossUsd: loss(),
  ...parts,
});

const reserve = (shortfallUsd: number, asset = "USDC") => ({
  market: "aave",
  asset,
  suppliedUnits: 100,
  borrowedUnits: 80,
  cashUnits: 20,
  deficitUnits: 0,
  utilisation: 0.8,
  borrowRate: 0.05,
  shortfallUsd,
});

const event = (id: number, parts: Partial<Event> & Pick<Event, "kind" | "round" | "from" | "to">): Event => ({
  id,
  ...(id === 0 ? {} : { cause: id - 1 }),
  valueUsd: 0,
  lossUsd: 0,
  text: `event ${id}, "as told"`,
  ...parts,
});

const position = (id: string, valueUsd: number) =>
  ({ key: `position:${id}`, kind: "position", id, valueUsd, market: "aave" }) as const;

/** Two positions of one market, of which the first is a loop: its collateral's issuer holds what it owes. */
export const shape: NetworkShape = {
  nodes: [
    { key: "asset:stETH", kind: "asset", id: "stETH", valueUsd: 5000 },
    { key: "asset:ETH", kind: "asset", id: "ETH", valueUsd: 5000 },
    { key: "market:aave", kind: "market", id: "aave", valueUsd: 800 },
    { key: "vault:curator", kind: "vault", id: "curator", valueUsd: 1000 },
    { key: "issuer:lido", kind: "issuer", id: "lido", valueUsd: 5000 },
    position("loop", 300),
    position("loan", 100),
  ],
  edges: [
    { from: "asset:stETH", to: "issuer:lido", relation: "claim", units: 50, valueUsd: 5000, asset: "stETH" },
    { from: "issuer:lido", to: "asset:ETH", relation: "backing", units: 50, valueUsd: 5000, asset: "ETH" },
    { from: "position:loop", to: "asset:stETH", relation: "collateral", units: 3, valueUsd: 300, asset: "stETH" },
    { from: "position:loop", to: "market:aave", relation: "lending", units: 2, valueUsd: 200, asset: "ETH" },
    { from: "position:loan", to: "asset:ETH", relation: "collateral", units: 1, valueUsd: 100, asset: "ETH" },
    { from: "position:loan", to: "market:aave", relation: "lending", units: 50, valueUsd: 50, asset: "USDC" },
  ],
};

const outcome = (key: NodeKey, startUsd: number, endUsd: number, parts: Partial<NodeOutcome> = {}): NodeOutcome => ({
  key,
  startUsd,
  endUsd,
  lossUsd: loss(),
  ...parts,
});

export const result: Result = {
  provenance: {
    title: "a small run",
    scenarioHash: "00",
    seed: 1,
    numbers: "float",
    sequencing: "simultaneous",
    secondsPerRound: 600,
    conventions: [],
  },
  stop: { reason: "quiescent", round: 3 },
  rounds: [
    round(0, { lossUsd: loss({ direct: 40 }), unmetWithdrawalsUsd: 5, reserves: [reserve(0), reserve(0, "ETH")] }),
    round(1, {
      liquidations: 2,
      liquidatedUsd: 150,
      soldUsd: 150,
      lossUsd: loss({ price: 60 }),
      unmetWithdrawalsUsd: 9,
      reserves: [reserve(30), reserve(0, "ETH")],
    }),
    round(2, {
      liquidations: 1,
      liquidatedUsd: 60,
      soldUsd: 60,
      badDebtUsd: 20,
      lossUsd: loss({ price: 10, claim: 10 }),
      withdrawnUsd: 7,
      reserves: [reserve(12), reserve(0, "ETH")],
    }),
    round(3, { reserves: [reserve(12), reserve(0, "ETH")] }),
  ],
  events: [
    event(0, { kind: "start", round: 0, from: "asset:ETH", to: "asset:ETH" }),
    event(1, { kind: "shock", round: 0, from: "asset:ETH", to: "position:loan", channel: "direct", lossUsd: 40 }),
    event(2, {
      kind: "liquidation",
      round: 1,
      from: "market:aave",
      to: "position:loop",
      valueUsd: 150,
      channel: "price",
      lossUsd: 50,
    }),
    event(3, {
      kind: "liquidation",
      round: 2,
      from: "market:aave",
      to: "position:loop",
      valueUsd: 60,
      channel: "price",
      lossUsd: 20,
    }),
    event(4, { kind: "bad-debt", round: 2, from: "position:loop", to: "market:aave", valueUsd: 20 }),
    event(5, {
      kind: "loss-passed-on",
      round: 2,
      from: "market:aave",
      to: "vault:curator",
      valueUsd: 10,
      channel: "claim",
      lossUsd: 10,
    }),
  ],
  nodes: [
    outcome("market:aave", 800, 790, { failedRound: 2 }),
    outcome("vault:curator", 1000, 990, { lossUsd: loss({ claim: 10 }) }),
    outcome("position:loop", 300, 45, { lossUsd: loss({ price: 70 }), failedRound: 1, closedRound: 2 }),
    outcome("position:loan", 0, 0, { lossUsd: loss({ direct: 40 }) }),
  ],
  vaults: [
    {
      id: "curator",
      startSharePrice: 1,
      endSharePrice: 0.7,
      writeDown: -0.3,
      lossUsd: 10,
      withdrawnUsd: 7,
      unmetUsd: 9,
    },
  ],
  transmissions: [
    { from: "asset:ETH", to: "position:loan", channel: "direct", firstRound: 0, lossUsd: 40 },
    { from: "market:aave", to: "position:loop", channel: "price", firstRound: 1, lossUsd: 70 },
    { from: "market:aave", to: "vault:curator", channel: "claim", firstRound: 2, lossUsd: 10 },
  ],
  audit: { postings: 12, residual: 0, reserveResidual: 0, clearingResidual: 0, nearTies: 0, overturned: 0 },
};
