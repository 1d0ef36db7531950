import { decideLess, lift } from "../numbers/decide.js";
import type { World } from "./world.js";

/** Whether left < right, strictly, for amounts that are in the state as they are: a near tie is decided on their literals. */
export const isLess = <N>(world: World<N>, left: N, right: N): boolean =>
  decideLess(world.n, { left, right }, () => ({ left: lift(world.n, left), right: lift(world.n, right) }), world.ties);
