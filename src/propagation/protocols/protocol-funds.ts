import type { Arithmetic } from "../../numbers/arithmetic.js";
import type { ReserveState } from "../state.js";

type Funds<N> = Pick<ReserveState<N>, "treasury" | "deficit">;

/** Units that a protocol owns of a reserve; below zero where it has paid more than it had. */
export const ownUnits = <N>(n: Arithmetic<N>, { treasury, deficit }: Funds<N>): N => n.sub(treasury, deficit);

/** Takes units out of what the protocol owns of a reserve: what it does not own is a deficit. */
export function chargeProtocol<N>(n: Arithmetic<N>, reserve: Funds<N>, units: N): void {
  const paid = n.min(units, reserve.treasury);
  reserve.treasury = n.sub(reserve.treasury, paid);
  reserve.deficit = n.add(reserve.deficit, n.sub(units, paid));
}

/** Gives units to the protocol: they make a deficit good first. */
export function creditProtocol<N>(n: Arithmetic<N>, reserve: Funds<N>, units: N): void {
  const covered = n.min(units, reserve.deficit);
  reserve.deficit = n.sub(reserve.deficit, covered);
  reserve.treasury = n.add(reserve.treasury, n.sub(units, covered));
}
