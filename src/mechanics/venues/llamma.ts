import type { LlammaVenue } from "../../model/scenario.js";
import { type Arithmetic, at, isPositive } from "../../numbers/arithmetic.js";
import { type Bands, exchange, pricesOf, type Trade, tradeToPrice } from "../cdp/llamma/amm.js";
import { bandPrice } from "../cdp/llamma/band.js";
import { bandSide, type Direction } from "../cdp/llamma/side.js";
import type { VenueRule, VenueState, VenueTerms } from "./rule.js";
import { refused } from "./worthless.js";

/**
 * Price bands as a venue: crvUSD's pool with what its bands hold, whose prices follow the reference price of the asset. State: what each
 * band holds, asset and quote in turn.
 *
 * A reference that moves by r moves the pool's price by about r³ without a trade, and arbitrage has to bring it back: up to (reference /
 * price)^share of the way. What is sold goes to the lowest band that holds the quote. Limit and fee after a jump of the oracle are
 * left out. Rules: `cdp/llamma/amm.ts`, `band.ts`.
 */
export const llammaVenue: VenueRule<LlammaVenue> = {
  kind: "llamma",
  terms: <N>(n: Arithmetic<N>, venue: LlammaVenue): VenueTerms<N> => {
    const fee = n.parse(venue.fee);
    const grid = { amplification: n.parse(venue.amplification), basePrice: n.parse(venue.basePrice) };
    const fees = (charged: N) => ({ fee: charged, adminShare: n.zero });
    const bandsOf = (state: VenueState<N>): Bands<N> => ({
      grid,
      first: venue.firstBand,
      held: venue.bands.map((_, k) => ({ collateral: at(state, 2 * k), stable: at(state, 2 * k + 1) })),
    });
    const stateOf = ({ after }: Trade<N>): VenueState<N> =>
      after.held.flatMap(({ collateral, stable }) => [collateral, stable]);
    const oracleOf = (outsideUsd: readonly N[]): N =>
      isPositive(n, at(outsideUsd, 1)) ? n.div(at(outsideUsd, 0), at(outsideUsd, 1)) : n.zero;
    const directionOf = (tokenIn: number): Direction => (tokenIn === 0 ? "sell-collateral" : "buy-collateral");

    const edge = (bands: Bands<N>, oraclePrice: N, token: "stable" | "collateral"): N | undefined => {
      const all = pricesOf(n, bands, oraclePrice).map((each, k) => bandPrice(n, each, at(bands.held, k)));
      const [first, ...rest] = all.filter((_, k) => isPositive(n, at(bands.held, k)[token]));
      return first === undefined ? undefined : rest.reduce(token === "stable" ? n.max : n.min, first);
    };
    /**
     * What the next unit of the asset fetches or costs, in the quote: the highest price of a band with quote, the lowest of one with
     * asset; where there is none, the price that trading stopped at.
     */
    const priceNow = (bands: Bands<N>, oraclePrice: N, direction: Direction): N => {
      const [fetches, costs] = [edge(bands, oraclePrice, "stable"), edge(bands, oraclePrice, "collateral")];
      return (direction === "sell-collateral" ? (fetches ?? costs) : (costs ?? fetches)) ?? oraclePrice;
    };
    return {
      tokens: [venue.asset, venue.quote],
      opening: venue.bands.flatMap(({ assetUnits, quoteUnits }) => [n.parse(assetUnits), n.parse(quoteUnits)]),
      fee,
      marginalPrice: (state, tokenIn, _tokenOut, outsideUsd) => {
        const oraclePrice = oracleOf(outsideUsd);
        if (!isPositive(n, oraclePrice)) return n.zero;
        const price = priceNow(bandsOf(state), oraclePrice, directionOf(tokenIn));
        return tokenIn === 0 ? price : n.div(n.one, price);
      },
      sell: (state, tokenIn, _tokenOut, amount, outsideUsd) => {
        const oraclePrice = oracleOf(outsideUsd);
        if (!isPositive(n, oraclePrice)) return refused(n, amount, state);
        const order = { direction: directionOf(tokenIn), amount, oraclePrice };
        const trade = exchange(n, bandsOf(state), order, fees(fee));
        return { out: trade.got, unfilled: trade.unfilled, after: stateOf(trade) };
      },
      amountToReach: (state, tokenIn, _tokenOut, marginal, outsideUsd) => {
        const oraclePrice = oracleOf(outsideUsd);
        if (!isPositive(n, oraclePrice)) return n.zero;
        const bands = bandsOf(state);
        const direction = directionOf(tokenIn);
        if (!isPositive(n, marginal)) {
          const all = pricesOf(n, bands, oraclePrice).map((each, k) => bandSide(n, each, at(bands.held, k), direction));
          return n.div(n.total(all.map(({ toExhaust }) => toExhaust)), n.sub(n.one, fee));
        }
        const price = tokenIn === 0 ? marginal : n.div(n.one, marginal);
        return tradeToPrice(n, bands, { direction, price, oraclePrice }, fees(fee)).paid;
      },
      follow: (state) => state,
      restore: (state, share, outsideUsd) => {
        const oraclePrice = oracleOf(outsideUsd);
        if (!isPositive(n, share) || !isPositive(n, oraclePrice)) return state;
        const bands = bandsOf(state);
        const sold = priceNow(bands, oraclePrice, "sell-collateral");
        const bought = priceNow(bands, oraclePrice, "buy-collateral");
        // Below the reference outsiders buy, above it they sell.
        const direction = isPositive(n, n.sub(oraclePrice, bought)) ? "buy-collateral" : "sell-collateral";
        const from = direction === "buy-collateral" ? bought : sold;
        const price = n.mul(from, n.pow(n.div(oraclePrice, from), share));
        return stateOf(tradeToPrice(n, bands, { direction, price, oraclePrice }, fees(n.zero)));
      },
      balances: (state) => {
        const { held } = bandsOf(state);
        return [n.total(held.map(({ collateral }) => collateral)), n.total(held.map(({ stable }) => stable))];
      },
    };
  },
};
