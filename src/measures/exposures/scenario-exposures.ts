import type { Id, Scenario } from "../../model/scenario.js";
import type { PriceUsd } from "../../network/nodes.js";
import { type ExposureNetwork, exposureNetwork } from "../systemic/exposure-network.js";
import { read, sparseMatrix } from "../systemic/sparse-matrix.js";
import { bookScenario } from "./book-scenario.js";
import { amountUsd, type Claim, type ClaimBook, nodeTotals } from "./claim-book.js";
import type { Exposures } from "./exposures.js";

/** What a shock does by itself, before anybody reacts. */
export interface DirectShock {
  /** Price just after the shock, of every asset. */
  readonly priceUsd: PriceUsd;
  /** External assets lost, by issuer. */
  readonly issuerLossUsd: ReadonlyMap<Id, number>;
}

export interface ScenarioExposureOptions {
  readonly shock: DirectShock;
  /** USD of sales over the relative fall that they cause, by asset. */
  readonly depthUsd: PriceUsd;
  /** Whether accounts of one table or distribution make one node. Default false. */
  readonly grouped?: boolean;
}

const CONVENTIONS: readonly string[] = [
  "Nodes: issuers, reserves of markets, vaults, accounts and actors; venues, oracles and assets are none.",
  "A token, a deposit in a market and a share of a vault are shares in what their issuer, reserve or vault has after its debts; loans are debts; an account that has an owner is his, with all of its equity.",
  "The buffer of a node is its assets less its debts, at opening market prices, its own shares not deducted.",
  "For clearing, shares count as debts at their face (opening price, or net asset value where that is less) and rank with debts; a node that owes shares only is written down without default or its costs; accounts are external assets of their owners.",
  "The shock itself: assets, debts and deposits at the prices it leads to with nobody reacting; deposits follow the price of what was deposited.",
  "Losses are added up by what of each buffer belongs to nobody in the network, so that none counts twice.",
];

/**
 * The exposure network of a scenario at the start and just after its shock: USD at market prices, one node per balance sheet.
 *
 * buffer = assets − debts; exposure (j, i) = debts of j to i + shares of i in j, or all that is left of j where i owns it. See the conventions in the result.
 */
export function scenarioExposures(
  scenario: Scenario,
  openingUsd: PriceUsd,
  { shock, depthUsd, grouped = false }: ScenarioExposureOptions,
): Exposures {
  const book = bookScenario(scenario, openingUsd, grouped);
  const { names } = book;
  const opening = nodeTotals(book, openingUsd);
  const shocked = nodeTotals(book, shock.priceUsd);
  const issuerLossUsd = Float64Array.from(names, (name) =>
    name.startsWith("issuer:") ? (shock.issuerLossUsd.get(name.slice("issuer:".length)) ?? 0) : 0,
  );
  const worth = ({ assetsUsd, debtsUsd, sharesUsd }: typeof opening, i: number): number =>
    read(assetsUsd, i) - read(debtsUsd, i) - read(sharesUsd, i);
  const buffersUsd = opening.assetsUsd.map(
    (assets, i) => assets + read(opening.ownedAccountsUsd, i) - read(opening.debtsUsd, i),
  );
  return {
    names,
    conventions: [
      ...CONVENTIONS,
      ...(grouped ? ["Accounts of one table or distribution are added up to one node."] : []),
    ],
    before: clearingNetwork(book, openingUsd, opening.ownedAccountsUsd, new Float64Array(names.length)),
    after: clearingNetwork(book, shock.priceUsd, ownedAccountsAt(book, shock.priceUsd), issuerLossUsd),
    passThrough: new Set([...names.keys()].filter((i) => opening.debtsUsd[i] === 0 && read(opening.sharesUsd, i) > 0)),
    owned: new Set(book.claims.flatMap(({ rank, debtor }) => (rank === "ownership" ? [debtor] : []))),
    exposuresUsd: claimMatrix(book, openingUsd, () => true),
    buffersUsd,
    ownedOutsideUsd: buffersUsd.map((buffer, i) => Math.max(0, buffer - read(opening.ownedInsideUsd, i))),
    lossUsd: issuerLossUsd.map((loss, i) => Math.max(0, loss + worth(opening, i) - worth(shocked, i))),
    assetsUsd: opening.assetsUsd.map((assets, i) => assets + read(opening.ownedAccountsUsd, i)),
    holdings: holdingsOf(book, scenario, openingUsd, shock, depthUsd),
  };
}

/** What owners have in their accounts: what is left there at these prices, or nothing. */
function ownedAccountsAt(book: ClaimBook, priceUsd: PriceUsd): Float64Array {
  const { assetsUsd, debtsUsd } = nodeTotals(book, priceUsd);
  const worth = new Float64Array(book.names.length);
  for (const { creditor, debtor, rank } of book.claims) {
    if (rank !== "ownership") continue;
    worth[creditor] = read(worth, creditor) + Math.max(0, read(assetsUsd, debtor) - read(debtsUsd, debtor));
  }
  return worth;
}

const claimMatrix = ({ names, claims }: ClaimBook, priceUsd: PriceUsd, isKept: (claim: Claim) => boolean) => {
  const kept = claims.filter(isKept);
  return sparseMatrix(names.length, names.length, {
    row: kept.map(({ debtor }) => debtor),
    column: kept.map(({ creditor }) => creditor),
    value: kept.map(({ amount }) => amountUsd(amount, priceUsd)),
  });
};

function clearingNetwork(
  book: ClaimBook,
  priceUsd: PriceUsd,
  ownedAccountsUsd: Float64Array,
  lostUsd: Float64Array,
): ExposureNetwork {
  const externalAssetsUsd = ownedAccountsUsd.map((owned, i) => owned - read(lostUsd, i));
  const externalDebtsUsd = new Float64Array(book.names.length);
  for (const { node, kind, amount } of book.outside) {
    const column = kind === "asset" ? externalAssetsUsd : externalDebtsUsd;
    column[node] = read(column, node) + amountUsd(amount, priceUsd);
  }
  return exposureNetwork({
    names: book.names,
    liabilitiesUsd: claimMatrix(book, priceUsd, ({ rank }) => rank !== "ownership"),
    externalAssetsUsd,
    externalDebtsUsd,
  });
}

function holdingsOf(
  { names, held }: ClaimBook,
  scenario: Scenario,
  openingUsd: PriceUsd,
  shock: DirectShock,
  depthUsd: PriceUsd,
) {
  const assets = scenario.assets.map(({ id }) => id);
  const places = new Map(assets.map((id, place) => [id, place]));
  return {
    assets,
    heldUsd: sparseMatrix(names.length, assets.length, {
      row: held.map(({ node }) => node),
      column: held.map(({ asset }) => places.get(asset) ?? 0),
      value: held.map(({ asset, units }) => units * openingUsd(asset)),
    }),
    depthUsd: Float64Array.from(assets, depthUsd),
    priceFall: Float64Array.from(assets, (asset) =>
      openingUsd(asset) > 0 ? Math.max(0, 1 - shock.priceUsd(asset) / openingUsd(asset)) : 0,
    ),
  };
}
