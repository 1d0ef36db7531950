import { type AuctionTerms, needsRedo, startAuction, takeFrom } from "../../../src/mechanics/cdp/maker/auction.js";
import { bark, type Hole } from "../../../src/mechanics/cdp/maker/dog.js";
import { milestones } from "../../../src/mechanics/cdp/maker/milestones.js";
import { type PriceCurve, priceOnCurve } from "../../../src/mechanics/cdp/maker/price-curve.js";
import { take } from "../../../src/mechanics/cdp/maker/take.js";
import { capacityOf, debtOf, isUnsafe, spotPrice } from "../../../src/mechanics/cdp/maker/vat.js";
import type { Arithmetic } from "../../../src/numbers/arithmetic.js";
import { type Adapters, InputError, type Output, type Outputs, type Reader } from "../adapter.js";

/** A curve by its name; without one, by what the vector states of it. */
function curveOf<N>(inputs: Reader<N>): PriceCurve<N> {
  const states = (key: string): boolean => inputs.keys().includes(key);
  const implied = states("tau") ? "linear" : states("step") ? "stairstep" : "exponential";
  const kind = inputs.optionalWord("curve") ?? implied;
  switch (kind) {
    case "linear":
      return { kind, tauSeconds: inputs.number("tau") };
    case "stairstep":
      return { kind, cut: inputs.number("cut"), stepSeconds: inputs.number("step") };
    case "exponential":
      return { kind, cut: inputs.number("cut") };
    default:
      throw new InputError(`input "curve" should be linear, stairstep or exponential, found "${kind}"`);
  }
}

function price<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const oraclePrice = inputs.optionalNumber("oraclePrice");
  const top = oraclePrice === undefined ? inputs.number("top") : n.mul(oraclePrice, inputs.number("buf"));
  const now = priceOnCurve(n, curveOf(inputs), top, inputs.number("elapsed"));
  return { price: now, ratioToOracle: oraclePrice === undefined ? undefined : n.div(now, oraclePrice) };
}

function safe<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const urn = { ink: inputs.number("ink"), art: inputs.number("art") };
  const rate = inputs.number("rate");
  const par = inputs.optionalNumber("par") ?? n.one;
  const priceUsd = inputs.number("price");
  const spot = spotPrice(n, { priceUsd, par, mat: inputs.number("mat") });
  const buf = inputs.optionalNumber("buf");
  const chop = inputs.optionalNumber("chop");
  return {
    spot,
    maxDebt: capacityOf(n, urn, spot),
    unsafe: isUnsafe(n, urn, { rate, spot }),
    kickTop: buf === undefined ? undefined : n.mul(n.div(priceUsd, par), buf),
    tab: chop === undefined ? undefined : n.mul(debtOf(n, urn, rate), chop),
    lot: urn.ink,
  };
}

/** The second hole, of the collateral itself, is given in small letters where there is one. */
function barkOf<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const general: Hole<N> = {
    limitDai: inputs.number("Hole"),
    raisingDai: inputs.optionalNumber("Dirt") ?? n.zero,
  };
  const limitDai = inputs.optionalNumber("hole");
  const raisingDai = inputs.optionalNumber("dirt") ?? n.zero;
  const own = limitDai === undefined ? [] : [{ limitDai, raisingDai }];
  const barked = bark(
    n,
    { ink: inputs.number("ink"), art: inputs.number("art") },
    {
      rate: inputs.number("rate"),
      chop: inputs.number("chop"),
      dustDai: inputs.optionalNumber("dust") ?? n.zero,
      holes: [general, ...own],
    },
  );
  const { dart, lot, dueDai, tabDai } = barked ?? { dart: n.zero, lot: n.zero, dueDai: n.zero, tabDai: n.zero };
  return { dart, lot, due: dueDai, tab: tabDai, reverts: barked === undefined };
}

function takeOne<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const [tabDai, lot] = [inputs.number("tab"), inputs.number("lot")];
  const taken = take(n, {
    tabDai,
    lot,
    price: inputs.number("price"),
    amount: inputs.number("amount"),
    chostDai: inputs.optionalNumber("chost") ?? n.zero,
  });
  return {
    paid: taken?.paidDai ?? n.zero,
    got: taken?.got ?? n.zero,
    tabLeft: taken?.tabLeftDai ?? tabDai,
    lotLeft: taken?.lotLeft ?? lot,
    returnedToVault: taken?.returnedToVault ?? n.zero,
    loss: taken?.lossDai ?? n.zero,
    auctionEnds: taken?.auctionEnds ?? false,
    reverts: taken === undefined,
  };
}

/** A tail that never ends. Not infinite: a float comparison with infinity counts as a near tie. */
const NEVER_SECONDS = "1e30";

/** Terms of an auction that starts at `top`: whatever a vector leaves out plays no part in it. */
function termsOf<N>(n: Arithmetic<N>, inputs: Reader<N>): AuctionTerms<N> {
  return {
    curve: curveOf(inputs),
    buf: inputs.optionalNumber("buf") ?? n.one,
    tailSeconds: inputs.optionalNumber("tail") ?? n.parse(NEVER_SECONDS),
    cusp: inputs.optionalNumber("cusp") ?? n.zero,
    chostDai: inputs.optionalNumber("chost") ?? n.zero,
    tipDai: inputs.optionalNumber("tip") ?? n.zero,
    chip: inputs.optionalNumber("chip") ?? n.zero,
  };
}

const ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];
const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Buys in turn. After each purchase what was paid and got, and what is left for sale. */
function takeBids<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const terms = termsOf(n, inputs);
  const start = { tabDai: inputs.number("tab"), lot: inputs.number("lot"), nowSeconds: n.zero };
  let auction = { ...startAuction(n, terms, { ...start, feedDai: n.one }).auction, top: inputs.number("top") };
  let returnedToVault = n.zero;
  const outputs: Record<string, Output<N>> = {};
  for (const [place, bid] of inputs.records("bids").entries()) {
    const taken = takeFrom(n, terms, auction, { amount: bid.number("amount"), nowSeconds: bid.number("at") });
    if (taken !== undefined) returnedToVault = n.add(returnedToVault, taken.returnedToVault);
    auction = { ...auction, tabDai: taken?.tabLeftDai ?? auction.tabDai, lot: taken?.lotLeft ?? auction.lot };
    const after: Outputs<N> = {
      paid: taken?.paidDai ?? n.zero,
      got: taken?.got ?? n.zero,
      tab: auction.tabDai,
      lot: auction.lot,
    };
    const name = ORDINALS[place] ?? String(place + 1);
    outputs[name] = after;
    outputs[`after${capitalised(name)}`] = after;
  }
  return { ...outputs, returnedToVault, tabLeft: auction.tabDai, lotLeft: auction.lot };
}

function redoStatus<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const terms = termsOf(n, inputs);
  const auction = { tabDai: n.one, lot: n.one, top: inputs.number("top"), startedSeconds: n.zero };
  const nowSeconds = inputs.number("elapsed");
  const feedDai = inputs.optionalNumber("feedAtRedo");
  return {
    needsRedo: needsRedo(n, terms, auction, nowSeconds),
    price: priceOnCurve(n, terms.curve, auction.top, nowSeconds),
    newTop:
      feedDai === undefined
        ? undefined
        : startAuction(n, terms, { tabDai: n.one, lot: n.one, feedDai, nowSeconds }).auction.top,
  };
}

function milestonesOf<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const { curve, buf, cusp, tailSeconds } = termsOf(n, inputs);
  const found = milestones(n, { curve, buf, cusp, tailSeconds });
  return {
    secondsUntilBelowOracle: found.belowOracleSeconds,
    secondsUntilCuspReset: found.cuspResetSeconds,
    secondsUntilTailReset: found.tailResetSeconds,
  };
}

export const makerAdapters: Adapters = {
  "maker.vat.safe": safe,
  "maker.dog.bark": barkOf,
  "maker.clip.price.linear": price,
  "maker.clip.price.stairstep": price,
  "maker.clip.price.exponential": price,
  "maker.clip.take": takeOne,
  "maker.clip.take-bids": takeBids,
  "maker.clip.needs-redo": redoStatus,
  "maker.clip.milestones": milestonesOf,
};
