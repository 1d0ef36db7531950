import { type Arithmetic, isZero, type Running, running, totalOfRunning } from "../../numbers/arithmetic.js";
import { inner, kept } from "../nested.js";

/**
 * One ledger posts every amount once, from an account to an account. An instrument is a token, a debt or a supply claim, in
 * units; accounts are named by what they belong to ("venue:curve", "market:aave", "position:alice", "outside").
 */
export interface Ledger<N> {
  open(account: string, instrument: string, units: N): void;
  post(from: string, to: string, instrument: string, units: N): void;
  readonly postings: number;
  /** Compares the balance that the postings imply with the balance that the engine holds. */
  audit(closing: readonly Closing<N>[]): LedgerAudit;
}

export interface Closing<N> {
  readonly account: string;
  readonly instrument: string;
  readonly units: N;
}

export interface LedgerAudit {
  readonly postings: number;
  /** Largest difference between posted and held balance, over the largest amount the account ever moved or held. */
  readonly residual: number;
  readonly worst?: {
    readonly account: string;
    readonly instrument: string;
    readonly posted: number;
    readonly held: number;
  };
}

/** An amount was posted that is negative or not finite: a fault in a rule. */
export class LedgerError extends Error {
  constructor(
    readonly from: string,
    readonly to: string,
    readonly instrument: string,
    readonly units: string,
  ) {
    super(`Posting ${units} of ${instrument} from ${from} to ${to}: the amount must be finite and not negative`);
    this.name = "LedgerError";
  }
}

/** Throws a `LedgerError` unless an amount may be posted. */
export function checkPosting<N>(n: Arithmetic<N>, from: string, to: string, instrument: string, units: N): void {
  if (n.sign(units) < 0 || !Number.isFinite(n.toNumber(units)))
    throw new LedgerError(from, to, instrument, n.toLiteral(units));
}

/** What was posted of one instrument to one account: however much it was, nothing but its sum and its largest amount is kept. */
interface Entry<N> {
  readonly posted: Running<N>;
  largest: number;
}

export function ledger<N>(n: Arithmetic<N>): Ledger<N> {
  const accounts = new Map<string, Map<string, Entry<N>>>();
  let postings = 0;
  const nothing = (): Entry<N> => ({ posted: running(n), largest: 0 });
  const add = (account: string, instrument: string, units: N): void => {
    const into = kept(inner(accounts, account), instrument, nothing);
    n.accumulate(into.posted, units);
    into.largest = Math.max(into.largest, Math.abs(n.toNumber(units)));
  };
  return {
    get postings() {
      return postings;
    },
    open: (account, instrument, units) => {
      add(account, instrument, units);
    },
    post: (from, to, instrument, units) => {
      checkPosting(n, from, to, instrument, units);
      if (isZero(n, units)) return;
      postings += 1;
      add(from, instrument, n.sub(n.zero, units));
      add(to, instrument, units);
    },
    audit: (closing) => {
      let residual = 0;
      let worst: LedgerAudit["worst"];
      for (const { account, instrument, units } of closing) {
        const found = accounts.get(account)?.get(instrument);
        const difference = { ...(found?.posted ?? running(n)) };
        n.accumulate(difference, n.sub(n.zero, units));
        const posted = n.toNumber(totalOfRunning(n, difference));
        const scale = Math.max(found?.largest ?? 0, Math.abs(n.toNumber(units)));
        const relative = scale === 0 ? 0 : Math.abs(posted) / scale;
        if (relative > residual) {
          residual = relative;
          const held = n.toNumber(units);
          worst = { account, instrument, posted: posted + held, held };
        }
      }
      return { postings, residual, ...(worst === undefined ? {} : { worst }) };
    },
  };
}
