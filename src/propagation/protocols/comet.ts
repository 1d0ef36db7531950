import { type CometAccount, takeOver } from "../../mechanics/lending/compound-v3.js";
import { quoteCollateral, storefrontDiscount } from "../../mechanics/lending/compound-v3-storefront.js";
import { nodeKey } from "../../model/network.js";
import type { CompoundV3Market } from "../../model/scenario.js";
import { at, isPositive, positivePart } from "../../numbers/arithmetic.js";
import { creditSlot, findSlot, forEachSlot, reduceSlot, slotUnits } from "../accounts/account.js";
import { beyondRounding } from "../accounts/cash.js";
import type { Screened } from "../accounts/health.js";
import { who } from "../accounts/who.js";
import type { Recorder } from "../books/recorder.js";
import { isLess } from "../less.js";
import type { State } from "../state.js";
import type { OfferOrder } from "../trading/order.js";
import type { World } from "../world.js";
import { chargeProtocol, creditProtocol, ownUnits } from "./protocol-funds.js";
import type { Seizure } from "./seizure.js";

/** An account as the absorbing contract reads it, at oracle prices. */
function cometAccount<N>(world: World<N>, market: CompoundV3Market, { account }: Screened<N>): CometAccount<N> {
  const { n, places } = world;
  const terms = new Map(market.collaterals.map((each) => [places.asset(each.asset), each]));
  const [debt] = account.debt;
  return {
    debtUnits: debt?.units ?? n.zero,
    basePriceUsd: debt?.oraclePriceUsd ?? n.one,
    collateral: account.collateral.flatMap(({ asset, units, oraclePriceUsd }) => {
      const own = terms.get(asset);
      if (own === undefined) return [];
      const [liquidateFactor, liquidationFactor] = [n.parse(own.liquidateFactor), n.parse(own.liquidationFactor)];
      return [{ units, priceUsd: oraclePriceUsd, liquidateFactor, liquidationFactor }];
    }),
  };
}

/**
 * The protocol takes a whole account over: its reserves pay max(credited, debt) in base for the collateral, which is the protocol's
 * from now on; what the credit exceeds the debt by the account has supplied. Rule: `mechanics/lending/compound-v3.ts`.
 */
export function absorbAccount<N>(
  world: World<N>,
  state: State<N>,
  { books }: Recorder<N>,
  market: CompoundV3Market,
  screened: Screened<N>,
): Seizure<N> {
  const { n, reserves, places } = world;
  const { position } = screened;
  const { baseUnitsAfter, paidByReservesUnits } = takeOver(n, cometAccount(world, market, screened));
  const basePlace = reserves.of(places.market(market.id), market.base);
  const base = at(state.reserves, basePlace);
  const { key } = who(world, position);
  const marketKey = nodeKey("market", market.id);
  const seized: { asset: number; units: N }[] = [];

  forEachSlot(world, position, "collateral", (slot, place) => {
    const units = slotUnits(world, state, "collateral", slot);
    if (place === basePlace || !isPositive(n, units)) return;
    const reserve = at(state.reserves, place);
    books.supply(key, marketKey, place, reduceSlot(world, state, "collateral", slot, units));
    reserve.supplied = n.max(n.sub(reserve.supplied, units), n.zero);
    reserve.treasury = n.add(reserve.treasury, units);
    seized.push({ asset: at(reserves.list, place).asset, units });
  });
  forEachSlot(world, position, "debt", (slot, place) => {
    const units = slotUnits(world, state, "debt", slot);
    books.debt(key, marketKey, place, reduceSlot(world, state, "debt", slot, units));
    base.borrowed = beyondRounding(n, n.sub(base.borrowed, units), base.supplied);
  });
  const credited = findSlot(world, position, "collateral", places.asset(market.base));
  if (credited !== undefined && isPositive(n, baseUnitsAfter)) {
    const scaled = n.div(baseUnitsAfter, base.supplyIndex);
    creditSlot(world, state, "collateral", credited, scaled);
    base.supplied = n.add(base.supplied, baseUnitsAfter);
    books.supply(marketKey, key, basePlace, scaled);
  }
  chargeProtocol(n, base, paidByReservesUnits);
  const usd = (asset: number, units: N): N => n.mul(units, at(state.assets, asset).marketUsd);
  const seizedUsd = n.total(seized.map(({ asset, units }) => usd(asset, units)));
  const paidUsd = usd(places.asset(market.base), paidByReservesUnits);
  const list = seized.map(
    ({ asset, units }) => `${n.toNumber(units).toPrecision(6)} ${at(world.scenario.assets, asset).id}`,
  );
  return {
    ...{ position, seizedUsd },
    penaltyUsd: positivePart(n, n.sub(seizedUsd, paidUsd)),
    shortUsd: positivePart(n, n.sub(paidUsd, seizedUsd)),
    text: `${list.join(", ")} for ${n.toNumber(paidByReservesUnits).toPrecision(6)} ${market.base}`,
  };
}

/**
 * Absorbed collateral for sale: all of it, at oracle price · (1 − discount), while the protocol owns less base than its target,
 * strictly. Rule: `mechanics/lending/compound-v3-storefront.ts`.
 */
export function storefrontOffers<N>(
  world: World<N>,
  state: State<N>,
  { log }: Recorder<N>,
  market: CompoundV3Market,
): OfferOrder<N>[] {
  const { n, reserves, places } = world;
  const place = places.market(market.id);
  const basePlace = reserves.of(place, market.base);
  const base = at(state.reserves, basePlace);
  const priceUsd = (reserve: number): N => at(state.oracles, at(reserves.list, reserve).oracle).priceUsd;
  return market.collaterals.flatMap(({ asset, liquidationFactor }): OfferOrder<N>[] => {
    const held = reserves.of(place, asset);
    const stock = at(state.reserves, held);
    const prices = { collateralPriceUsd: priceUsd(held), basePriceUsd: priceUsd(basePlace) };
    if (!isPositive(n, stock.treasury) || !isPositive(n, prices.collateralPriceUsd)) return [];
    if (!isLess(world, ownUnits(n, base), n.parse(market.targetReserveUnits))) return [];
    const discount = storefrontDiscount(n, n.parse(market.storeFrontPriceFactor), n.parse(liquidationFactor));
    const unitsPerBase = quoteCollateral(n, { ...prices, discount }, n.one);
    const priceUnits = n.div(n.one, unitsPerBase);
    const offer = (units: N): OfferOrder<N> => {
      const paidUnits = n.div(units, unitsPerBase);
      return {
        ...{ kind: "offer", market: place, assetIn: places.asset(asset), want: places.asset(market.base) },
        ...{ units, priceUnits, paidUnits, unpaidUnits: n.zero, name: `${market.id} ${asset}`, rank: held },
        cause: log.latest(nodeKey("market", market.id)),
        part: (share) => (isPositive(n, share) ? offer(n.mul(share, units)) : undefined),
        settle: () => {
          stock.treasury = n.sub(stock.treasury, n.min(units, stock.treasury));
          stock.cash = n.sub(stock.cash, n.min(units, stock.cash));
          base.cash = n.add(base.cash, paidUnits);
          creditProtocol(n, base, paidUnits);
        },
      };
    };
    return [offer(stock.treasury)];
  });
}
