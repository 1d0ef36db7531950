import type { Run } from "../../model/scenario.js";
import { Decimal } from "../../numbers/decimal.js";
import type { Path } from "../document.js";
import type { Draft, Entries } from "../draft.js";
import type { Report } from "../problems.js";

type IssuerEntry = Entries<"issuers"> extends ReadonlyMap<string, infer I> ? I : never;
type Redemption = NonNullable<IssuerEntry["redemption"]>;

/** Checks that what issuers pay in is theirs, and that there is a claim to take back. */
export function checkRedemptions(draft: Draft, report: Report): void {
  for (const [id, issuer] of draft.sections.issuers) {
    if (issuer.redemption !== undefined)
      checkRedemption(draft, id, issuer, issuer.redemption, ["issuers", id, "redemption"], report);
  }
  for (const [id, { policies }] of draft.sections.actors) {
    policies.forEach((policy, i) => {
      if (policy.kind !== "redeem") return;
      const path = ["actors", id, "policies", i];
      checkClaim(draft, policy.asset, path, report);
      checkTrigger(policy.trigger.kind, [...path, "trigger", "kind"], report);
      const twice = policies.some((other, k) => k !== i && "asset" in other && other.asset === policy.asset);
      if (twice) {
        const found = `"${id}" has another policy for ${policy.asset}`;
        report({ path: [...path, "asset"], found, expected: "one policy for a claim that is redeemed" });
      }
    });
  }
  const shocks = [...draft.shocks, ...[...draft.variants.values()].flat()];
  for (const { path, shock } of shocks) {
    if (shock.kind !== "redemption-gate") continue;
    const issuer = draft.sections.issuers.get(shock.issuer);
    if (issuer === undefined || issuer.redemption !== undefined) continue;
    const found = `"${shock.issuer}" has no redemption`;
    report({ path: [...path, "issuer"], found, expected: "an issuer that takes claims back" });
  }
}

function checkRedemption(
  draft: Draft,
  id: string,
  { holdings, parUsd }: IssuerEntry,
  { paysIn, at, run, elseSell }: Redemption,
  path: Path,
  report: Report,
): void {
  const claims = [...draft.sections.assets].flatMap(([asset, { issuer }]) => (issuer === id ? [asset] : []));
  if (draft.isWhole && claims.length !== 1) {
    const found = claims.length === 0 ? `no asset has \`issuer: ${id}\`` : `found several claims: ${claims.join(", ")}`;
    report({ path, found, expected: "one asset that is the claim", atKey: true });
  }
  const own = holdings.map(({ asset }) => asset).filter((asset) => !claims.includes(asset));
  if (paysIn.length === 0)
    report({ path: [...path, "paysIn"], found: "found an empty list", expected: "tokens of its holdings" });
  paysIn.forEach((asset, i) => {
    if (own.includes(asset) && paysIn.indexOf(asset) === i) return;
    const found = own.includes(asset) ? `"${asset}" is listed twice` : `"${id}" holds no ${asset} to pay in`;
    report({ path: [...path, "paysIn", i], found, expected: `tokens of its holdings: ${own.join(", ") || "none"}` });
  });
  if (at === "par" && parUsd === undefined)
    report({ path: [...path, "at"], found: "found par", expected: "`parUsd` of the issuer, which it is redeemed at" });
  if (elseSell !== undefined && claims.includes(elseSell.into)) {
    const found = `found "${elseSell.into}" on both sides`;
    report({ path: [...path, "elseSell", "into"], found, expected: "another asset" });
  }
  const triggers = run === undefined || run.kind === "path" ? [] : run.kind === "classes" ? run.classes : [run];
  triggers.forEach(({ trigger }, i) => {
    const at = run?.kind === "classes" ? ["classes", i, "trigger", "kind"] : ["trigger", "kind"];
    checkTrigger(trigger.kind, [...path, "run", ...at], report);
  });
}

function checkTrigger(kind: string, path: Path, report: Report): void {
  if (kind !== "utilisation-above") return;
  report({ path, found: "found utilisation-above", expected: "another trigger: issuers lend nothing out" });
}

function checkClaim({ sections }: Draft, asset: string, path: Path, report: Report): void {
  const entry = sections.assets.get(asset);
  if (entry === undefined || sections.issuers.get(entry.issuer ?? "")?.redemption !== undefined) return;
  const found = entry.issuer === undefined ? `"${asset}" is no claim` : `"${entry.issuer}" has no redemption`;
  report({ path: [...path, "asset"], found, expected: "a claim on an issuer that takes claims back" });
}

/** Checks that the classes of a run are told apart and own no more than there is. */
export function checkClasses(path: Path, run: Extract<Run, { readonly kind: "classes" }>, report: Report): void {
  const names = run.classes.map(({ name }) => name);
  names.forEach((name, i) => {
    if (name !== "others" && names.indexOf(name) === i) return;
    const expected = 'a name of its own; "others" are those that no class names';
    report({ path: [...path, "classes", i, "name"], found: `found "${name}" again`, expected });
  });
  const total = run.classes.reduce((sum, { share }) => sum.add(share), new Decimal(0));
  if (!total.gt(1)) return;
  report({ path: [...path, "classes"], found: `shares add up to ${total}`, expected: "1 or less" });
}
