import { type Ask, payInOrderOfArrival } from "../../mechanics/vaults/arrivals.js";
import { nodeKey } from "../../model/network.js";
import type { DepositorOutcome } from "../../model/result.js";
import type { DepositorClass, Run } from "../../model/scenario.js";
import { at, positivePart } from "../../numbers/arithmetic.js";
import { heldUnits } from "../claims/held.js";
import { backing } from "../claims/supply-claims.js";
import { issuerClaimUsd, vaultClaim } from "../claims/worth.js";
import type { ClassState, Depositors, State } from "../state.js";
import type { World } from "../world.js";
import { hasStarted, type Watched } from "./triggers.js";

/** Part of the claims that no class is said to own. */
export const REST = "others";

type Group<N> = Omit<Depositors<N>, "classes"> & { readonly run: Run | undefined; readonly claims: N };

/** The classes of every run that is stated by classes, as they open. */
export function openDepositors<N>(world: World<N>, state: State<N>): Map<string, Depositors<N>> {
  const { n, scenario, places, reserves } = world;
  const vaults = scenario.vaults.map(({ id, asset, run }, place): Group<N> => {
    const claims = n.sub(at(state.vaults, place).shares, heldUnits(world, state, id));
    return { node: nodeKey("vault", id), asset: places.asset(asset), kind: "vault", place, run, claims };
  });
  const lenders = reserves.list.map(({ market, asset, run }, place): Group<N> => {
    const node = nodeKey("market", at(scenario.markets, market).id);
    return { node, asset, kind: "reserve", place, run, claims: at(state.reserves, place).others };
  });
  const issuers = scenario.issuers.map(({ id, redemption }, place): Group<N> => {
    const asset = scenario.assets.findIndex(({ issuer }) => issuer === id);
    const claims = at(state.issuers, place).others;
    return { node: nodeKey("issuer", id), asset, kind: "issuer", place, run: redemption?.run, claims };
  });
  const groups = [...vaults, ...lenders, ...issuers].flatMap(({ run, claims, ...group }) => {
    if (run?.kind !== "classes") return [];
    const named = run.classes.map(({ name, share }) => ({ name, share: n.parse(share) }));
    const rest = n.sub(n.one, n.total(named.map(({ share }) => share)));
    const all = n.sign(rest) > 0 ? [...named, { name: REST, share: rest }] : named;
    const worthUsd = claimUsd(world, state, group);
    const classes = all.map(({ name, share }): ClassState<N> => {
      const owned = n.mul(share, claims);
      return { name, claims: owned, claimsAtStart: owned, startUsd: n.mul(owned, worthUsd), paidUsd: n.zero };
    });
    return [{ ...group, classes }];
  });
  return new Map(groups.map((group) => [groupName(group), group]));
}

const groupName = <N>({ kind, place }: Pick<Depositors<N>, "kind" | "place">): string => `${kind} ${place}`;

/** What one claim is really worth, in USD at the market price of the moment. */
function claimUsd<N>(world: World<N>, state: State<N>, group: Omit<Depositors<N>, "classes">): N {
  const { kind, place, asset } = group;
  if (kind === "issuer") return issuerClaimUsd(state, place);
  const units = kind === "vault" ? vaultClaim(world, state, place) : backing(world, state, place);
  return world.n.mul(units, at(state.assets, asset).marketUsd);
}

/** What a class asks for in a round, in claims. */
export interface ClassAsk<N> extends Ask<N> {
  readonly of: ClassState<N>;
}

/** A run ends: the last part of this size, of what there was at the start, leaves at once. */
export const LAST_LEAVERS = "1e-9";

/** What the classes of a run want to give back, in claims. Notes the round in which each began to ask. */
export function classAsks<N>(
  world: World<N>,
  state: State<N>,
  { kind, place }: Pick<Depositors<N>, "kind" | "place">,
  classes: readonly DepositorClass[],
  watched: Watched<N>,
): readonly ClassAsk<N>[] {
  const { n } = world;
  const group = state.depositors.get(groupName({ kind, place }));
  return classes.flatMap((each): ClassAsk<N>[] => {
    const of = group?.classes.find(({ name }) => name === each.name);
    if (group === undefined || of === undefined) return [];
    const name = `${groupName(group)} ${each.name}`;
    if (!hasStarted(world, state, name, each.trigger, each.delayRounds, watched)) return [];
    const mayLeave = positivePart(n, n.sub(of.claims, n.mul(n.parse(each.stayShare), of.claimsAtStart)));
    const least = n.mul(n.parse(LAST_LEAVERS), of.claimsAtStart);
    const units = n.min(mayLeave, n.max(n.mul(n.parse(each.sharePerRound), mayLeave), least));
    of.arrivedRound ??= state.round;
    return [{ of, units, arrivedRound: of.arrivedRound }];
  });
}

/** Shares what was paid for `claims` out among those who asked, who began to ask first being paid first. */
export function payClasses<N>(world: World<N>, asks: readonly ClassAsk<N>[], claims: N, usdPerClaim: N): void {
  const { n } = world;
  const payments = payInOrderOfArrival(n, asks, claims);
  asks.forEach(({ of }, k) => {
    takeFrom(world, of, at(payments, k), n.mul(at(payments, k), usdPerClaim));
  });
}

/** A class gives claims up and gets something for them. */
export function takeFrom<N>({ n }: World<N>, of: ClassState<N>, claims: N, paidUsd: N): void {
  of.claims = positivePart(n, n.sub(of.claims, claims));
  of.paidUsd = n.add(of.paidUsd, paidUsd);
}

/** What became of every class: what it was paid, and what is left of its claims, at market prices; losses less gains. */
export function depositorOutcomes<N>(world: World<N>, state: State<N>): readonly DepositorOutcome[] {
  const { n, scenario } = world;
  return [...state.depositors.values()].flatMap((group) => {
    const worthUsd = claimUsd(world, state, group);
    const asset = at(scenario.assets, group.asset).id;
    return group.classes.map(({ name, claims, startUsd, paidUsd, arrivedRound }): DepositorOutcome => {
      const endUsd = n.mul(claims, worthUsd);
      const lossUsd = n.toNumber(n.total([startUsd, n.sub(n.zero, paidUsd), n.sub(n.zero, endUsd)]));
      return {
        ...{ node: group.node, asset, name, startUsd: n.toNumber(startUsd), paidUsd: n.toNumber(paidUsd) },
        ...{ endUsd: n.toNumber(endUsd), lossUsd, ...(arrivedRound === undefined ? {} : { arrivedRound }) },
      };
    });
  });
}
