import type { Result } from "../model/result.js";
import { csv } from "./csv.js";

/** events.csv: the log, one event a line; `cause` is the id of the event that brought it about, `count` how many events a line stands for where some were put together. */
export const eventsCsv = (result: Result): string =>
  csv(
    [
      ...(["id", "round", "kind", "cause", "from", "to", "channel", "asset", "units", "valueUsd", "lossUsd"] as const),
      ...(result.log === undefined ? [] : (["count"] as const)),
      "text",
    ],
    result.events,
  );

/** vaults.csv: every vault at the end of every round. */
export const vaultsCsv = (result: Result): string =>
  csv(
    ["round", "seconds", "vault", "sharePrice", "totalUnits", "idleUnits"],
    result.rounds.flatMap(({ round, seconds, vaults }) =>
      vaults.map((vault) => ({ round, seconds, vault: vault.id, ...vault })),
    ),
  );

/** depositors.csv: every class of depositors over the whole run; undefined where no run is stated by classes. */
export const depositorsCsv = ({ depositors }: Result): string | undefined =>
  depositors && csv(["node", "asset", "name", "startUsd", "paidUsd", "endUsd", "lossUsd", "arrivedRound"], depositors);

/** reserves.csv: every loan asset of every market at the end of every round. */
export const reservesCsv = (result: Result): string =>
  csv(
    [
      "round",
      "seconds",
      "market",
      "asset",
      "suppliedUnits",
      "borrowedUnits",
      "cashUnits",
      "deficitUnits",
      "utilisation",
      "borrowRate",
      "shortfallUsd",
    ],
    result.rounds.flatMap(({ round, seconds, reserves }) =>
      reserves.map((reserve) => ({ round, seconds, ...reserve })),
    ),
  );

/**
 * prices.csv: every price at the end of every round, in USD: what an asset fetches (market), what outsiders hold it to be worth
 * (reference), what an oracle reports, and the net asset value of an issuer's claim.
 */
export const pricesCsv = (result: Result): string =>
  csv(
    ["round", "seconds", "price", "id", "usd"],
    result.rounds.flatMap(({ round, seconds, assets, oracles, issuers }) =>
      [
        ...assets.map(({ id, marketUsd }) => ({ price: "market", id, usd: marketUsd })),
        ...assets.map(({ id, referenceUsd }) => ({ price: "reference", id, usd: referenceUsd })),
        ...oracles.map(({ id, priceUsd }) => ({ price: "oracle", id, usd: priceUsd })),
        ...issuers.map(({ id, navUsd }) => ({ price: "net asset value", id, usd: navUsd })),
      ].map((row) => ({ round, seconds, ...row })),
    ),
  );
