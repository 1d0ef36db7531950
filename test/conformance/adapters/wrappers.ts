import { clearClaims } from "../../../src/mechanics/claims/clearing.js";
import {
  pairTokenFairValue,
  pairTokenSpotValue,
  stablePoolTokenValue,
  virtualPrice,
} from "../../../src/mechanics/claims/wrappers.js";
import { vaultLiquidity, vaultSharePrice } from "../../../src/mechanics/vaults/curator-vault.js";
import { type Arithmetic, at } from "../../../src/numbers/arithmetic.js";
import type { Adapters, Outputs, Reader } from "../adapter.js";

function erc4626<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const books = {
    assetsUnits: inputs.number("totalAssets"),
    sharesSupply: inputs.number("totalShares"),
    realisesBadDebt: true,
  };
  const shareBefore = vaultSharePrice(n, { ...books, badDebtUnits: n.zero });
  const shareAfter = vaultSharePrice(n, { ...books, badDebtUnits: inputs.number("badDebt") });
  return { shareBefore, shareAfter, drop: n.sub(n.one, n.div(shareAfter, shareBefore)) };
}

/** The total does not depend on the queue's order, which is read only because the vector states it. */
function liquidity<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  inputs.optionalWord("queue");
  const placements = inputs.records("markets").map((market) => ({
    suppliedUnits: market.number("position"),
    marketCashUnits: n.sub(market.number("totalSupply"), market.number("totalBorrow")),
  }));
  const { withdrawableUnits, lockedUnits } = vaultLiquidity(n, inputs.number("idle"), placements);
  return { withdrawableNow: withdrawableUnits, locked: lockedUnits };
}

function pairToken<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const token = {
    reserve0: inputs.number("reserve0"),
    reserve1: inputs.number("reserve1"),
    price0: inputs.number("price0"),
    price1: inputs.number("price1"),
    supply: inputs.number("supply"),
  };
  return { naive: pairTokenSpotValue(n, token), fair: pairTokenFairValue(n, token) };
}

function stablePoolToken<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const virtual = virtualPrice(n, inputs.number("D"), inputs.number("supply"));
  return { virtualPrice: virtual, lpOracle: stablePoolTokenValue(n, virtual, inputs.numbers("prices")) };
}

/** The amplification is what A's claims gain in all for each unit of external assets that A gains. */
function crossHolding<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const [a, b] = [inputs.record("A"), inputs.record("B")];
  const sheet = (externalUsd: N, supplyUnits: N, other: number, units: N) => ({
    externalUsd,
    supplyUnits,
    holdings: [{ sheet: other, units }],
    owed: [],
    owedOutsideUsd: n.zero,
    recoveryExternal: n.one,
    recoveryClaims: n.one,
  });
  const [externalA, supplyA, holdsB] = [a.number("external"), a.number("supply"), a.number("holdsB")];
  const sheetB = sheet(b.number("external"), b.number("supply"), 0, b.number("holdsA"));
  const clear = (external: N) => clearClaims(n, [sheet(external, supplyA, 1, holdsB), sheetB]).navUsd;
  const navs = clear(externalA);
  const gain = n.add(externalA, n.one);
  const risen = n.sub(at(clear(n.add(externalA, gain)), 0), at(navs, 0));
  return { navA: at(navs, 0), navB: at(navs, 1), lossAmplification: n.div(n.mul(risen, supplyA), gain) };
}

export const wrapperAdapters: Adapters = {
  "wrapper.erc4626": erc4626,
  "wrapper.vault-liquidity": liquidity,
  "wrapper.lp-value": pairToken,
  "wrapper.lp-value-stableswap": stablePoolToken,
  "vault.cross-holding": crossHolding,
};
