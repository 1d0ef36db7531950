import type { Account, Holding, LendingTerms } from "../../../src/mechanics/lending/rule.js";
import type {
  AaveV2Market,
  AaveV3Market,
  EMode,
  Literal,
  MorphoBlueMarket,
  Reserve,
} from "../../../src/model/scenario.js";
import type { Arithmetic } from "../../../src/numbers/arithmetic.js";

/** Asset ids "0", "1", … so that an index reads off its id. */
export const assetIndex = Number;

export const literal = (text: string): Literal => text as Literal;

export interface ReserveNumbers {
  readonly asset: string;
  readonly liquidationThreshold: string;
  readonly liquidationBonus: string;
  readonly liquidationProtocolFee?: string;
}

export const reserve = (numbers: ReserveNumbers): Reserve => ({
  asset: numbers.asset,
  oracle: `oracle-${numbers.asset}`,
  otherBorrowedUnits: literal("0"),
  ltv: literal("0"),
  liquidationThreshold: literal(numbers.liquidationThreshold),
  liquidationBonus: literal(numbers.liquidationBonus),
  liquidationProtocolFee: literal(numbers.liquidationProtocolFee ?? "0"),
  reserveFactor: literal("0"),
});

export const aaveV3Market = (reserves: readonly Reserve[], eModes: readonly EMode[] = []): AaveV3Market => ({
  id: "aave",
  kind: "aave-v3",
  reserves,
  eModes,
});

export const aaveV2Market = (closeFactor: string, reserves: readonly Reserve[]): AaveV2Market => ({
  id: "aave-2",
  kind: "aave-v2",
  reserves,
  closeFactor: literal(closeFactor),
});

export const morphoMarket = (lltv: string, badDebt: "realise" | "leave-dust"): MorphoBlueMarket => ({
  id: "morpho",
  kind: "morpho-blue",
  collateral: "0",
  loan: "1",
  oracle: "oracle-0",
  loanOracle: "oracle-1",
  lltv: literal(lltv),
  otherBorrowedUnits: literal("0"),
  badDebt,
});

/** Units and oracle price of an asset, as literals. */
export type Held = readonly [asset: number, units: string, priceUsd: string];

export function account<N>(
  n: Arithmetic<N>,
  collateral: readonly Held[],
  debt: readonly Held[],
  eMode?: string,
): Account<N> {
  const holding = ([asset, units, price]: Held): Holding<N> => ({
    asset,
    units: n.parse(units),
    oraclePriceUsd: n.parse(price),
  });
  const held = { collateral: collateral.map(holding), debt: debt.map(holding) };
  return eMode === undefined ? held : { ...held, eMode };
}

/** A call in doubles, to be compared with `toBeCloseTo` or exactly. */
export interface CallNumbers {
  readonly debtAsset: number;
  readonly collateralAsset: number;
  readonly repaidUnits: number;
  readonly seizedUnits: number;
  readonly protocolFeeUnits: number;
}

export function callNumbers<N>(
  n: Arithmetic<N>,
  terms: LendingTerms<N>,
  held: Account<N>,
  share = "1",
): CallNumbers | undefined {
  const call = terms.call(held, n.parse(share));
  return (
    call && {
      debtAsset: call.debtAsset,
      collateralAsset: call.collateralAsset,
      repaidUnits: n.toNumber(call.repaidUnits),
      seizedUnits: n.toNumber(call.seizedUnits),
      protocolFeeUnits: n.toNumber(call.protocolFeeUnits),
    }
  );
}
