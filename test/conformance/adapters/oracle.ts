import { type DelayedPrice, pokeDelayed } from "../../../src/mechanics/oracles/delayed.js";
import { deviationHeartbeat } from "../../../src/mechanics/oracles/deviation-heartbeat.js";
import { emaStep } from "../../../src/mechanics/oracles/ema.js";
import { exchangeRate } from "../../../src/mechanics/oracles/exchange-rate.js";
import { cappedRatio, limitedPrice } from "../../../src/mechanics/oracles/limits.js";
import type { Observation, OracleState } from "../../../src/mechanics/oracles/rule.js";
import { priceAtTick, tickCumulative } from "../../../src/mechanics/oracles/tick-mean.js";
import { cumulativePrice, meanPrice } from "../../../src/mechanics/oracles/twap.js";
import type { Literal } from "../../../src/model/scenario.js";
import { type Arithmetic, at, isZero } from "../../../src/numbers/arithmetic.js";
import type { Adapters, Outputs, Reader } from "../adapter.js";

const literal = <N>(n: Arithmetic<N>, value: N): Literal => n.toLiteral(value) as Literal;

function observed<N>(marketUsd: N, elapsedSeconds: N): Observation<N> {
  const seen = { marketUsd, heldUsd: marketUsd, underlyingUsd: marketUsd, navUsd: marketUsd };
  return { ...seen, elapsedSeconds, clockSeconds: elapsedSeconds, readUsd: [] };
}

function ema<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const step = emaStep(n, {
    previousUsd: inputs.number("previousEma"),
    heldUsd: inputs.number("lastPrice"),
    elapsedSeconds: inputs.number("dt"),
    timeConstantSeconds: inputs.number("T"),
  });
  return { alpha: step.alpha, ema: step.averageUsd };
}

/** Walks the feed along the path; the first report opens it. */
function pushFeed<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const feed = deviationHeartbeat.terms(n, {
    id: "feed",
    kind: "deviation-heartbeat",
    asset: "asset",
    deviation: literal(n, inputs.number("deviation")),
    heartbeatSeconds: literal(n, inputs.number("heartbeat")),
  });
  let state: OracleState<N> | undefined;
  let before: N | undefined;
  const series = inputs.records("path").map((point) => {
    const [t, truth] = [point.number("t"), point.number("price")];
    const seen = observed(truth, before === undefined ? n.zero : n.sub(t, before));
    state = state === undefined ? feed.opening(seen) : feed.step(state, seen);
    before = t;
    return { t, truth, reported: feed.priceUsd(state), updated: isZero(n, at(state, 1)) };
  });
  return { series };
}

function exchange<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const rate = literal(n, inputs.number("rate"));
  const oracle = exchangeRate.terms(n, { id: "rate", kind: "exchange-rate", asset: "asset", underlying: "base", rate });
  const oraclePrice = oracle.priceUsd(oracle.opening(observed(inputs.number("underlyingPrice"), n.zero)));
  const marketPrice = n.mul(oraclePrice, n.sub(n.one, inputs.number("marketDiscount")));
  return { oraclePrice, marketPrice, gap: n.sub(n.one, n.div(marketPrice, oraclePrice)) };
}

function univ2Mean<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const records = inputs.records("prices");
  const spans = (key: string) =>
    records.map((record) => ({ price: record.number(key), seconds: record.number("seconds") }));
  const [spans0, spans1] = [spans("price0"), spans("price1")];
  return {
    cumulative0: cumulativePrice(n, spans0),
    cumulative1: cumulativePrice(n, spans1),
    twap0: meanPrice(n, spans0),
    twap1: meanPrice(n, spans1),
  };
}

function univ3Cumulative<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const observations = inputs
    .records("observations")
    .map((seen) => ({ seconds: seen.number("time"), tick: seen.number("tick") }));
  const atSeconds = n.sub(inputs.number("now"), inputs.number("secondsAgo"));
  return { tickCumulative: tickCumulative(n, observations, atSeconds) };
}

/** The window ends with the last segment; what lies before it is left out. */
function univ3Price<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  let end = n.zero;
  const observations = inputs.records("segments").map((segment) => {
    const seconds = end;
    end = n.add(end, segment.number("seconds"));
    return { seconds, tick: segment.number("tick") };
  });
  const window = inputs.number("window");
  const [now, then] = [tickCumulative(n, observations, end), tickCumulative(n, observations, n.sub(end, window))];
  const meanTick = n.div(n.sub(now, then), window);
  const last = observations.at(-1)?.tick ?? n.zero;
  return { meanTick, twapPrice: priceAtTick(n, meanTick), spotPrice: priceAtTick(n, last) };
}

function delayed<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  let price: DelayedPrice<N> = {
    currentUsd: inputs.number("initialCurrent"),
    nextUsd: inputs.number("initialNext"),
  };
  const after = inputs.records("pokes").map((poke) => {
    const seen = { priceUsd: poke.number("price"), atSeconds: poke.number("t"), hopSeconds: n.parse("3600") };
    price = pokeDelayed(n, price, seen);
    return price;
  });
  return { current: after.map(({ currentUsd }) => currentUsd), next: after.map(({ nextUsd }) => nextUsd) };
}

function capped<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const maxRatio = cappedRatio(n, {
    snapshotRatio: inputs.number("snapshotRatio"),
    yearlyGrowth: inputs.number("maxYearlyGrowth"),
    elapsedDays: inputs.number("elapsedDays"),
  });
  const usedRatio = n.min(maxRatio, inputs.number("marketRatio"));
  return { maxRatio, usedRatio, price: n.mul(usedRatio, inputs.number("underlyingPrice")) };
}

function llammaLimit<N>(n: Arithmetic<N>, inputs: Reader<N>): Outputs<N> {
  const change = {
    oldPrice: inputs.number("oldPrice"),
    newPrice: inputs.number("newPrice"),
    elapsedSeconds: inputs.number("secondsSinceLast"),
    maxFactor: n.parse("1.25"),
    windowSeconds: n.parse("120"),
  };
  return { limitedPrice: limitedPrice(n, change) };
}

export const oracleAdapters: Adapters = {
  "oracle.ema": ema,
  "oracle.deviation-heartbeat": pushFeed,
  "oracle.exchange-rate": exchange,
  "oracle.osm": delayed,
  "oracle.capped-ratio": capped,
  "oracle.llamma-limit": llammaLimit,
  "twap.univ2": univ2Mean,
  "twap.univ3": univ3Cumulative,
  "twap.univ3-price": univ3Price,
};
