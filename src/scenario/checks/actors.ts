import { toDecimal } from "../amounts.js";
import type { Draft } from "../draft.js";
import type { Report } from "../problems.js";

/** Checks that every policy has something to act on. */
export function checkActors(draft: Draft, report: Report): void {
  const owners = new Set(draft.positions.map(({ entry }) => entry.owner));
  for (const [id, { holdings, policies }] of draft.sections.actors) {
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
