import { toDecimal } from "../amounts.js";
import type { Path } from "../document.js";
import type { Draft, Entries } from "../draft.js";
import type { Report } from "../problems.js";

type ActorEntry = Entries<"actors"> extends ReadonlyMap<string, infer A> ? A : never;
type DeltaHedge = Extract<ActorEntry["policies"][number], { readonly kind: "delta-hedge" }>;
type Option = NonNullable<ActorEntry["options"]>[number];

/** Checks that every policy has something to act on. */
export function checkActors(draft: Draft, report: Report): void {
  const owners = new Set(draft.positions.map(({ entry }) => entry.owner));
  for (const [id, { holdings, policies, options = [] }] of draft.sections.actors) {
    checkOptions(id, options, report);
    policies.forEach((policy, i) => {
      const path = ["actors", id, "policies", i];
      if (policy.kind === "deleverage") {
        if (draft.isWhole && !owners.has(id)) {
          const expected = `a position with \`owner: ${id}\``;
          report({ path, found: `"${id}" owns no position to deleverage`, expected });
        }
        if (toDecimal(policy.toHealth).lt(policy.whenHealthBelow)) {
          const found = `found ${policy.toHealth}, below whenHealthBelow (${policy.whenHealthBelow})`;
          report({ path: [...path, "toHealth"], found, expected: "a health to get back to" });
        }
      } else if (policy.kind === "delta-hedge") {
        checkHedge(draft, id, policy, path, report);
      } else if (draft.sections.assets.has(policy.asset) && !holdings.some(({ asset }) => asset === policy.asset)) {
        const held = holdings.map(({ asset }) => asset).join(", ") || "nothing so far";
        report({
          path: [...path, "asset"],
          found: `"${id}" holds no "${policy.asset}"`,
          expected: `an asset that it holds: ${held}`,
        });
      }
    });
  }
}

/** Checks that there is something to hedge, with something else. */
function checkHedge(draft: Draft, id: string, { underlying, into }: DeltaHedge, path: Path, report: Report): void {
  if (underlying === into) {
    const expected = "another asset than the underlying";
    report({ path: [...path, "into"], found: `found "${into}" on both sides`, expected });
  }
  const own = [...draft.sections.actors].flatMap(([actor, { options = [] }]) =>
    options.filter(({ counterparty }) => actor === id || counterparty === id),
  );
  if (own.some((option) => option.underlying === underlying)) return;
  report({
    path: [...path, "underlying"],
    found: `"${id}" has no options on "${underlying}"`,
    expected: `an underlying of its options: ${own.map((option) => option.underlying).join(", ") || "it has none"}`,
  });
}

/** Checks that nobody is on both sides of an option. */
function checkOptions(id: string, options: readonly Option[], report: Report): void {
  options.forEach(({ counterparty }, i) => {
    if (counterparty !== id) return;
    const path = ["actors", id, "options", i, "counterparty"];
    report({ path, found: `found "${id}" on both sides`, expected: "another actor, or none" });
  });
}
