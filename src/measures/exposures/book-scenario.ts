import { nodeKey } from "../../model/network.js";
import { isPooled, lentAssets } from "../../model/reserves.js";
import type { Balance, Id, Scenario } from "../../model/scenario.js";
import { claimSupply, reserveAmounts, vaultUnits } from "../../network/amounts.js";
import type { PriceUsd } from "../../network/nodes.js";
import { type AccountSum, accountSums } from "./account-sums.js";
import type { Amount, Claim, ClaimBook, Outside } from "./claim-book.js";

/** The node of a reserve: the market itself where that lends one asset only. */
export function reserveName(scenario: Scenario, market: Id, asset: Id): string {
  const found = scenario.markets.find(({ id }) => id === market);
  const key = nodeKey("market", market);
  return found === undefined || lentAssets(found).length === 1 ? key : `${key}/${asset}`;
}

/** Books a scenario: who has claims on whom, in units. `priceUsd` are opening prices, from which shares have their face value. */
export function bookScenario(scenario: Scenario, priceUsd: PriceUsd, grouped: boolean): ClaimBook {
  const accounts = accountSums(scenario, grouped);
  const book = openBook(scenario, priceUsd, accounts);
  bookMarkets(book, scenario, accounts);
  bookVaults(book, scenario);
  bookIssuers(book, scenario);
  for (const { id, holdings } of scenario.actors) book.holdAll(nodeKey("actor", id), holdings);
  bookAccounts(book, scenario, priceUsd, accounts);
  bookOutsideShares(book, scenario);
  return book.close();
}

type OpenBook = ReturnType<typeof openBook>;

function openBook(scenario: Scenario, priceUsd: PriceUsd, accounts: readonly AccountSum[]) {
  const names = [
    ...new Set([
      ...scenario.issuers.map(({ id }) => nodeKey("issuer", id)),
      ...scenario.markets.flatMap((market) =>
        lentAssets(market).map(({ asset }) => reserveName(scenario, market.id, asset)),
      ),
      ...scenario.vaults.map(({ id }) => nodeKey("vault", id)),
      ...accounts.map(({ name }) => name),
      ...scenario.actors.map(({ id }) => nodeKey("actor", id)),
    ]),
  ];
  const places = new Map<string, number>(names.map((name, place) => [name, place]));
  const place = (name: string): number => places.get(name) ?? -1;
  const issuers = issuerNames(scenario);
  const faceUsd = faceValues(scenario, priceUsd);
  const claims: Claim[] = [];
  const outside: Outside[] = [];
  const held: { node: number; asset: Id; units: number }[] = [];
  const insideUnits = new Map<Id, number>();
  const add = (node: string, kind: Outside["kind"], amount: Amount): void => {
    if (amount.units !== 0) outside.push({ node: place(node), kind, amount });
  };
  /** A token in hand: of an issuer in the network a share at its face, and whatever it is worth beyond that. */
  const hold = (node: string, asset: Id, units: number): void => {
    const issuer = issuers.get(asset);
    if (issuer === undefined) {
      add(node, "asset", { asset, units });
      return;
    }
    insideUnits.set(asset, (insideUnits.get(asset) ?? 0) + units);
    const share = priceUsd(asset) > 0 ? (faceUsd.get(asset) ?? 0) / priceUsd(asset) : 0;
    owe(issuer, node, "share", { asset, units: units * share });
    add(node, "asset", { asset, units: units * (1 - share) });
  };
  const owe = (debtor: string, creditor: string, rank: Claim["rank"], amount: Amount): void => {
    const pair = { debtor: place(debtor), creditor: place(creditor) };
    // An issuer that holds its own token has no claim on itself.
    if (amount.units === 0 || pair.debtor === pair.creditor) return;
    if (pair.creditor < 0) add(debtor, "debt", amount);
    else claims.push({ ...pair, rank, amount });
  };
  return {
    add,
    hold,
    owe,
    has: (name: string): boolean => places.has(name),
    insideUnits: (asset: Id): number => insideUnits.get(asset) ?? 0,
    faceUsd: (asset: Id): number => faceUsd.get(asset) ?? 0,
    holdAll: (node: string, balances: readonly Balance[]): void => {
      for (const { asset, units } of balances) {
        hold(node, asset, Number(units));
        held.push({ node: place(node), asset, units: Number(units) });
      }
    },
    maySell: (node: string, asset: Id, units: number): void => void held.push({ node: place(node), asset, units }),
    close: (): ClaimBook => ({ names, claims, outside, held }),
  };
}

/** The node behind each token that is a claim. */
function issuerNames(scenario: Scenario): ReadonlyMap<Id, string> {
  const vaults = new Set(scenario.vaults.map(({ id }) => id));
  return new Map(
    scenario.assets.flatMap(({ id, issuer }) =>
      issuer === undefined ? [] : [[id, nodeKey(vaults.has(issuer) ? "vault" : "issuer", issuer)] as const],
    ),
  );
}

/** Face value of one token: its price, or what is behind it where that is less. */
function faceValues(scenario: Scenario, priceUsd: PriceUsd): ReadonlyMap<Id, number> {
  const supply = claimSupply(scenario);
  const behindUsd = new Map<Id, number>([
    ...scenario.vaults.map((vault) => [vault.id, vaultUnits(vault) * priceUsd(vault.asset)] as const),
    ...scenario.issuers.map(({ id, external, holdings, liabilities }) => {
      const owedToIt = scenario.issuers.flatMap((each) => each.liabilities.filter(({ to }) => to === id));
      const assets = [
        ...[...external, ...owedToIt].map(({ valueUsd }) => Number(valueUsd)),
        ...holdings.map(({ asset, units }) => Number(units) * priceUsd(asset)),
      ];
      const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
      return [id, Math.max(0, sum(assets) - sum(liabilities.map(({ valueUsd }) => Number(valueUsd))))] as const;
    }),
  ]);
  return new Map(
    scenario.assets.flatMap(({ id, issuer }) => {
      if (issuer === undefined) return [];
      const units = supply.get(issuer) ?? 0;
      return [[id, units > 0 ? Math.min(priceUsd(id), (behindUsd.get(issuer) ?? 0) / units) : 0] as const];
    }),
  );
}

/** Cash and loans to unlisted borrowers; suppliers that are not listed come later, when the listed ones are known. */
function bookMarkets(book: OpenBook, scenario: Scenario, accounts: readonly AccountSum[]): void {
  const amounts = reserveAmounts(scenario);
  for (const market of scenario.markets) {
    for (const { asset, otherBorrowedUnits, ownUnits = "0" } of lentAssets(market)) {
      const name = reserveName(scenario, market.id, asset);
      const reserve = amounts.find((each) => each.market === market.id && each.asset === asset);
      const [supplied, borrowed] = [reserve?.suppliedUnits ?? 0, reserve?.borrowedUnits ?? 0];
      book.hold(name, asset, supplied - borrowed + Number(ownUnits));
      book.add(name, "asset", { asset, units: Number(otherBorrowedUnits) });
      const listed = listedSupply(scenario, market.id, asset, isPooled(market) ? accounts : []);
      book.add(name, "share", { asset, units: Math.max(0, supplied - listed) + Number(ownUnits) });
    }
  }
}

function listedSupply(scenario: Scenario, market: Id, asset: Id, depositors: readonly AccountSum[]): number {
  const byVaults = scenario.vaults
    .filter((vault) => vault.asset === asset)
    .flatMap(({ supplies }) => supplies.filter((supply) => supply.market === market));
  const posted = depositors
    .filter((account) => account.market === market)
    .flatMap(({ collateral }) => collateral.filter((balance) => balance.asset === asset));
  return [...byVaults, ...posted].reduce((total, { units }) => total + Number(units), 0);
}

function bookVaults(book: OpenBook, scenario: Scenario): void {
  for (const { id, asset, idleUnits, supplies } of scenario.vaults) {
    const name = nodeKey("vault", id);
    book.hold(name, asset, Number(idleUnits));
    for (const { market, units } of supplies) {
      book.owe(reserveName(scenario, market, asset), name, "share", { asset, units: Number(units) });
    }
  }
}

function bookIssuers(book: OpenBook, scenario: Scenario): void {
  for (const { id, external, holdings, liabilities } of scenario.issuers) {
    const name = nodeKey("issuer", id);
    for (const { valueUsd } of external) book.add(name, "asset", { units: Number(valueUsd) });
    book.holdAll(name, holdings);
    for (const { to, valueUsd } of liabilities) {
      const amount = { units: Number(valueUsd) };
      const creditor = nodeKey("issuer", to);
      if (book.has(creditor)) book.owe(name, creditor, "debt", amount);
      else book.add(name, "debt", amount);
    }
  }
}

function bookAccounts(book: OpenBook, scenario: Scenario, priceUsd: PriceUsd, accounts: readonly AccountSum[]): void {
  const pooled = new Set(scenario.markets.filter(isPooled).map(({ id }) => id));
  for (const { name, market, collateral, debt, owner } of accounts) {
    let equityUsd = 0;
    for (const { asset, units } of collateral) {
      equityUsd += units * priceUsd(asset);
      book.maySell(name, asset, units);
      if (pooled.has(market)) book.owe(reserveName(scenario, market, asset), name, "share", { asset, units });
      else book.hold(name, asset, units);
    }
    for (const { asset, units } of debt) {
      equityUsd -= units * priceUsd(asset);
      book.owe(name, reserveName(scenario, market, asset), "debt", { asset, units });
    }
    if (owner === undefined) continue;
    const ownerName = nodeKey(scenario.issuers.some(({ id }) => id === owner) ? "issuer" : "actor", owner);
    book.owe(name, ownerName, "ownership", { units: Math.max(0, equityUsd) });
  }
}

/** What of each token is held by nobody in the network, at face. */
function bookOutsideShares(book: OpenBook, scenario: Scenario): void {
  const supply = claimSupply(scenario);
  for (const { id, issuer } of scenario.assets) {
    if (issuer === undefined) continue;
    const name = book.has(nodeKey("vault", issuer)) ? nodeKey("vault", issuer) : nodeKey("issuer", issuer);
    const units = Math.max(0, (supply.get(issuer) ?? 0) - book.insideUnits(id));
    book.add(name, "share", { units: units * book.faceUsd(id) });
  }
}
