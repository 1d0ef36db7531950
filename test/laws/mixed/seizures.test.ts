import { expect, it } from "vitest";
import { marketTerms } from "../../../src/mechanics/lending/index.js";
import type { Account, Holding } from "../../../src/mechanics/lending/rule.js";
import type { Balance } from "../../../src/model/scenario.js";
import { float } from "../../../src/numbers/float.js";
import { draws } from "../draws.js";
import { randomPositions } from "../ladder/random-accounts.js";
import { randomMarkets } from "../ladder/random-markets.js";
import { PRICES } from "./part.js";

const ASSETS = Object.keys(PRICES);
const place = (id: string): number => ASSETS.indexOf(id);

it("no call takes more of a collateral than there is, repays more than is owed, or gives the protocol more than is taken", () => {
  const called = new Set<string>();
  for (let seed = 1; seed <= 400; seed += 1) {
    const d = draws(seed + 4_000_000);
    const drawn = randomMarkets(d, 2e7);
    const prices = ASSETS.map((_, i) => Object.values(PRICES)[i] ?? 1).map((usd) => usd * d.between(0.2, 1.3));
    const size = { count: 10, totalUsd: 10 ** d.between(3, 7), health: () => d.between(0.5, 1.2) };
    const holdings = (list: readonly Balance[]): Holding<number>[] =>
      list.map(({ asset, units }) => ({
        ...{ asset: place(asset), units: Number(units), oraclePriceUsd: prices[place(asset)] ?? 0 },
      }));
    for (const position of randomPositions(
      d,
      drawn.flatMap(({ menus }) => menus),
      PRICES,
      size,
    )) {
      const market = drawn.find((each) => each.market.id === position.market)?.market;
      if (market === undefined || market.kind === "compound-v3" || market.kind === "maker") continue;
      const terms = marketTerms(float, market, place, {});
      const account: Account<number> = {
        ...{ collateral: holdings(position.collateral), debt: holdings(position.debt), round: d.whole(0, 6) },
        ...(position.eMode === undefined ? {} : { eMode: position.eMode }),
      };
      const { capacityUsd, debtUsd } = terms.health(account);
      if (capacityUsd >= debtUsd) continue;
      for (const { asset: collateralAsset, units: held, oraclePriceUsd } of account.collateral)
        for (const { asset: debtAsset, units: owed } of account.debt) {
          const call = terms.call(account, d.chance(0.5) ? 1 : d.between(0, 1), { collateralAsset, debtAsset });
          if (call === undefined) continue;
          called.add(market.kind);
          const what = `seed ${seed}, ${market.kind}`;
          expect(call.seizedUnits, what).toBeLessThanOrEqual(held);
          expect(call.seizedUnits * oraclePriceUsd, what).toBeLessThanOrEqual(held * oraclePriceUsd);
          expect(call.repaidUnits, what).toBeLessThanOrEqual(owed);
          expect(call.protocolFeeUnits, what).toBeLessThanOrEqual(call.seizedUnits);
          expect(Math.min(call.seizedUnits, call.repaidUnits, call.protocolFeeUnits), what).toBeGreaterThanOrEqual(0);
        }
    }
  }
  expect([...called].sort()).toEqual(["aave-v2", "aave-v3", "compound-v2", "euler", "morpho-blue"]);
});
