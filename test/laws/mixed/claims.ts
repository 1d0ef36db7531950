import type {
  Actor,
  DepositorClass,
  Issuer,
  MorphoBlueMarket,
  Policy,
  Position,
  Run,
} from "../../../src/model/scenario.js";
import { type Draws, literal } from "../draws.js";
import type { Part } from "./part.js";

const units = (asset: string, amount: number) => ({ asset, units: literal(amount) });

const classes = (d: Draws): Run => ({
  kind: "classes",
  classes: ["early", "late"].map(
    (name): DepositorClass => ({
      ...{ name, share: literal(d.between(0.1, 0.5)), delayRounds: d.whole(0, 2) },
      trigger: d.pick<DepositorClass["trigger"]>([
        { kind: "round", round: d.whole(0, 3) },
        { kind: "value-below", share: literal(d.between(0.7, 0.99)) },
        { kind: "price-below", asset: "ETH", priceUsd: literal(1800) },
      ]),
      ...{ sharePerRound: literal(d.between(0.2, 1)), stayShare: literal(d.between(0, 0.3)) },
    }),
  ),
});

const proportional = (d: Draws): Run => ({
  kind: "proportional",
  trigger: { kind: "round", round: d.whole(0, 3) },
  ...{ sharePerRound: literal(d.between(0.2, 0.8)), stayShare: literal(d.between(0, 0.3)) },
});

/** Two issuers with claims on each other and debts of two ranks; the first takes its claims back at a gate. */
export function issuers(d: Draws): Part {
  const cash = d.between(1e5, 1e6);
  const held = d.between(0, 1e6);
  const shared = { kind: "balance-sheet", recoveryClaims: literal(d.pick([1, 0.7])) } as const;
  const mint: Issuer = {
    ...{ id: "mint", ...shared, recoveryExternal: literal(d.pick([1, 0.6])), supplyUnits: literal(5e6) },
    external: [{ name: "loans", valueUsd: literal(5.2e6 - cash - held) }],
    holdings: [units("USD", cash), units("MUT", held)],
    liabilities: [
      { to: "a bank", valueUsd: literal(d.between(0, 1.5e5)), rank: 1 },
      { to: "other", valueUsd: literal(d.between(0, 5e4)), rank: 2 },
    ],
    ...{ parUsd: literal(1) },
    ...(d.chance(0.7)
      ? {
          redemption: {
            gate: d.pick([
              { kind: "open" },
              { kind: "paused" },
              { kind: "queue", days: literal(d.pick([0, 0.1, 1])), capacityUnitsPerDay: literal(d.between(1e4, 5e6)) },
            ] as const),
            ...{ at: d.pick(["nav", "par"] as const), paysIn: ["USD"], run: d.pick([classes, proportional])(d) },
            ...(d.chance(0.5) ? { elseSell: { share: literal(d.between(0.2, 1)), into: "USD" } } : {}),
          },
        }
      : {}),
  };
  const other: Issuer = {
    ...{ id: "other", ...shared, recoveryExternal: literal(1), supplyUnits: literal(2e6), liabilities: [] },
    external: [{ name: "bills", valueUsd: literal(1.5e6) }],
    holdings: [units("TOK", d.between(0, 4e5))],
  };
  const redeemer: Actor = {
    ...{ id: "redeemer", holdings: [units("TOK", d.between(1e3, 3e5))] },
    policies: [
      {
        ...{
          kind: "redeem",
          asset: "TOK",
          trigger: { kind: "round", round: d.whole(0, 3) },
          delayRounds: d.whole(0, 1),
        },
        sharePerRound: literal(d.between(0.2, 1)),
        ...(d.chance(0.5) ? { elseSell: { share: literal(0.5), into: "USD" } } : {}),
      },
    ],
  };
  return {
    assets: [
      { id: "TOK", issuer: "mint" },
      { id: "MUT", issuer: "other" },
    ],
    issuers: [mint, other],
    actors: mint.redemption === undefined ? [] : [redeemer],
    shocks: d.chance(0.6)
      ? [{ kind: "issuer-loss", round: d.whole(0, 2), issuer: "mint", valueUsd: literal(d.between(1e4, 2e6)) }]
      : [],
  };
}

/** A vault that lends to an isolated market against its neighbours' claims, and whose own shares back loans in another. */
export function vault(d: Draws): Part {
  const market = (id: string, collateral: string): MorphoBlueMarket => ({
    ...{ id, kind: "morpho-blue", collateral, loan: "USD", oracle: `${collateral}-oracle`, loanOracle: "USD-oracle" },
    ...{ lltv: literal(0.86), otherBorrowedUnits: literal(0), suppliedUnits: literal(d.pick([5.1e5, 2e6])) },
    badDebt: d.pick(["realise", "leave-dust"] as const),
  });
  const loan = (id: string, within: string, collateral: string): Position => {
    const worth = d.between(1e4, 2e5);
    return {
      ...{ id, market: within, collateral: [units(collateral, worth)] },
      debt: [units("USD", (worth * 0.86) / d.between(1.001, 1.3))],
    };
  };
  const collateral = d.pick(["fund", "DAI"]);
  return {
    assets: [{ id: "VS", issuer: "steady" }],
    vaults: [
      {
        ...{ id: "steady", asset: "USD", idleUnits: literal(d.between(0, 1e5)), realisesBadDebt: d.chance(0.5) },
        supplies: [{ market: "lent", units: literal(d.between(1e5, 5e5)) }],
        ...(d.chance(0.7) ? { run: d.pick([classes, proportional])(d) } : {}),
      },
    ],
    markets: [market("lent", collateral), ...(d.chance(0.6) ? [market("on-shares", "VS")] : [])],
    positions: [loan("v0", "lent", collateral), loan("v1", "lent", collateral)],
  };
}

/** Shares of a pool that back loans, judged by their fair value or by the market. */
export function poolShares(d: Draws): Part {
  const depthUsd = 10 ** d.between(5.5, 7);
  const market: MorphoBlueMarket = {
    ...{ id: "on-pool-shares", kind: "morpho-blue", collateral: "LP", loan: "USD", oracle: "LP-oracle" },
    ...{ loanOracle: "USD-oracle", lltv: literal(0.86), otherBorrowedUnits: literal(0), badDebt: "realise" },
  };
  return {
    assets: [{ id: "LP", pool: { venue: "shared", supplyUnits: literal(2 * depthUsd) } }],
    venues: [
      {
        ...{
          id: "shared",
          kind: "constant-product",
          fee: literal(0.003),
          arbitragePerRound: literal(d.pick([0, 0.3])),
        },
        balances: [units("ETH", depthUsd / 2000), units("USD", depthUsd)],
      },
    ],
    oracles: [{ id: "LP-oracle", kind: d.pick(["lp-fair", "spot"] as const), asset: "LP" }],
    markets: [market],
    positions: [
      {
        ...{ id: "l0", market: market.id, collateral: [units("LP", depthUsd / 10)] },
        debt: [units("USD", (depthUsd / 10) * 0.86 * d.between(0.85, 0.999))],
      },
    ],
  };
}

/** An actor with options of both rights and a hedge, and stop-losses of another. */
export function traders(d: Draws): Part {
  const option = (right: "call" | "put") => ({
    ...{ underlying: "ETH", right, strikeUsd: literal(d.between(1500, 2400)), expiryDays: literal(d.pick([0.2, 30])) },
    ...{ units: literal(d.between(-300, 300)), volatility: literal(0.8), rate: literal(0), yieldRate: literal(0) },
    ...(d.chance(0.3) ? { counterparty: "holder" } : {}),
  });
  const stop = (asset: string, at: number): Policy => ({
    ...{ kind: "stop-loss", asset, priceUsd: literal(at * d.between(0.8, 0.98)), share: literal(d.between(0.3, 1)) },
    into: "USD",
  });
  return {
    actors: [
      {
        ...{ id: "dealer", holdings: [units("ETH", d.between(0, 400)), units("USD", 1e6)] },
        options: [option("call"), option("put")],
        policies: [{ kind: "delta-hedge", underlying: "ETH", into: "USD", bandUnits: literal(d.pick([0.5, 10])) }],
      },
      {
        ...{ id: "holder", holdings: [units("ETH", d.between(1, 300)), units("BTC", d.between(0.1, 10))] },
        policies: [stop("ETH", 2000), stop("BTC", 60_000)],
      },
    ],
  };
}
