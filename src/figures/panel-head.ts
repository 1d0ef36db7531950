import type { Report } from "../model/report.js";
import type { CompletedRun } from "../model/result.js";
import { textWidth } from "./fonts.js";
import type { Place } from "./key-block.js";
import { isIn, lostIn, type Span } from "./round-spans.js";
import { type Item, label, line, SOFT_INK } from "./scene.js";
import { money } from "./wording.js";

const TITLE = { size: 6.5, weight: 600 } as const;
const FACTS = { size: 5.5, anchor: "end", fill: SOFT_INK } as const;

/** Letter and name of a panel, what happened in its rounds as far as there is room, and a rule below. */
export function panelHead(
  place: Place,
  letter: string,
  span: Span,
  run: CompletedRun,
  report: Report,
): readonly Item[] {
  const { x, y, widthPt } = place;
  const title = titleOf(span, run);
  const room = widthPt - 13 - textWidth(title, TITLE.size, TITLE.weight);
  return [
    label(x, y + 7, letter, { size: 8, weight: 700 }),
    label(x + 9, y + 7, title, TITLE),
    label(x + widthPt, y + 7, factsThatFit(factsOf(span, report), room), FACTS),
    line(x, y + 10.5, x + widthPt, y + 10.5, { stroke: "#404040", lineWidth: 0.5 }),
  ];
}

function titleOf({ first, last }: Span, run: CompletedRun): string {
  const shocked = run.result.events.some((event) => event.kind === "shock" && event.round === first);
  if (first === 0 && last === 0 && shocked) return "Shock";
  return first === last ? `Round ${first}` : `Rounds ${first}–${last}`;
}

/** How many fail, then what was sold, withdrawn and lost, largest first. */
function factsOf(span: Span, report: Report): readonly string[] {
  const rounds = report.rounds.filter(({ round }) => isIn(span, round));
  const failed = rounds.reduce((total, round) => total + round.failed, 0);
  const amounts = [
    { name: "sold", usd: rounds.reduce((total, round) => total + round.soldUsd, 0) },
    { name: "withdrawn", usd: rounds.reduce((total, round) => total + round.withdrawnUsd, 0) },
    { name: "lost", usd: rounds.reduce((total, round) => total + lostIn(round), 0) },
  ];
  return [
    ...(failed > 0 ? [`${failed} ${failed === 1 ? "fails" : "fail"}`] : []),
    ...amounts
      .filter(({ usd }) => usd > 0)
      .toSorted((a, b) => b.usd - a.usd)
      .map(({ name, usd }) => `${money(usd)} ${name}`),
  ];
}

function factsThatFit(facts: readonly string[], room: number): string {
  let text = "";
  for (const fact of facts) {
    const longer = text === "" ? fact : `${text} · ${fact}`;
    if (textWidth(longer, FACTS.size, 400) > room) break;
    text = longer;
  }
  return text;
}
