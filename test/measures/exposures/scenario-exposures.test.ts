import { describe, expect, test } from "vitest";
import { exposuresOf } from "../../../src/experiments/exposures-of.js";
import { clearingLossUsd } from "../../../src/measures/exposures/clearing-findings.js";
import type { Exposures } from "../../../src/measures/exposures/exposures.js";
import { networkReport } from "../../../src/measures/exposures/network-report.js";
import { clearingVector, EISENBERG_NOE } from "../../../src/measures/systemic/clearing-vector.js";
import { equityAtFaceUsd } from "../../../src/measures/systemic/exposure-network.js";
import { toRows } from "../../../src/measures/systemic/matrix-algebra.js";
import { parseScenario, readScenario } from "../../../src/scenario/index.js";

/** One of every kind of claim: a token, a pooled and an isolated market, a vault, a loan between issuers, an owned account. */
const SMALL = `
format: 1
title: small
clock: { secondsPerRound: 3600, maxRounds: 4 }
assets:
  USD: { priceUsd: 1 }
  ETH: { priceUsd: 100 }
  coin: { priceUsd: 1, issuer: mint }
issuers:
  mint:
    holdings: { ETH: 10 }
    external: [{ name: cash, valueUsd: 500 }]
    liabilities: [{ to: lender, valueUsd: 400 }, { to: a bank, valueUsd: 100 }]
    supplyUnits: 1_000
  lender: { external: [{ name: cash, valueUsd: 600 }], supplyUnits: 1_000 }
markets:
  pool:
    kind: aave-v3
    reserves:
      ETH: { ltv: 80%, liquidationThreshold: 85%, liquidationBonus: 5% }
      USD: { suppliedUnits: 2_000 }
  cell: { kind: morpho-blue, collateral: coin, loan: USD, lltv: 86%, suppliedUnits: 300 }
vaults:
  curator: { asset: USD, idleUnits: 50, supplies: { cell: 250 }, realisesBadDebt: true }
actors:
  fund: { holdings: { ETH: 1 } }
positions:
  borrower: { market: pool, owner: fund, collateral: { ETH: 5 }, debt: { USD: 300 } }
  looper: { market: cell, collateral: { coin: 250 }, debt: { USD: 200 } }
shocks:
  - { kind: price, asset: ETH, change: -60% }
`;

const small = async (): Promise<Exposures> => {
  const readTable = () => Promise.reject(new Error("no tables here"));
  return exposuresOf(await parseScenario(SMALL, { path: "small.yaml", readTable }));
};

const by = ({ names }: Exposures, values: Float64Array): Readonly<Record<string, number>> =>
  Object.fromEntries(names.map((name, i) => [name, Math.round((values[i] ?? Number.NaN) * 1e6) / 1e6]));

describe("the exposure network of a scenario, worked by hand", () => {
  test("buffers are assets less debts, and belong outside as far as no node has a part of them", async () => {
    const exposures = await small();
    expect(by(exposures, exposures.buffersUsd)).toEqual({
      "issuer:mint": 1_000, // 1,000 of ETH and 500 in cash, less debts of 500
      "issuer:lender": 1_000, // 600 in cash and a loan of 400
      "market:pool/ETH": 500,
      "market:pool/USD": 2_000,
      "market:cell": 300,
      "vault:curator": 300,
      "position:borrower": 200,
      "position:looper": 50,
      "actor:fund": 300, // an ETH, and what the account is worth
    });
    expect(by(exposures, exposures.ownedOutsideUsd)).toMatchObject({
      "issuer:mint": 750, // the looper has 250 coins
      "market:pool/ETH": 0,
      "market:pool/USD": 2_000,
      "market:cell": 50,
      "position:borrower": 0,
      "actor:fund": 300,
    });
    // What is owned outside adds up to all there is: external assets less external debts.
    const net = exposures.before.externalAssetsUsd.reduce((total, assets) => total + assets, 0);
    expect(net - 100 - 200).toBeCloseTo(
      exposures.ownedOutsideUsd.reduce((total, owned) => total + owned, 0),
      9,
    );
  });

  test("exposures run from who fails to who loses", async () => {
    const { names, exposuresUsd } = await small();
    const rows = toRows(exposuresUsd);
    const found = rows.flatMap((row, j) =>
      row.flatMap((usd, i) => (usd > 0 ? [`${names[j]} → ${names[i]} ${Math.round(usd)}`] : [])),
    );
    expect(found.sort()).toEqual(
      [
        "issuer:mint → issuer:lender 400",
        "issuer:mint → position:looper 250",
        "market:pool/ETH → position:borrower 500",
        "market:cell → vault:curator 250",
        "position:borrower → market:pool/USD 300",
        "position:borrower → actor:fund 200",
        "position:looper → market:cell 200",
      ].sort(),
    );
  });

  test("the shock itself: deposits follow the price of what was deposited, and nobody reacts", async () => {
    const exposures = await small();
    expect(by(exposures, exposures.lossUsd)).toEqual({
      "issuer:mint": 600,
      "issuer:lender": 0,
      "market:pool/ETH": 0,
      "market:pool/USD": 0,
      "market:cell": 0,
      "vault:curator": 0,
      "position:borrower": 300,
      "position:looper": 0,
      "actor:fund": 60,
    });
  });

  test("clearing: 900 of 1,500 are left to mint, the borrower pays 200 of 300, and every loss is somebody's", async () => {
    const exposures = await small();
    const clearing = clearingVector(exposures.after, { ...EISENBERG_NOE, costFree: exposures.passThrough });
    expect(by(exposures, clearing.recovery)).toMatchObject({
      "issuer:mint": 0.6,
      "position:borrower": 0.666667,
      "market:pool/USD": 0.95,
      "position:looper": 0.75, // 250 coins at 0.6 against 200
      "market:cell": 0.833333,
    });
    const lossUsd = clearingLossUsd(exposures, clearing);
    // 60 % of ten, five and one ETH.
    expect(lossUsd.reduce((total, loss) => total + loss, 0)).toBeCloseTo(600 + 300 + 60, 9);
  });
});

describe("what the bundled scenarios' networks have in common", () => {
  const FILES = ["01-one-position", "02-one-loop", "03-two-markets-one-pool", "04-xusd-deusd-november-2025"];
  const OTHERS = ["05-ezeth-april-2024", "06-crv-near-miss-august-2023", "07-steth-june-2023", "09-five-protocols"];

  test.each([...FILES, ...OTHERS])("%s: books balance, no claim is lost, and every number is finite", async (file) => {
    const exposures = exposuresOf(await readScenario(`scenarios/${file}.yaml`), { grouped: true });
    const face = equityAtFaceUsd(exposures.before);
    exposures.names.forEach((name, i) => {
      const scale = 1e-9 * Math.max(1, exposures.assetsUsd[i] ?? 0);
      // A node whose claimants are all owners owns nothing itself.
      if (exposures.passThrough.has(i) && name.startsWith("market:"))
        expect(Math.abs(face[i] ?? 1)).toBeLessThan(scale);
      expect(exposures.ownedOutsideUsd[i]).toBeLessThanOrEqual((exposures.buffersUsd[i] ?? 0) + scale);
    });
    const report = networkReport(exposures);
    for (const { value, convergence } of report.findings) {
      if (value !== undefined) expect(Number.isFinite(value)).toBe(true);
      if (convergence !== undefined) expect(convergence.residual).toBeLessThanOrEqual(convergence.tolerance);
    }
    for (const { values } of report.scores)
      for (const value of values) expect(value === undefined || Number.isFinite(value)).toBe(true);
  });
});
