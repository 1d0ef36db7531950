import { isLiquity } from "../model/liquity.js";
import { type NetworkEdge, type NodeKey, nodeKey, type Relation } from "../model/network.js";
import { oraclesRead } from "../model/oracles.js";
import { isPerp } from "../model/perps.js";
import { keptAssets, lentAssets } from "../model/reserves.js";
import type {
  Actor,
  Asset,
  Balance,
  Id,
  Issuer,
  Market,
  Oracle,
  Position,
  Scenario,
  Vault,
} from "../model/scenario.js";
import { claimSupply, vaultUnits } from "./amounts.js";
import { balancesUsd, type PriceUsd } from "./nodes.js";
import { venueBalances } from "./venue-balances.js";

/** An edge that carries units of an asset, at market price. */
const amountEdge = (
  from: NodeKey,
  to: NodeKey,
  relation: Relation,
  { asset, units }: { readonly asset: Id; readonly units: string | number },
  priceUsd: PriceUsd,
): NetworkEdge => ({ from, to, relation, units: Number(units), valueUsd: Number(units) * priceUsd(asset), asset });

/** An edge that carries no amount, and names the asset that is priced. */
const pricingEdge = (from: NodeKey, to: NodeKey, asset: Id): NetworkEdge => ({
  from,
  to,
  relation: "pricing",
  units: 0,
  valueUsd: 0,
  asset,
});

/** Holdings of nothing are no dependence. */
const held = (balances: readonly Balance[]): readonly Balance[] => balances.filter(({ units }) => Number(units) !== 0);

function assetEdges(asset: Asset, scenario: Scenario, supply: ReadonlyMap<Id, number>, priceUsd: PriceUsd) {
  const key = nodeKey("asset", asset.id);
  const liquidity = scenario.venues.flatMap((venue) =>
    venueBalances(venue)
      .filter((balance) => balance.asset === asset.id)
      .map((balance) => amountEdge(key, nodeKey("venue", venue.id), "liquidity", balance, priceUsd)),
  );
  const tracked = asset.tracks === undefined ? [] : [pricingEdge(key, nodeKey("asset", asset.tracks), asset.id)];
  if (asset.pool !== undefined) {
    const shares = { asset: asset.id, units: asset.pool.supplyUnits };
    return [amountEdge(key, nodeKey("venue", asset.pool.venue), "claim", shares, priceUsd), ...liquidity];
  }
  if (asset.issuer === undefined) return [...tracked, ...liquidity];
  const kind = scenario.vaults.some(({ id }) => id === asset.issuer) ? "vault" : "issuer";
  const issued = { asset: asset.id, units: supply.get(asset.issuer) ?? 0 };
  return [amountEdge(key, nodeKey(kind, asset.issuer), "claim", issued, priceUsd), ...tracked, ...liquidity];
}

function oracleEdges(oracle: Oracle): readonly NetworkEdge[] {
  const key = nodeKey("oracle", oracle.id);
  const assets = new Set([oracle.asset, ...("underlying" in oracle ? [oracle.underlying] : [])]);
  const read = oraclesRead(oracle).map((id) => nodeKey("oracle", id));
  const seen = [...[...assets].map((asset) => nodeKey("asset", asset)), ...new Set(read)];
  return seen.map((node) => pricingEdge(key, node, oracle.asset));
}

function marketEdges(market: Market, oracles: readonly Oracle[]): readonly NetworkEdge[] {
  const judges = new Set([...lentAssets(market), ...keptAssets(market)].map(({ oracle }) => oracle));
  return oracles
    .filter(({ id }) => judges.has(id))
    .map(({ id, asset }) => pricingEdge(nodeKey("market", market.id), nodeKey("oracle", id), asset));
}

/** Whoever has staked behind a reserve depends on its market, which may slash them. */
function backstopEdges(market: Market, priceUsd: PriceUsd): readonly NetworkEdge[] {
  if (market.kind !== "aave-v3") return [];
  return market.reserves.flatMap(({ asset, backstop = [] }) =>
    backstop.map(({ actor, units }) =>
      amountEdge(nodeKey("actor", actor), nodeKey("market", market.id), "lending", { asset, units }, priceUsd),
    ),
  );
}

/** Depositors of a stability pool lend what pays for liquidated debt. */
function poolEdges(market: Market, priceUsd: PriceUsd): readonly NetworkEdge[] {
  if (!isLiquity(market) || market.stabilityPool === undefined) return [];
  const { depositors, units } = market.stabilityPool;
  const deposit = { asset: market.stablecoin, units };
  return [amountEdge(nodeKey("actor", depositors), nodeKey("market", market.id), "lending", deposit, priceUsd)];
}

function vaultEdges(vault: Vault, priceUsd: PriceUsd): readonly NetworkEdge[] {
  const key = nodeKey("vault", vault.id);
  const { asset } = vault;
  return [
    amountEdge(key, nodeKey("asset", asset), "backing", { asset, units: vaultUnits(vault) }, priceUsd),
    ...vault.supplies
      .filter(({ units }) => Number(units) !== 0)
      .map(({ market, units }) => amountEdge(key, nodeKey("market", market), "lending", { asset, units }, priceUsd)),
  ];
}

function issuerEdges(issuer: Issuer, scenario: Scenario, priceUsd: PriceUsd): readonly NetworkEdge[] {
  const key = nodeKey("issuer", issuer.id);
  const loans = scenario.issuers.flatMap((debtor) =>
    debtor.liabilities
      .filter(({ to }) => to === issuer.id)
      .map(
        ({ valueUsd }): NetworkEdge => ({
          from: key,
          to: nodeKey("issuer", debtor.id),
          relation: "lending",
          units: 0,
          valueUsd: Number(valueUsd),
        }),
      ),
  );
  return [...holdingEdges(key, issuer.holdings, priceUsd), ...loans];
}

const holdingEdges = (key: NodeKey, holdings: readonly Balance[], priceUsd: PriceUsd): readonly NetworkEdge[] =>
  held(holdings).map((balance) => amountEdge(key, nodeKey("asset", balance.asset), "backing", balance, priceUsd));

/** A perpetual position as if it had been borrowed for: a long has the underlying, a short the margin asset, and owes its size at entry. */
function perpEdges(position: Position, markets: readonly Market[], priceUsd: PriceUsd): readonly NetworkEdge[] {
  const market = markets.find(({ id }) => id === position.market);
  const { perp } = position;
  if (perp === undefined || market === undefined || !isPerp(market)) return [];
  const [key, size] = [nodeKey("position", position.id), Number(perp.sizeUnits)];
  const valueUsd = Math.abs(size) * Number(perp.entryPriceUsd);
  const has = size > 0 ? { asset: market.underlying, units: size } : { asset: market.margin, units: valueUsd };
  return [
    amountEdge(key, nodeKey("asset", has.asset), "collateral", has, priceUsd),
    { from: key, to: nodeKey("market", market.id), relation: "lending", units: 0, valueUsd },
  ];
}

function positionEdges(position: Position, issuers: ReadonlySet<Id>, priceUsd: PriceUsd): readonly NetworkEdge[] {
  const key = nodeKey("position", position.id);
  const edges = [
    ...held(position.collateral).map((balance) =>
      amountEdge(key, nodeKey("asset", balance.asset), "collateral", balance, priceUsd),
    ),
    ...held(position.debt).map((balance) =>
      amountEdge(key, nodeKey("market", position.market), "lending", balance, priceUsd),
    ),
  ];
  if (position.owner === undefined) return edges;
  const equityUsd = Math.max(0, balancesUsd(position.collateral, priceUsd) - balancesUsd(position.debt, priceUsd));
  const owner = nodeKey(issuers.has(position.owner) ? "issuer" : "actor", position.owner);
  return [...edges, { from: owner, to: key, relation: "backing", units: 0, valueUsd: equityUsd }];
}

/** One edge to each underlying that the actor does not hold as well: units are those its options, bought or written, are on. */
function optionEdges(actor: Id, holdings: readonly Balance[], actors: readonly Actor[], priceUsd: PriceUsd) {
  const written = actors.flatMap(({ id, options = [] }) =>
    options.filter(({ counterparty }) => id === actor || counterparty === actor),
  );
  const isHeld = new Set(held(holdings).map(({ asset }) => asset));
  const underlyings = [...new Set(written.map(({ underlying }) => underlying))].filter((asset) => !isHeld.has(asset));
  return underlyings.map((asset) => {
    const on = written.filter(({ underlying }) => underlying === asset);
    const units = on.reduce((sum, option) => sum + Math.abs(Number(option.units)), 0);
    return amountEdge(nodeKey("actor", actor), nodeKey("asset", asset), "backing", { asset, units }, priceUsd);
  });
}

/**
 * Every edge of the dependency graph, from the node that depends to the node it depends on, in the relations of `Relation`.
 *
 * `valueUsd` is units × market price at the start. A vault depends on its loan asset with all it manages; liquidity carries the
 * venue's balance of the asset (depth curve: units at the last point, power law: one day's volume); an owner depends on a position
 * with its equity, max(0, collateral − debt). An account owned by an issuer backs that issuer. A pricing edge names the asset that
 * is priced, so that an exchange-rate oracle's edge to the underlying is told from its edge to the asset it reports; an oracle that
 * reads others has one to each, and an asset that tracks another has one to it.
 */
export function networkEdges(scenario: Scenario, priceUsd: PriceUsd): readonly NetworkEdge[] {
  const supply = claimSupply(scenario);
  const issuers = new Set(scenario.issuers.map(({ id }) => id));
  return [
    ...scenario.assets.flatMap((asset) => assetEdges(asset, scenario, supply, priceUsd)),
    ...scenario.oracles.flatMap(oracleEdges),
    ...scenario.markets.flatMap((market) => marketEdges(market, scenario.oracles)),
    ...scenario.markets.flatMap((market) => poolEdges(market, priceUsd)),
    ...scenario.markets.flatMap((market) => backstopEdges(market, priceUsd)),
    ...scenario.vaults.flatMap((vault) => vaultEdges(vault, priceUsd)),
    ...scenario.issuers.flatMap((issuer) => issuerEdges(issuer, scenario, priceUsd)),
    ...scenario.positions.flatMap((position) => [
      ...positionEdges(position, issuers, priceUsd),
      ...perpEdges(position, scenario.markets, priceUsd),
    ]),
    ...scenario.actors.flatMap(({ id, holdings }) => [
      ...holdingEdges(nodeKey("actor", id), holdings, priceUsd),
      ...optionEdges(id, holdings, scenario.actors, priceUsd),
    ]),
  ];
}
