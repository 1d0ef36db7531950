import type { Id, Market } from "../../model/scenario.js";
import type { Draft } from "../draft.js";
import type { Report } from "../problems.js";
import { tradedAssets } from "./parts.js";

/** Checks that what Maker's debt auctions mint is a token of its own that somebody buys. */
export function checkDebtAuctions(draft: Draft, markets: ReadonlyMap<Id, Market>, report: Report): void {
  const traded = tradedAssets([...draft.sections.venues.values()]);
  for (const market of markets.values()) {
    if (market.kind !== "maker" || market.debtAuction === undefined) continue;
    const { token } = market.debtAuction;
    const path = ["markets", market.id, "debtAuction", "token"];
    const isOfMarket = token === market.dai || token === market.collateral;
    if (isOfMarket) report({ path, found: `found "${token}"`, expected: "neither the stablecoin nor the collateral" });
    else if (draft.isWhole && !traded.has(token) && draft.sections.assets.has(token))
      report({ path, found: `no venue trades "${token}"`, expected: "an asset that a venue trades" });
  }
}
