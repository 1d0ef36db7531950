import type { Account } from "../../mechanics/lending/rule.js";
import type { NodeKey } from "../../model/network.js";
import type { Channel, Round } from "../../model/result.js";
import { at } from "../../numbers/arithmetic.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import { type Books, books, debtInstrument, supplyInstrument, tokenInstrument } from "./books.js";
import type { Closing } from "./ledger.js";
import { countingLog, type EventLog, eventLog } from "./log.js";
import { type LossBook, lossBook } from "./losses.js";

export interface Lowest<N> {
  readonly health: number;
  readonly round: number;
  readonly account: Account<N>;
}

/** What a run writes down as it goes. */
export interface Recorder<N> {
  readonly log: EventLog;
  readonly books: Books<N>;
  readonly losses: LossBook<N>;
  readonly rounds: Round[];
  readonly failedRound: Map<NodeKey, number>;
  /** Every owing position where its health was lowest, with its account as it stood. */
  readonly lowest: Map<number, Lowest<N>>;
  /** The round in which a position's last debt went. */
  readonly closedRound: Map<number, number>;
  /** Liquidated positions: they cannot be the closest call. */
  readonly liquidated: Set<number>;
  /** Positions already reported as declined. */
  readonly declined: Set<number>;
  /** Offers already reported as declined, by name. */
  readonly declinedOffers: Set<string>;
  readonly startPricesUsd: readonly number[];
  readonly startPoolsUsd: readonly number[];
  readonly startNavsUsd: readonly number[];
  readonly startRecoveries: readonly number[];
  pricesAtRoundStart: number[];
  clearingResidual: number;
  /** Absent until a sale is split over venues. */
  routingGap?: number;
  /** What protocols lost in this round by collateral that they had taken over, in USD. */
  protocolLossUsd: number;
  lossesOfRound: Record<Channel, N[]>;
  /** Share price of each vault: at the start, highest so far, and deepest fall from a high. */
  readonly vaults: { readonly start: number; high: number; deepest: number }[];
}

/** Every balance that the engine holds, by account and instrument. */
export function balances<N>(world: World<N>, state: State<N>): Closing<N>[] {
  const { n, scenario, reserves, positions, pricing } = world;
  const ofMarkets = reserves.list.flatMap(({ market, asset }, place): Closing<N>[] => {
    // An asset that is lent and lies in price bands besides is one balance of its market.
    const same = reserves.list.flatMap((other, p) => (other.market === market && other.asset === asset ? [p] : []));
    const account = `market:${at(scenario.markets, market).id}`;
    const units = n.total(same.map((each) => at(state.reserves, each).cash));
    return same[0] === place ? [{ account, instrument: tokenInstrument(asset), units }] : [];
  });
  const ofVenues = scenario.venues.flatMap(({ id }, venue) => {
    const held = at(world.venues, venue).balances(at(state.venues, venue));
    if (held === undefined) return [];
    return at(pricing.tokens, venue).map((asset, token) => ({
      account: `venue:${id}`,
      instrument: tokenInstrument(asset),
      units: at(held, token),
    }));
  });
  const ofVaults = scenario.vaults.flatMap(({ id, asset }, v) => {
    const vault = at(state.vaults, v);
    const account = `vault:${id}`;
    const idle = { account, instrument: tokenInstrument(world.places.asset(asset)), units: vault.idle };
    return [
      idle,
      ...vault.places.map(({ reserve, scaled }) => ({ account, instrument: supplyInstrument(reserve), units: scaled })),
    ];
  });
  const ofActors = scenario.actors.flatMap(({ id }, a) =>
    at(state.actors, a).holdings.map((units, asset) => ({
      account: `actor:${id}`,
      instrument: tokenInstrument(asset),
      units,
    })),
  );
  const ofStakes = state.stakes.map(({ actor, reserve, scaled }) => ({
    account: `actor:${at(scenario.actors, actor).id}`,
    instrument: supplyInstrument(reserve),
    units: scaled,
  }));
  const ofIssuers = scenario.issuers.flatMap(({ id, holdings }, i) =>
    holdings.map(({ asset: name }, h) => {
      const asset = world.places.asset(name);
      const { holdings: held, queue } = at(state.issuers, i);
      const owed = queue.flatMap((ticket) => (ticket.asset === asset ? [ticket.units] : []));
      return {
        account: `issuer:${id}`,
        instrument: tokenInstrument(asset),
        units: n.total([at(held, h), ...owed]),
      };
    }),
  );
  const ofPositions = scenario.positions.flatMap(({ id }, p) =>
    (["collateral", "debt"] as const).flatMap((side) => {
      const { start, reserve } = positions[side];
      const instrument = side === "debt" ? debtInstrument : supplyInstrument;
      const closings: Closing<N>[] = [];
      for (let slot = at(start, p); slot < at(start, p + 1); slot += 1) {
        closings.push({
          account: `position:${id}`,
          instrument: instrument(at(reserve, slot)),
          units: at(state[side], slot),
        });
      }
      return closings;
    }),
  );
  const ofGroups = (["collateral", "debt"] as const).flatMap((side) =>
    state.groups[side].flatMap((ofGroup, g) =>
      ofGroup.map(({ reserve, scaled }) => ({
        account: at(world.groups.list, g).key,
        instrument: side === "debt" ? debtInstrument(reserve) : supplyInstrument(reserve),
        units: scaled,
      })),
    ),
  );
  const sales = scenario.assets.map((_, asset) => ({
    account: "sales",
    instrument: tokenInstrument(asset),
    units: n.zero,
  }));
  return [
    ...ofMarkets,
    ...ofVenues,
    ...ofVaults,
    ...ofActors,
    ...ofStakes,
    ...ofIssuers,
    ...ofPositions,
    ...ofGroups,
    ...sales,
  ];
}

/** What a pool's balances are worth at market prices; 0 for a quoted venue, which holds none. */
export function poolValueUsd<N>(world: World<N>, state: State<N>, venue: number): number {
  const { n, pricing } = world;
  const held = at(world.venues, venue).balances(at(state.venues, venue)) ?? [];
  const assets = at(pricing.tokens, venue);
  return n.toNumber(n.total(held.map((units, token) => n.mul(units, at(state.assets, at(assets, token)).marketUsd))));
}

function openLog<N>({ keeps, eventLimit, groups }: World<N>): EventLog {
  if (keeps === "rounds") return countingLog();
  const keys = new Set(groups.list.map(({ key }) => key));
  return eventLog(eventLimit, (node) => keys.has(node));
}

export function beginRun<N>(world: World<N>, state: State<N>): Recorder<N> {
  const accounts = books(world);
  if (world.keeps === "everything")
    for (const { account, instrument, units } of balances(world, state))
      accounts.ledger.open(account, instrument, units);
  const startPricesUsd = state.assets.map(({ marketUsd }) => world.n.toNumber(marketUsd));
  return {
    log: openLog(world),
    books: accounts,
    losses: lossBook(world, state),
    rounds: [],
    failedRound: new Map(),
    lowest: new Map(),
    closedRound: new Map(),
    liquidated: new Set(),
    declined: new Set(),
    declinedOffers: new Set(),
    startPricesUsd,
    startPoolsUsd: world.venues.map((_, venue) => poolValueUsd(world, state, venue)),
    startNavsUsd: state.issuers.map(({ navUsd }) => world.n.toNumber(navUsd)),
    startRecoveries: state.issuers.map(({ recovery }) => world.n.toNumber(recovery)),
    pricesAtRoundStart: startPricesUsd,
    clearingResidual: 0,
    protocolLossUsd: 0,
    lossesOfRound: { direct: [], price: [], claim: [], run: [] },
    vaults: state.vaults.map(({ shares, assetsAtStart }) => {
      const start = world.n.toNumber(shares) === 0 ? 0 : world.n.toNumber(assetsAtStart) / world.n.toNumber(shares);
      return { start, high: start, deepest: 0 };
    }),
  };
}
