import type { Arithmetic } from "../numbers/arithmetic.js";
import { lift, lower } from "../numbers/decide.js";
import type { World } from "./world.js";

type Answer<K extends string, N> = Readonly<Record<K, N>> | undefined;

/** A rule over amounts that are in the state as they are; `of` reads them into the number system that it is asked in. */
export type Decision<N, K extends string> = <M>(n: Arithmetic<M>, of: (value: N) => M) => Answer<K, M>;

/** What a rule says; where it came near a tie in float, what it says in decimal. */
export function decided<N, K extends string>(world: World<N>, rule: Decision<N, K>): Answer<K, N> {
  const { n, watched, ties, exact } = world;
  watched.tookNearTie(); // forgets ties of earlier rules, which are not this one's
  const answer = rule(watched.n, (value) => value);
  if (!watched.tookNearTie()) return answer;
  const again = rule(exact.n, (value) => lift(n, value));
  ties.nearTies += 1;
  if ((again === undefined) !== (answer === undefined)) ties.overturned += 1;
  if (again === undefined) return undefined;
  const lowered = Object.entries<Parameters<typeof lower>[1]>(again).map(([key, value]) => [key, lower(n, value)]);
  return Object.fromEntries(lowered);
}
