import type { NodeKey } from "../../src/model/network.js";
import type { Round } from "../../src/model/result.js";
import { edge, type Fixture, literal, lost, node, quietRound, tell } from "./fixture.js";

const LAST = 44;
const DAY = 86_400;
const VAULT_START = 60e6;
const TOXIC = 6.1e6;

/** The claim token: at par for two rounds, then it collapses. */
const claimPrice = (round: number): number => (round < 2 ? 1.3 : Math.max(0.07, 1.3 * 0.79 ** (round - 1)));
/** What depositors leave behind; the toxic loan cannot be withdrawn. */
const vaultTotal = (round: number): number =>
  round < 3 ? VAULT_START : TOXIC + (VAULT_START - TOXIC) * Math.max(0.0015, 0.82 ** (round - 2));

/** An invented run on a vault: a claim token fails, its oracle stands still, nothing is liquidated, depositors leave. */
export function vaultRunFixture(): Fixture {
  const rounds: Round[] = Array.from({ length: LAST + 1 }, (_, round) => {
    const written = round >= 43;
    const before = vaultTotal(Math.max(0, round - 1));
    const total = written ? vaultTotal(round) - TOXIC : vaultTotal(round);
    return {
      ...quietRound(round, DAY),
      assets: [
        { id: "xCoin", marketUsd: claimPrice(round), referenceUsd: claimPrice(round) },
        { id: "dCoin", marketUsd: round < 4 ? 1 : Math.max(0.02, 0.7 ** (round - 3)), referenceUsd: 1 },
        { id: "Dollar", marketUsd: 1, referenceUsd: 1 },
      ],
      oracles: [{ id: "xCoin feed", priceUsd: 1.3 }],
      reserves: [
        {
          market: "xCoin/Dollar",
          asset: "Dollar",
          suppliedUnits: TOXIC,
          borrowedUnits: TOXIC,
          cashUnits: 0,
          deficitUnits: 0,
          utilisation: 1,
          borrowRate: 0.4,
          shortfallUsd: round < 3 ? 0 : Math.min(5.7e6, 1.1e6 * (round - 2)),
        },
      ],
      vaults: [
        {
          id: "Vault R",
          sharePrice: written ? 0.02 : 1.1,
          totalUnits: total,
          idleUnits: total - (written ? 0 : TOXIC),
        },
        { id: "Vault S", sharePrice: 1.05, totalUnits: 140e6, idleUnits: 20e6 },
      ],
      withdrawnUsd: round < 3 ? 0 : Math.max(0, before - vaultTotal(round)),
      lossUsd:
        round === 0
          ? lost({ direct: 80e6 })
          : round === 2
            ? lost({ claim: 55e6 })
            : round === 43
              ? lost({ claim: TOXIC })
              : lost({}),
    };
  });
  const failed = new Map<NodeKey, number>([
    ["issuer:Issuer X", 0],
    ["asset:xCoin", 2],
    ["issuer:Issuer D", 2],
    ["asset:dCoin", 4],
    ["position:Borrower 1", 3],
    ["vault:Vault R", 43],
  ]);
  return tell({
    title: "An invented run on a vault",
    secondsPerRound: DAY,
    startsAt: "2001-01-01T00:00:00Z",
    assets: [
      { id: "xCoin", priceUsd: literal(1.3) },
      { id: "dCoin", priceUsd: literal(1) },
      { id: "Dollar", priceUsd: literal(1) },
    ],
    vaults: [
      {
        id: "Vault R",
        asset: "Dollar",
        idleUnits: literal(VAULT_START - TOXIC),
        supplies: [{ market: "xCoin/Dollar", units: literal(TOXIC) }],
        realisesBadDebt: false,
      },
      {
        id: "Vault S",
        asset: "Dollar",
        idleUnits: literal(20e6),
        supplies: [{ market: "Sound/Dollar", units: literal(120e6) }],
        realisesBadDebt: true,
      },
    ],
    oracles: [{ id: "xCoin feed", kind: "fixed", asset: "xCoin", priceUsd: literal(1.3) }],
    nodes: [
      node("asset", "xCoin", 520e6),
      node("asset", "dCoin", 160e6),
      node("asset", "Dollar", 300e6),
      node("issuer", "Issuer X", 520e6),
      node("issuer", "Issuer D", 160e6),
      node("market", "xCoin/Dollar", 6.1e6),
      node("market", "Sound/Dollar", 130e6),
      node("market", "dCoin/Dollar", 24e6),
      node("vault", "Vault R", 60e6),
      node("vault", "Vault S", 140e6),
      node("position", "Borrower 1", 7e6, "xCoin/Dollar"),
      node("position", "Borrower 2", 26e6, "dCoin/Dollar"),
      node("position", "Borrower 3", 90e6, "Sound/Dollar"),
      node("venue", "Thin pool", 4e6),
      node("oracle", "xCoin feed", 0),
    ],
    edges: [
      edge("asset:xCoin", "issuer:Issuer X", "claim", 520e6, "xCoin"),
      edge("asset:dCoin", "issuer:Issuer D", "claim", 160e6, "dCoin"),
      edge("issuer:Issuer D", "issuer:Issuer X", "lending", 55e6),
      edge("issuer:Issuer X", "asset:dCoin", "backing", 30e6, "dCoin"),
      edge("asset:xCoin", "venue:Thin pool", "liquidity", 4e6, "xCoin"),
      edge("position:Borrower 1", "asset:xCoin", "collateral", 7e6, "xCoin"),
      edge("position:Borrower 1", "market:xCoin/Dollar", "lending", 6.1e6, "Dollar"),
      edge("position:Borrower 2", "asset:dCoin", "collateral", 26e6, "dCoin"),
      edge("position:Borrower 2", "market:dCoin/Dollar", "lending", 20e6, "Dollar"),
      edge("position:Borrower 3", "asset:Dollar", "collateral", 90e6, "Dollar"),
      edge("position:Borrower 3", "market:Sound/Dollar", "lending", 60e6, "Dollar"),
      edge("vault:Vault R", "market:xCoin/Dollar", "lending", 6.1e6, "Dollar"),
      edge("vault:Vault R", "asset:Dollar", "backing", 60e6, "Dollar"),
      edge("vault:Vault S", "market:Sound/Dollar", "lending", 120e6, "Dollar"),
      edge("vault:Vault S", "market:dCoin/Dollar", "lending", 4e6, "Dollar"),
      edge("oracle:xCoin feed", "asset:xCoin", "pricing", 0, "xCoin"),
    ],
    rounds,
    failed,
    transmissions: [
      { from: "issuer:Issuer X", to: "asset:xCoin", channel: "claim", firstRound: 2, lossUsd: 490e6 },
      { from: "issuer:Issuer X", to: "issuer:Issuer D", channel: "claim", firstRound: 2, lossUsd: 55e6 },
      { from: "issuer:Issuer D", to: "asset:dCoin", channel: "claim", firstRound: 4, lossUsd: 150e6 },
      { from: "asset:dCoin", to: "issuer:Issuer X", channel: "price", firstRound: 5, lossUsd: 28e6 },
      { from: "asset:xCoin", to: "position:Borrower 1", channel: "price", firstRound: 3, lossUsd: 6.6e6 },
      { from: "position:Borrower 1", to: "market:xCoin/Dollar", channel: "claim", firstRound: 43, lossUsd: 5.7e6 },
      { from: "market:xCoin/Dollar", to: "vault:Vault R", channel: "claim", firstRound: 43, lossUsd: 6.1e6 },
    ],
    shocks: [
      { round: 0, to: "issuer:Issuer X", valueUsd: 80e6, text: "External assets of Issuer X worth 80 M USD are gone." },
    ],
    scenarioShocks: [
      { kind: "issuer-loss", round: 0, issuer: "Issuer X", valueUsd: literal(80e6) },
      { kind: "vault-write-off", round: 43, vault: "Vault R", market: "xCoin/Dollar" },
    ],
    vaultOutcomes: [
      {
        id: "Vault R",
        startSharePrice: 1.1,
        endSharePrice: 0.02,
        writeDown: 0.02 / 1.1 - 1,
        lossUsd: TOXIC,
        withdrawnUsd: VAULT_START - TOXIC,
        unmetUsd: 0,
      },
    ],
    closing: { reason: "quiescent", round: LAST },
  });
}
