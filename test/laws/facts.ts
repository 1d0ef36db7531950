import { CHANNELS, type Result, type Round } from "../../src/model/result.js";

/** What a run decided and the numbers it came to, by name, for comparing runs whose lists are in another order. */
export interface Facts {
  readonly decisions: readonly string[];
  readonly numbers: ReadonlyMap<string, number>;
}

/** Decisions are the stop, the failures and who did what to whom in which round; causes and texts are left aside. */
export function factsOf(result: Result, nameOf: (text: string) => string = (text) => text): Facts {
  const numbers = new Map<string, number>();
  const put = (kind: string, name: string, value: number): void => {
    const key = `${kind} ${name}`;
    numbers.set(key, (numbers.get(key) ?? 0) + value);
  };
  const decisions = [`stop ${result.stop.reason} ${result.stop.round}`];
  for (const { kind, round, from, to, channel, asset, units, valueUsd } of result.events) {
    if (kind === "start") continue;
    const name = [round, kind, nameOf(from), nameOf(to), channel, asset === undefined ? "" : nameOf(asset)].join(" ");
    decisions.push(name);
    put("event-units", name, units ?? 0);
    put("event-usd", name, valueUsd);
  }
  for (const { key, startUsd, endUsd, lossUsd, failedRound, closedRound, lowestHealth } of result.nodes) {
    const name = nameOf(key);
    decisions.push(`${name} failed ${failedRound} closed ${closedRound}`);
    const worth = key.startsWith("asset:") ? `price of ${name}` : "worth";
    put(worth, `${name} start`, startUsd);
    put(worth, `${name} end`, endUsd);
    for (const channel of CHANNELS) put("loss", `${name} ${channel}`, lossUsd[channel]);
    if (lowestHealth !== undefined) put("health", name, Math.min(lowestHealth, 1e6));
  }
  for (const round of result.rounds) {
    for (const { id, marketUsd, referenceUsd } of round.assets) {
      put(`price of ${nameOf(id)}`, `${round.round} market`, marketUsd);
      put(`price of ${nameOf(id)}`, `${round.round} reference`, referenceUsd);
    }
    for (const { id, priceUsd } of round.oracles) put(`oracle ${nameOf(id)}`, String(round.round), priceUsd);
    for (const { market, asset, ...state } of round.reserves) {
      for (const [kind, value] of Object.entries(state))
        put(kind, `${nameOf(market)}/${nameOf(asset)} ${round.round}`, value);
    }
    for (const { id, sharePrice, totalUnits, idleUnits } of round.vaults) {
      put("share", `${nameOf(id)} ${round.round}`, sharePrice);
      put("vault", `${nameOf(id)} ${round.round} total`, totalUnits);
      put("vault", `${nameOf(id)} ${round.round} idle`, idleUnits);
    }
    for (const { id, navUsd, recovery } of round.issuers) {
      put("nav", `${nameOf(id)} ${round.round}`, navUsd);
      put("recovery", `${nameOf(id)} ${round.round}`, recovery);
    }
    for (const flow of [
      "liquidatedUsd",
      "repaidUsd",
      "soldUsd",
      "badDebtUsd",
      "withdrawnUsd",
      "unmetWithdrawalsUsd",
    ] as const)
      put("flow", `${flow} ${round.round}`, round[flow]);
  }
  for (const { from, to, channel, lossUsd } of result.transmissions)
    put("carried", `${nameOf(from)} ${nameOf(to)} ${channel}`, lossUsd);
  return { decisions: decisions.sort(), numbers };
}

const kindOf = (name: string): string => name.slice(0, name.indexOf(" "));

/** The numbers that differ by more than `tolerance` of the largest of their kind. */
export function differences(a: Facts, b: Facts, tolerance: number): string[] {
  const largest = new Map<string, number>();
  for (const facts of [a, b])
    for (const [name, value] of facts.numbers)
      largest.set(kindOf(name), Math.max(largest.get(kindOf(name)) ?? 0, Math.abs(value)));
  const names = new Set([...a.numbers.keys(), ...b.numbers.keys()]);
  return [...names].flatMap((name) => {
    const [left, right] = [a.numbers.get(name) ?? 0, b.numbers.get(name) ?? 0];
    const isFar = Math.abs(left - right) > tolerance * (largest.get(kindOf(name)) ?? 0);
    return isFar ? [`${name}: ${left} against ${right}`] : [];
  });
}

/** Decisions of one run that the other did not take. */
export function disagreements(a: Facts, b: Facts): string[] {
  const missing = (from: readonly string[], list: readonly string[], sign: string): string[] => {
    const left = [...list];
    return from.flatMap((decision) => {
      const place = left.indexOf(decision);
      if (place < 0) return [`${sign} ${decision}`];
      left.splice(place, 1);
      return [];
    });
  };
  return [...missing(a.decisions, b.decisions, "-"), ...missing(b.decisions, a.decisions, "+")];
}

/** Every price, balance, rate and flow of a round, none of which can be below 0. */
export const amountsOf = (round: Round): readonly number[] => [
  ...round.assets.flatMap(({ marketUsd, referenceUsd }) => [marketUsd, referenceUsd]),
  ...round.oracles.map(({ priceUsd }) => priceUsd),
  ...round.reserves.flatMap(({ market: _, asset: __, ...numbers }) => Object.values(numbers)),
  ...round.vaults.flatMap(({ sharePrice, totalUnits, idleUnits }) => [sharePrice, totalUnits, idleUnits]),
  ...round.issuers.flatMap(({ navUsd, recovery }) => [navUsd, recovery]),
  ...[round.liquidatedUsd, round.repaidUsd, round.soldUsd, round.badDebtUsd, round.withdrawnUsd],
  round.unmetWithdrawalsUsd,
];
