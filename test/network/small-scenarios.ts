import type {
  Balance,
  Issuer,
  Literal,
  MorphoBlueMarket,
  Position,
  Reserve,
  Scenario,
} from "../../src/model/scenario.js";

export const literal = (value: number): Literal => String(value) as Literal;

export const balance = (asset: string, units: number): Balance => ({ asset, units: literal(units) });

export const noScenario: Scenario = {
  format: 1,
  title: "nothing",
  sources: [],
  seed: 1,
  clock: { secondsPerRound: literal(3600), maxRounds: 10, priceTolerance: literal(1e-9) },
  sequencing: "simultaneous",
  liquidators: { gasUsd: literal(0), minimumProfitUsd: literal(0) },
  assets: [],
  oracles: [],
  venues: [],
  markets: [],
  vaults: [],
  issuers: [],
  actors: [],
  positions: [],
  shocks: [],
  variants: [],
};

export const issuer = (
  id: string,
  parts: Partial<Pick<Issuer, "holdings" | "liabilities" | "external">> & { readonly supply: number },
): Issuer => ({
  id,
  kind: "balance-sheet",
  external: parts.external ?? [],
  holdings: parts.holdings ?? [],
  liabilities: parts.liabilities ?? [],
  supplyUnits: literal(parts.supply),
  recoveryExternal: literal(1),
  recoveryClaims: literal(1),
});

export const reserve = (asset: string, oracle: string): Reserve => ({
  asset,
  oracle,
  otherBorrowedUnits: literal(0),
  ltv: literal(0.75),
  liquidationThreshold: literal(0.8),
  liquidationBonus: literal(0.05),
  liquidationProtocolFee: literal(0.1),
  reserveFactor: literal(0.1),
});

export const morpho = (id: string, collateral: string, loan: string): MorphoBlueMarket => ({
  id,
  kind: "morpho-blue",
  collateral,
  loan,
  oracle: `${collateral}-oracle`,
  loanOracle: `${loan}-oracle`,
  lltv: literal(0.9),
  otherBorrowedUnits: literal(0),
  badDebt: "realise",
});

export const position = (
  id: string,
  market: string,
  collateral: Balance,
  debt: Balance,
  rest: Partial<Pick<Position, "owner" | "group">> = {},
): Position => ({ id, market, collateral: [collateral], debt: [debt], ...rest });

/** wstETH, whose issuer holds WETH, looped by an actor in one pooled market that a USDC vault does not touch. */
export const stakingLoop: Scenario = {
  ...noScenario,
  assets: [
    { id: "WETH", priceUsd: literal(2000) },
    { id: "wstETH", priceUsd: literal(2400), issuer: "lido" },
    { id: "USDC", priceUsd: literal(1) },
  ],
  oracles: [
    { id: "WETH-oracle", kind: "spot", asset: "WETH" },
    { id: "wstETH-oracle", kind: "exchange-rate", asset: "wstETH", underlying: "WETH", rate: literal(1.2) },
    { id: "USDC-oracle", kind: "fixed", asset: "USDC", priceUsd: literal(1) },
  ],
  venues: [
    {
      id: "pool",
      kind: "constant-product",
      balances: [balance("wstETH", 500), balance("WETH", 600)],
      fee: literal(0.003),
      arbitragePerRound: literal(0),
    },
    {
      id: "quotes",
      kind: "depth-curve",
      asset: "WETH",
      quote: "USDC",
      points: [
        { units: literal(100), impact: literal(0.01) },
        { units: literal(1000), impact: literal(0.1) },
      ],
      arbitragePerRound: literal(0),
    },
  ],
  markets: [
    {
      id: "aave",
      kind: "aave-v3",
      reserves: [reserve("WETH", "WETH-oracle"), reserve("wstETH", "wstETH-oracle")],
      eModes: [],
    },
    { ...morpho("weth-usdc", "WETH", "USDC"), suppliedUnits: literal(50_000) },
  ],
  vaults: [
    {
      id: "curator",
      asset: "USDC",
      idleUnits: literal(10_000),
      supplies: [{ market: "weth-usdc", units: literal(40_000) }],
      realisesBadDebt: true,
    },
  ],
  issuers: [issuer("lido", { holdings: [balance("WETH", 12_000)], supply: 10_000 })],
  actors: [{ id: "fund", holdings: [balance("USDC", 5000)], policies: [] }],
  positions: [
    position("looper", "aave", balance("wstETH", 100), balance("WETH", 100), { owner: "fund", group: "loops" }),
    position("saver", "weth-usdc", balance("WETH", 10), balance("USDC", 15_000)),
  ],
};

const prices: Readonly<Record<string, number>> = {
  WETH: 2000,
  wstETH: 2400,
  USDC: 1,
  xUSD: 1.25,
  deUSD: 1,
  share: 1.1,
};
export const priceUsd = (asset: string): number => prices[asset] ?? 0;
