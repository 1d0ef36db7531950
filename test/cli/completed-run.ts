import type { Report } from "../../src/model/report.js";
import type { CompletedRun, LossByChannel } from "../../src/model/result.js";
import type { Literal } from "../../src/model/scenario.js";

/** A made-up run of two rounds, small enough to check by eye. */

const literal = (text: string): Literal => text as Literal;
const NO_LOSS: LossByChannel = { direct: 0, price: 0, claim: 0, run: 0 };
const LOSS: LossByChannel = { direct: 2_000_000, price: 0, claim: 6_591_234.5, run: 0 };

const round = (number: number) => ({
  round: number,
  seconds: 3600,
  assets: [{ id: "ETH", marketUsd: 1200, referenceUsd: 1200 }],
  oracles: [],
  reserves: [],
  vaults: [],
  issuers: [],
  liquidations: number === 0 ? 3 : 0,
  declined: 0,
  liquidatedUsd: number === 0 ? 950_000 : 0,
  repaidUsd: 0,
  soldUsd: 0,
  badDebtUsd: 0,
  withdrawnUsd: 0,
  unmetWithdrawalsUsd: 0,
  lossUsd: number === 0 ? LOSS : NO_LOSS,
});

export const RUN: CompletedRun = {
  scenario: {
    format: 1,
    title: "Made up",
    question: "Does the report read well?",
    sources: [],
    seed: 1,
    clock: { secondsPerRound: literal("3600"), maxRounds: 10, priceTolerance: literal("1e-9") },
    sequencing: "simultaneous",
    liquidators: { gasUsd: literal("0"), minimumProfitUsd: literal("0") },
    assets: [{ id: "ETH", priceUsd: literal("2000") }],
    oracles: [],
    venues: [],
    markets: [],
    vaults: [],
    issuers: [],
    actors: [],
    positions: [],
    shocks: [
      { kind: "price", round: 0, asset: "ETH", change: literal("-0.4") },
      { kind: "price", round: 1, asset: "ETH", priceUsd: literal("1234.56") },
      { kind: "price-path", round: 0, asset: "ETH", path: [{ round: 2, priceUsd: literal("0.3767") }] },
      { kind: "sale", round: 0, asset: "ETH", units: literal("94000"), into: "USDC" },
      { kind: "issuer-loss", round: 0, issuer: "stream", valueUsd: literal("93000000") },
      { kind: "vault-write-off", round: 3, vault: "savings", market: "lend" },
    ],
    variants: [{ name: "milder", shocks: [{ kind: "price", round: 0, asset: "ETH", change: literal("-0.1") }] }],
  },
  shape: { nodes: [], edges: [] },
  result: {
    provenance: {
      title: "Made up",
      scenarioHash: "abc123",
      seed: 1,
      numbers: "float",
      sequencing: "simultaneous",
      secondsPerRound: 3600,
      conventions: ["A loss is counted where it stops."],
    },
    stop: { reason: "quiescent", round: 1 },
    rounds: [round(0), round(1)],
    events: [
      { id: 0, round: 0, kind: "start", from: "asset:ETH", to: "asset:ETH", valueUsd: 0, lossUsd: 0, text: "Start." },
      {
        id: 1,
        round: 0,
        kind: "liquidation",
        cause: 0,
        from: "market:lend",
        to: "position:alice",
        valueUsd: 950_000,
        lossUsd: 47_500,
        text: "Liquidated.",
      },
    ],
    nodes: [
      { key: "position:alice", startUsd: 1_000_000, endUsd: 0, lossUsd: LOSS, failedRound: 0, lowestHealth: 0.9 },
      { key: "position:bob", startUsd: 500, endUsd: 500, lossUsd: NO_LOSS },
    ],
    vaults: [],
    closestCall: { position: "bob", market: "lend", round: 0, health: 1.0123, triggerUsd: 0.3767, collateral: "CRV" },
    transmissions: [],
    audit: { postings: 12, residual: 0, reserveResidual: 0, clearingResidual: 0, nearTies: 1, overturned: 0 },
  },
};

export const REPORT: Report = {
  totals: {
    lossUsd: LOSS,
    totalLossUsd: 8_591_234.5,
    amplification: 4.29561725,
    liquidations: 3,
    liquidatedUsd: 950_000,
    soldUsd: 0,
    badDebtUsd: 0,
    withdrawnUsd: 0,
    unmetWithdrawalsUsd: 0,
    depth: 1,
    breadth: 1,
    loopsUnwound: 0,
  },
  rounds: RUN.result.rounds.map((each) => ({
    round: each.round,
    seconds: each.seconds,
    liquidatedUsd: each.liquidatedUsd,
    liquidatedUsdPerSecond: each.liquidatedUsd / 3600,
    cumulativeLiquidatedUsd: 950_000,
    soldUsd: 0,
    badDebtUsd: 0,
    withdrawnUsd: 0,
    failed: each.round === 0 ? 1 : 0,
    lossUsd: each.lossUsd,
  })),
  nodes: [
    {
      key: "position:alice",
      startUsd: 1_000_000,
      endUsd: 0,
      lossUsd: LOSS,
      totalLossUsd: 8_591_234.5,
      lossShare: 1,
      failedRound: 0,
      liquidatedUsd: 950_000,
      badDebtUsd: 0,
    },
    {
      key: "position:bob",
      startUsd: 500,
      endUsd: 500,
      lossUsd: NO_LOSS,
      totalLossUsd: 0,
      lossShare: 0,
      liquidatedUsd: 0,
      badDebtUsd: 0,
    },
  ],
  transmissions: [],
  vaults: [{ id: "relend", startSharePrice: 1.02, endSharePrice: 0.016, writeDown: -0.98432, lossUsd: 6_591_234.5 }],
  shortfalls: [
    { market: "lend", asset: "USDC", shortfallUsd: 8_591_234.5, largestUsd: 8_600_000, largestRound: 1 },
    { market: "quiet", asset: "USDC", shortfallUsd: 0, largestUsd: 0, largestRound: 0 },
  ],
};
