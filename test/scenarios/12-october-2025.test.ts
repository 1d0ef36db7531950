import { describe, expect, it } from "vitest";
import { bundled, byId, edited, run } from "./bundled.js";

const NAME = "12-october-2025";
const ran = run(await bundled(NAME));
const unhedged = run(await edited(NAME, (text) => text.replace("hedgedOnSpotShare: 50%", "hedgedOnSpotShare: 0")));

type Ran = typeof ran;
const lowOf = ({ result }: Ran, asset: string): number =>
  Math.min(...result.rounds.map(({ assets }) => byId(assets, asset).marketUsd));
const closedUsd = ({ result }: Ran, by: string): number =>
  result.events.reduce(
    (sum, { kind, text, valueUsd }) => (kind === "liquidation" && text.endsWith(by) ? sum + valueUsd : sum),
    0,
  );
/** Accounts in the lending market that were liquidated. */
const borrowersOf = ({ result }: Ran): number =>
  new Set(
    result.events.flatMap(({ kind, from, to }) => (kind === "liquidation" && from === "market:loans" ? [to] : [])),
  ).size;
/** Those of the group whose accounts' ids begin so: value at the end less value at the start. */
const gainUsd = ({ result }: Ran, group: string): number =>
  result.nodes.reduce(
    (sum, { key, startUsd, endUsd }) => (key.includes(`${group}#`) ? sum + endUsd - startUsd : sum),
    0,
  );

describe("10 October 2025", () => {
  it("closes positions by book, vault and deleveraging, for as many contracts on both sides", () => {
    for (const by of ["by the book", "by the liquidator vault", "against the other side"])
      expect(closedUsd(ran, by)).toBeGreaterThan(1e6);
    const cut = ran.result.events.filter(({ kind }) => kind === "auto-deleveraging");
    const cutUsd = cut.reduce((sum, { valueUsd }) => sum + valueUsd, 0);
    expect(cutUsd).toBeCloseTo(closedUsd(ran, "against the other side"), 0);
    expect(cut.every(({ to }) => to.startsWith("position:shorts#"))).toBe(true);
  });

  it("falls to the news alone where makers do not hedge on spot, and further where they do", () => {
    expect(lowOf(unhedged, "SOL")).toBeCloseTo(152, 8);
    // Observed: 137.
    expect(lowOf(ran, "SOL")).toBeCloseTo(146.8, 1);
  });

  it("reaches loans that have nothing to do with perpetuals", () => {
    expect(borrowersOf(unhedged)).toBe(1);
    expect(borrowersOf(ran)).toBe(144);
    const spot = ran.result.transmissions.find(({ from, to }) => from === "market:perps" && to === "venue:sol-spot");
    expect(spot?.channel).toBe("price");
    expect(unhedged.result.transmissions.some(({ to }) => to === "venue:sol-spot")).toBe(false);
    // Observed, on an exchange that asks no liquidator for a profit: 34.90.
    expect(lowOf(ran, "BNSOL")).toBeGreaterThan(34.9);
  });

  it("lets longs lose more than listed shorts gain: the rest went to traders that are not listed and to the vault", () => {
    const [longs, shorts] = [gainUsd(ran, "longs"), gainUsd(ran, "shorts")];
    expect(longs).toBeLessThan(0);
    expect(shorts).toBeGreaterThan(0);
    expect(longs + shorts).toBeLessThan(0);
  });

  it("balances", () => {
    expect(ran.result.audit.residual).toBeLessThan(1e-12);
    expect(ran.result.audit.reserveResidual).toBeLessThan(1e-12);
  });
});
