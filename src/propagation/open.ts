import type { CustomRules } from "../mechanics/lending/index.js";
import type { Scenario } from "../model/scenario.js";
import { type Arithmetic, at, type Column, ratio } from "../numbers/arithmetic.js";
import { addTo, noTerms, totalOf } from "../numbers/chunks.js";
import { openBandMarkets } from "./bands/open-bands.js";
import { openStakes, stakedAtStart } from "./claims/backstops.js";
import { clear } from "./claims/claims.js";
import { noteFollowed } from "./claims/drift.js";
import { openHolders, openIssuer } from "./claims/holders.js";
import { openLiquity, poolDeposits } from "./liquity/troves.js";
import { openDebtBooks } from "./maker/debt-books.js";
import { openBreakers } from "./news/breakers.js";
import { openOracles } from "./news/observe.js";
import { noteMarks, openPerps } from "./perps/perp-state.js";
import { reprice } from "./prices/prices.js";
import { NO_SCREENS } from "./screen/screen.js";
import type { AssetState, ReserveState, State, VaultState } from "./state.js";
import { compileWorld, type World } from "./world.js";

/** Units that accounts of populations have posted in each reserve. */
function pledgedUnits<N>({ n, positions, reserves }: World<N>): Column<N> {
  const { start, reserve, openingUnits } = positions.collateral;
  const parts = reserves.list.map(() => noTerms(n));
  for (let slot = at(start, positions.listed); slot < reserve.length; slot += 1)
    addTo(n, at(parts, at(reserve, slot)), at(openingUnits, slot));
  const pledged = n.column(reserves.list.length);
  parts.forEach((chunks, place) => {
    pledged[place] = totalOf(n, chunks);
  });
  return pledged;
}

/** Units listed positions have in each reserve, on one side. */
function listedUnits<N>(world: World<N>, side: "collateral" | "debt"): N[] {
  const { n, positions, reserves } = world;
  const parts = reserves.list.map(() => noTerms(n));
  positions[side].reserve.forEach((reserve, slot) => {
    addTo(n, at(parts, reserve), at(positions[side].openingUnits, slot));
  });
  return parts.map((chunks) => totalOf(n, chunks));
}

function openVaults<N>(world: World<N>): VaultState<N>[] {
  const { n, scenario, places, reserves } = world;
  return scenario.vaults.map((vault) => {
    const queue = vault.supplies.map(({ market, units }) => ({
      reserve: reserves.of(places.market(market), vault.asset),
      scaled: n.parse(units),
    }));
    const idle = n.parse(vault.idleUnits);
    const assets = n.add(idle, n.total(queue.map(({ scaled }) => scaled)));
    const shares = vault.sharesSupply === undefined ? assets : n.parse(vault.sharesSupply);
    const none = { lost: n.zero, withdrawn: n.zero, unmet: n.zero };
    return { idle, places: queue, shares, sharesAtStart: shares, assetsAtStart: assets, ...none };
  });
}

function openReserves<N>(world: World<N>, vaults: readonly VaultState<N>[]): ReserveState<N>[] {
  const { n } = world;
  const collateral = listedUnits(world, "collateral");
  const debt = listedUnits(world, "debt");
  return world.reserves.list.map((reserve, place) => {
    const byVaults = n.total(
      vaults.flatMap(({ places }) => places.filter((each) => each.reserve === place).map(({ scaled }) => scaled)),
    );
    const borrowed = n.add(at(debt, place), n.parse(reserve.otherBorrowedUnits ?? "0"));
    const staked = stakedAtStart(world, place);
    const listed = n.add(n.add(at(collateral, place), n.max(byVaults, borrowed)), staked);
    const supplied = reserve.suppliedUnits === undefined ? listed : n.parse(reserve.suppliedUnits);
    const pooled = poolDeposits(world, reserve);
    const others = n.max(n.sub(n.sub(n.sub(supplied, n.add(at(collateral, place), byVaults)), pooled), staked), n.zero);
    const own = n.parse(reserve.ownUnits ?? "0");
    const rate = world.rates[place];
    return {
      ...{
        supplied,
        borrowed,
        cash: n.add(n.sub(supplied, borrowed), own),
        deficit: n.zero,
        onAuction: n.zero,
        treasury: own,
      },
      ...{ supplyIndex: n.one, debtIndex: n.one, abandoned: n.zero, others, othersAtStart: others },
      owedAtStart: n.add(supplied, own),
      ...(rate === undefined ? {} : { rate: rate.opening }),
    };
  });
}

/** Prices before anything has happened: as stated, or the net asset value of claims whose price is not stated. */
function openPrices<N>(world: World<N>, state: State<N>, scenario: Scenario): void {
  const { n, pricing } = world;
  const restate = (): void => {
    for (const place of pricing.order) {
      const { priceUsd } = at(scenario.assets, place);
      const asset = at(state.assets, place);
      const anchor = at(pricing.anchor, place);
      const referenceUsd = priceUsd === undefined ? (asset.navUsd ?? n.zero) : n.parse(priceUsd);
      const anchorUsd = anchor === undefined ? n.one : at(state.assets, anchor).marketUsd;
      asset.ratio = ratio(n, referenceUsd, anchorUsd, n.zero);
      reprice(world, state);
    }
  };
  const value = (): void => {
    const cleared = clear(world, state);
    state.issuers.forEach((issuer, i) => {
      issuer.navUsd = at(cleared.navUsd, i);
      issuer.recovery = at(cleared.recovery, i);
      issuer.paid = at(cleared.paid, i);
    });
    const sheets = [...scenario.issuers, ...scenario.vaults].map(({ id }) => id);
    scenario.assets.forEach(({ issuer }, place) => {
      const navUsd = issuer === undefined ? undefined : cleared.navUsd[sheets.indexOf(issuer)];
      if (navUsd !== undefined) at(state.assets, place).navUsd = navUsd;
    });
  };
  restate();
  value();
  restate();
  value();
  for (const asset of state.assets) asset.heldUsd = asset.marketUsd;
  noteFollowed(world, state);
}

/**
 * A scenario's rules and columns, and the state before round 0. Nothing else opens a world, so that each has one state: the columns of
 * its accounts become those of the state, which a run changes.
 */
export function openWorld<N>(
  n: Arithmetic<N>,
  scenario: Scenario,
  rules?: CustomRules,
): { readonly world: World<N>; readonly state: State<N> } {
  const world = compileWorld(n, scenario, rules);
  return { world, state: openState(world) };
}

function openState<N>(world: World<N>): State<N> {
  const { n, scenario, places } = world;
  const vaults = openVaults(world);
  const blank = (): AssetState<N> => ({
    ratio: n.zero,
    referenceUsd: n.zero,
    marketUsd: n.zero,
    heldUsd: n.zero,
    followedUsd: n.zero,
    news: n.one,
    quoted: false,
  });
  const state: State<N> = {
    round: 0,
    assets: scenario.assets.map(blank),
    venues: world.venues.map(({ opening }) => opening),
    oracles: [],
    reserves: openReserves(world, vaults),
    collateral: world.positions.collateral.openingUnits,
    debt: world.positions.debt.openingUnits,
    vaults,
    issuers: scenario.issuers.map((issuer) => openIssuer(n, issuer)),
    actors: scenario.actors.map(({ holdings }) => {
      const units = scenario.assets.map(() => n.zero);
      for (const held of holdings) units[places.asset(held.asset)] = n.parse(held.units);
      return { holdings: units, triggered: new Set<number>() };
    }),
    auctions: new Map(),
    debtBooks: openDebtBooks(world),
    liquity: openLiquity(world),
    bands: new Map(),
    runsStarted: new Map<string, number>(),
    depositors: new Map(),
    stakes: openStakes(world),
    settledOptions: new Map(),
    perps: openPerps(world),
    controls: { paused: new Set(), stale: new Set(), closed: new Map(), pricesSeen: new Map() },
    ...{ groups: { collateral: [], debt: [] }, screens: NO_SCREENS, pledged: pledgedUnits(world) },
    accountChanges: 0,
    changed: { collateral: new Map(), debt: new Map() },
  };
  openPrices(world, state, scenario);
  openOracles(world, state);
  for (const [market, pool] of openBandMarkets(world, state)) state.bands.set(market, pool);
  noteMarks(world, state);
  openBreakers(world, state);
  openHolders(world, state);
  return state;
}
