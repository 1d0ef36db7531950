import type { NetworkEdge, NetworkNode, NodeKey, NodeKind, Relation } from "../../src/model/network.js";
import type { NodeMeasures, Report, Transmission } from "../../src/model/report.js";
import type { CompletedRun, Event, LossByChannel, NodeOutcome, Result, Round } from "../../src/model/result.js";
import type { Asset, Literal, Scenario, Vault } from "../../src/model/scenario.js";

/** Invented runs with neutral names: nothing here happened anywhere. */
export interface Fixture {
  readonly run: CompletedRun;
  readonly report: Report;
}

export const literal = (value: number): Literal => String(value) as Literal;
export const noLoss: LossByChannel = { direct: 0, price: 0, claim: 0, run: 0 };
export const lost = (part: Partial<LossByChannel>): LossByChannel => ({ ...noLoss, ...part });
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const totalOf = (loss: LossByChannel): number => loss.direct + loss.price + loss.claim + loss.run;

export const node = (kind: NodeKind, id: string, valueUsd: number, market?: string): NetworkNode => ({
  key: `${kind}:${id}`,
  kind,
  id,
  valueUsd,
  ...(market === undefined ? {} : { market }),
});

export const edge = (
  from: NodeKey,
  to: NodeKey,
  relation: Relation,
  valueUsd: number,
  asset?: string,
): NetworkEdge => ({
  from,
  to,
  relation,
  units: valueUsd,
  valueUsd,
  ...(asset === undefined ? {} : { asset }),
});

export interface Story {
  readonly title: string;
  readonly secondsPerRound: number;
  readonly startsAt?: string;
  readonly assets: readonly Asset[];
  readonly vaults?: readonly Vault[];
  readonly nodes: readonly NetworkNode[];
  readonly edges: readonly NetworkEdge[];
  readonly rounds: readonly Round[];
  readonly failed: ReadonlyMap<NodeKey, number>;
  readonly transmissions: readonly Transmission[];
  readonly shocks: readonly Pick<Event, "round" | "to" | "valueUsd" | "text">[];
  readonly closing: NonNullable<Result["stop"]>;
  readonly oracles?: Scenario["oracles"];
  readonly vaultOutcomes?: Result["vaults"];
  readonly scenarioShocks?: Scenario["shocks"];
}

/** A completed run and its report from the few facts that a figure can show. */
export function tell(story: Story): Fixture {
  const lossOf = (key: NodeKey): LossByChannel => {
    const mine = story.transmissions.filter((t) => t.to === key);
    return lost(
      Object.fromEntries(
        mine.map((t) => [t.channel, sum(mine.filter((m) => m.channel === t.channel).map((m) => m.lossUsd))]),
      ),
    );
  };
  const outcomes: NodeOutcome[] = story.nodes.map((n) => {
    const failedRound = story.failed.get(n.key);
    const lossUsd = lossOf(n.key);
    return {
      key: n.key,
      startUsd: n.valueUsd,
      endUsd: n.valueUsd - totalOf(lossUsd),
      lossUsd,
      ...(failedRound === undefined ? {} : { failedRound }),
    };
  });
  const events: Event[] = [
    {
      id: 0,
      round: 0,
      kind: "start",
      from: story.nodes[0]?.key ?? "asset:none",
      to: story.nodes[0]?.key ?? "asset:none",
      valueUsd: 0,
      lossUsd: 0,
      text: "Start.",
    },
    ...story.shocks.map((s, i): Event => ({ id: i + 1, kind: "shock", cause: 0, from: s.to, lossUsd: 0, ...s })),
  ];
  const scenario: Scenario = {
    format: 1,
    title: story.title,
    sources: [],
    seed: 1,
    clock: { secondsPerRound: literal(story.secondsPerRound), maxRounds: 100, priceTolerance: literal(0.0001) },
    sequencing: "simultaneous",
    liquidators: { gasUsd: literal(0), minimumProfitUsd: literal(0) },
    assets: story.assets,
    oracles: story.oracles ?? [],
    venues: [],
    markets: [],
    vaults: story.vaults ?? [],
    issuers: [],
    actors: [],
    positions: [],
    shocks: story.scenarioShocks ?? [],
    variants: [],
  };
  const result: Result = {
    provenance: {
      title: story.title,
      scenarioHash: "0".repeat(64),
      seed: 1,
      numbers: "float",
      sequencing: "simultaneous",
      secondsPerRound: story.secondsPerRound,
      ...(story.startsAt === undefined ? {} : { startsAt: story.startsAt }),
      conventions: [],
    },
    stop: story.closing,
    rounds: story.rounds,
    events,
    nodes: outcomes,
    vaults: [],
    transmissions: [],
    audit: { postings: 0, residual: 0, reserveResidual: 0, clearingResidual: 0, nearTies: 0, overturned: 0 },
  };
  return {
    run: { scenario, shape: { nodes: story.nodes, edges: story.edges }, result },
    report: reportOf(story, outcomes),
  };
}

function reportOf(story: Story, outcomes: readonly NodeOutcome[]): Report {
  const nodes: NodeMeasures[] = outcomes.map((o) => ({
    key: o.key,
    startUsd: o.startUsd,
    endUsd: o.endUsd,
    lossUsd: o.lossUsd,
    totalLossUsd: totalOf(o.lossUsd),
    ...(o.failedRound === undefined ? {} : { failedRound: o.failedRound }),
    liquidatedUsd: 0,
    badDebtUsd: 0,
  }));
  const over = (value: (round: Round) => number): number => sum(story.rounds.map(value));
  let cumulativeLiquidatedUsd = 0;
  return {
    totals: {
      lossUsd: lost({
        direct: over((r) => r.lossUsd.direct),
        price: over((r) => r.lossUsd.price),
        claim: over((r) => r.lossUsd.claim),
        run: over((r) => r.lossUsd.run),
      }),
      totalLossUsd: over((r) => totalOf(r.lossUsd)),
      liquidations: over((r) => r.liquidations),
      liquidatedUsd: over((r) => r.liquidatedUsd),
      soldUsd: over((r) => r.soldUsd),
      badDebtUsd: over((r) => r.badDebtUsd),
      withdrawnUsd: over((r) => r.withdrawnUsd),
      unmetWithdrawalsUsd: over((r) => r.unmetWithdrawalsUsd),
      depth: story.closing.round,
      breadth: story.failed.size,
      loopsUnwound: 0,
    },
    rounds: story.rounds.map((r) => {
      cumulativeLiquidatedUsd += r.liquidatedUsd;
      return {
        round: r.round,
        seconds: r.seconds,
        liquidatedUsd: r.liquidatedUsd,
        liquidatedUsdPerSecond: r.liquidatedUsd / story.secondsPerRound,
        cumulativeLiquidatedUsd,
        soldUsd: r.soldUsd,
        badDebtUsd: r.badDebtUsd,
        withdrawnUsd: r.withdrawnUsd,
        failed: [...story.failed.values()].filter((round) => round === r.round).length,
        lossUsd: r.lossUsd,
      };
    }),
    nodes,
    transmissions: story.transmissions,
    vaults: [],
    shortfalls: [],
  };
}

/** A round in which nothing happens, to be spread under what does. */
export const quietRound = (round: number, secondsPerRound: number): Round => ({
  round,
  seconds: round * secondsPerRound,
  assets: [],
  oracles: [],
  reserves: [],
  vaults: [],
  issuers: [],
  liquidations: 0,
  declined: 0,
  liquidatedUsd: 0,
  repaidUsd: 0,
  soldUsd: 0,
  badDebtUsd: 0,
  withdrawnUsd: 0,
  unmetWithdrawalsUsd: 0,
  lossUsd: noLoss,
});
