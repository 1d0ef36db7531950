import { openVow, releaseQueued, type Vow } from "../../mechanics/cdp/maker/vow.js";
import type { MakerMarket } from "../../model/scenario.js";
import { type Arithmetic, isPositive, positivePart } from "../../numbers/arithmetic.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import type { DebtBooks } from "./debt-state.js";

/** The books of every market that holds debt auctions, by place. */
export function openDebtBooks<N>({ n, scenario }: World<N>): Map<number, DebtBooks<N>> {
  return new Map(
    scenario.markets.flatMap((market, place): [number, DebtBooks<N>][] =>
      market.kind === "maker" && market.debtAuction !== undefined
        ? [[place, { vow: openVow(n, n.parse(market.surplusUnits)), auctions: [], begun: 0 }]]
        : [],
    ),
  );
}

/** Enters something into the books of a market, where it has any. */
export function enter<N>(
  { places }: World<N>,
  { debtBooks }: State<N>,
  market: MakerMarket,
  entry: (vow: Vow<N>) => Vow<N>,
): void {
  const books = debtBooks.get(places.market(market.id));
  if (books !== undefined) books.vow = entry(books.vow);
}

/** Whether any market still raises debt, or will once enough of it has waited: as much as a lot beyond its surplus. */
export function isDebtWaiting<N>({ n, scenario }: World<N>, { debtBooks }: State<N>): boolean {
  return [...debtBooks].some(([place, { vow, auctions }]) => {
    const market = scenario.markets[place];
    if (market?.kind !== "maker" || market.debtAuction === undefined) return false;
    return auctions.length > 0 || (vow.queued.length > 0 && isWorthALot(n, vow, n.parse(market.debtAuction.sumpUnits)));
  });
}

function isWorthALot<N>(n: Arithmetic<N>, vow: Vow<N>, sumpDai: N): boolean {
  const newest = vow.queued.at(-1);
  if (newest === undefined) return false;
  const { unbackedDai } = releaseQueued(n, vow, { nowSeconds: newest.atSeconds, waitSeconds: n.zero });
  return isPositive(n, n.floor(n.div(positivePart(n, n.sub(unbackedDai, vow.surplusDai)), sumpDai)));
}
