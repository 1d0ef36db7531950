import type { LoopStudy } from "../model/loop-study.js";
import type { MeasureSpread, OrderMeasure, OrderSpread } from "../model/order-spread.js";
import type { Derivatives, SensitivityStudy } from "../model/sensitivity.js";
import type { ShockFamily, Threshold, TippingStudy } from "../model/tipping.js";
import { readableAmount, readablePrice, readableShare, readableUsd } from "./amounts.js";
import { type Style, table } from "./table.js";

/** Studies as a person reads them; in a pipe all rows, in full numbers. */

const LISTED = 12;

function listed<Row>(rows: readonly Row[], style: Style, show: (shown: readonly Row[]) => string): string {
  if (rows.length === 0) return "None.";
  const shown = style === "tabs" ? rows : rows.slice(0, LISTED);
  const left = rows.length - shown.length;
  return left > 0 ? `${show(shown)}\n(${left} more: --json lists all)` : show(shown);
}

export function loopsText(study: LoopStudy, style: Style): string {
  const { accounts, chains, cycles, cut, doubleCounting: counted, rehypothecation } = study;
  const within = listed(accounts, style, (rows) =>
    table(
      rows,
      [
        { heading: "position", value: ({ position }) => position },
        { heading: "market", value: ({ market }) => market },
        { heading: "posts", value: ({ collateral }) => collateral },
        { heading: "owes", value: ({ debt }) => debt },
        { heading: "collateral USD", value: ({ collateralUsd }) => collateralUsd, show: readableAmount },
        { heading: "LTV", value: ({ ltv }) => ltv, show: readableShare },
        { heading: "gross", value: ({ grossLeverage }) => grossLeverage, show: readablePrice },
        { heading: "net", value: ({ netLeverage }) => netLeverage, show: readablePrice },
        { heading: "liquidated at", value: ({ liquidationPriceRatio }) => liquidationPriceRatio, show: readableShare },
        { heading: "rounds to undo", value: ({ unwinding }) => unwinding.rounds },
        { heading: "cost at once USD", value: ({ unwinding }) => unwinding.atOnceUsd, show: readableAmount },
        { heading: "in rounds USD", value: ({ unwinding }) => unwinding.inRoundsUsd, show: readableAmount },
      ],
      style,
    ),
  );
  const along = listed(chains, style, (rows) =>
    table(
      rows,
      [
        { heading: "owner", value: ({ owner }) => owner },
        {
          heading: "accounts",
          value: ({ positions, closed }) => [...positions, ...(closed ? positions.slice(0, 1) : [])].join(" → "),
        },
        { heading: "LTVs", value: ({ ltvs }) => ltvs.map(readableShare).join(", ") },
        { heading: "gain", value: ({ gain }) => gain, show: readablePrice },
        { heading: "multiplier", value: ({ multiplier }) => multiplier, show: readablePrice },
      ],
      style,
    ),
  );
  const over = listed(cycles, style, (rows) =>
    table(
      rows,
      [
        { heading: "members", value: ({ members }) => members.map((key) => key.replace(":", " ")).join(" → ") },
        { heading: "gain", value: ({ gain }) => gain, show: readablePrice },
        { heading: "multiplier", value: ({ multiplier }) => multiplier, show: readablePrice },
        { heading: "narrowest USD", value: ({ narrowestUsd }) => narrowestUsd, show: readableAmount },
      ],
      style,
    ),
  );
  const reused = listed(rehypothecation, style, (rows) =>
    table(
      rows,
      [
        { heading: "market", value: ({ market }) => market },
        { heading: "LTV", value: ({ ltv }) => ltv, show: readableShare },
        { heading: "posted again", value: ({ redepositedShare }) => redepositedShare, show: readableShare },
        { heading: "multiplier", value: ({ multiplier }) => multiplier, show: readablePrice },
      ],
      style,
    ),
  );
  const ratio = counted.ratio === undefined ? "" : `, counted ${readablePrice(counted.ratio)} times`;
  return [
    study.title,
    `Loops within one account\n${within}`,
    `Accounts of one owner in a chain\n${along}`,
    `Loops over several balance sheets (gain once buffers are gone)\n${over}`,
    ...(cut === undefined ? [] : [`(The search was cut at a limit of ${cut}: there are more.)`]),
    `Collateral lent and posted again, 1 / (1 − l·φ)\n${reused}`,
    `Value locked ${readableUsd(counted.tvlUsd)}, redeemable ${readableUsd(counted.tvrUsd)}${ratio}`,
  ].join("\n\n");
}

const sizeText = (size: number, unit: ShockFamily["unit"], digits: number): string =>
  unit === "share"
    ? `${(100 * size).toLocaleString("en-GB", { maximumSignificantDigits: digits })} %`
    : size.toLocaleString("en-GB", { maximumSignificantDigits: digits });

/** The fewest significant digits, from four on, that tell two sizes apart. */
function digitsApart(below: number, above: number): number {
  const digits = [4, 5, 6, 7, 8, 9, 10, 11, 12].find((count) => below.toPrecision(count) !== above.toPrecision(count));
  return Math.min((digits ?? 12) + 1, 12);
}

function thresholdText(threshold: Threshold | undefined, unit: ShockFamily["unit"]): string {
  if (threshold === undefined) return "not in range";
  const { below, above, later } = threshold;
  const digits = digitsApart(below ?? 0, above);
  const end = sizeText(above, unit, digits);
  const here = below === undefined ? `at most ${end}` : `${sizeText(below, unit, digits)} to ${end}`;
  return later.length === 0 ? here : `${here}, and turns ${later.length} more time${later.length === 1 ? "" : "s"}`;
}

export function criticalText(study: TippingStudy, style: Style): string {
  const families = listed(study.families, style, (rows) =>
    table(
      rows,
      [
        { heading: "shock", value: ({ name }) => name },
        { heading: "second round begins", value: ({ secondRound, unit }) => thresholdText(secondRound, unit) },
        { heading: "systemic", value: ({ systemic, unit }) => thresholdText(systemic, unit) },
        { heading: "sizes tried", value: ({ responses }) => responses.length },
      ],
      style,
    ),
  );
  const maps = table(
    study.roundMaps,
    [
      { heading: "fall", value: ({ band }) => band, show: readableShare },
      { heading: "spectral radius", value: ({ radius }) => radius, show: readablePrice },
    ],
    style,
  );
  const near = listed(study.distances, style, (rows) =>
    table(
      rows,
      [
        { heading: "position", value: ({ position }) => position },
        { heading: "market", value: ({ market }) => market },
        { heading: "loop", value: ({ isLoop }) => (isLoop ? "yes" : "") },
        { heading: "collateral USD", value: ({ collateralUsd }) => collateralUsd, show: readableAmount },
        { heading: "health", value: ({ health }) => health, show: readablePrice },
        { heading: "fall to liquidation", value: ({ fall }) => fall, show: readableShare },
      ],
      style,
    ),
  );
  return [
    study.title,
    `Critical shocks, to ${readableShare(study.relativeTolerance)} of their size; systemic: nodes that fail held ${readableShare(study.systemicShare)} of value\n${families}`,
    `Gain of one round of forced selling, at the start (1: falls feed themselves)\n${maps}`,
    `Distance to liquidation, all collateral falling together\n${near}`,
  ].join("\n\n");
}

const greek = (derivatives: Derivatives, key: "deltaUsd" | "gammaUsd"): number | undefined =>
  key === "gammaUsd" && derivatives.side !== "central" ? undefined : derivatives[key];

export function greeksText(study: SensitivityStudy, style: Style): string {
  const { factor, targets, networkDeltas } = study;
  const of = factor.kind === "price" ? `the price of ${factor.asset}` : `the backing of ${factor.issuer}`;
  const derivatives = table(
    targets,
    [
      { heading: "value of", value: ({ target }) => target.replace(":", " ") },
      { heading: "at the start USD", value: ({ startUsd }) => startUsd, show: readableAmount },
      { heading: "delta USD", value: ({ withCascade }) => greek(withCascade, "deltaUsd"), show: readableAmount },
      { heading: "per start", value: ({ withCascade }) => withCascade.elasticity, show: readablePrice },
      { heading: "gamma USD", value: ({ withCascade }) => greek(withCascade, "gammaUsd"), show: readableAmount },
      {
        heading: "without cascade",
        value: ({ withoutCascade }) => greek(withoutCascade, "deltaUsd"),
        show: readableAmount,
      },
      { heading: "step", value: ({ withCascade }) => withCascade.step, show: readableShare },
      { heading: "jumps", value: ({ jumps }) => jumps.length },
    ],
    style,
  );
  const jumps = targets.flatMap(({ target, jumps: list }) => list.map((jump) => ({ target, ...jump })));
  const located = listed(jumps, style, (rows) =>
    table(
      rows,
      [
        { heading: "value of", value: ({ target }) => target.replace(":", " ") },
        { heading: "at a move of", value: ({ above }) => above, show: (move) => readableShare(move) },
        { heading: "jump USD", value: ({ jumpUsd }) => jumpUsd, show: readableAmount },
        { heading: "what happens on one side only", value: ({ what }) => what },
      ],
      style,
    ),
  );
  const claims = listed(networkDeltas, style, (rows) =>
    table(
      rows,
      [
        { heading: "claims on", value: ({ sheet }) => sheet },
        { heading: "delta USD", value: ({ deltaUsd }) => deltaUsd, show: readableAmount },
        { heading: "by moving it", value: ({ bumpedUsd }) => bumpedUsd, show: readableAmount },
      ],
      style,
    ),
  );
  return [
    study.title,
    `Delta and gamma with respect to ${of}, per 100 %\n${derivatives}`,
    `Jumps (an upward move of the factor crosses them from below)\n${located}`,
    `Claims, by the fixed point of all balance sheets\n${claims}`,
  ].join("\n\n");
}

const MEASURES: Readonly<Record<OrderMeasure, string>> = {
  totalLossUsd: "total loss USD",
  liquidatedUsd: "collateral liquidated USD",
  soldUsd: "forced sales USD",
  badDebtUsd: "bad debt USD",
  withdrawnUsd: "withdrawn USD",
  unmetWithdrawalsUsd: "not paid out USD",
  breadth: "nodes that failed",
};

export function ordersText(study: OrderSpread, style: Style): string {
  const number = (heading: string, value: (row: MeasureSpread) => number) => ({ heading, value, show: readableAmount });
  return [
    study.title,
    table(
      study.measures,
      [
        { heading: "measure", value: ({ measure }) => MEASURES[measure] },
        number("all at once", ({ simultaneous }) => simultaneous),
        number("worst first", ({ worstFirst }) => worstFirst),
        number("random: lowest", ({ lowest }) => lowest),
        number("middle", ({ median }) => median),
        number("highest", ({ highest }) => highest),
        { heading: "spread", value: ({ relativeSpread }) => relativeSpread, show: readableShare },
      ],
      style,
    ),
  ].join("\n\n");
}
