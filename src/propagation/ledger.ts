import { type Arithmetic, isZero } from "../numbers/arithmetic.js";

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

interface Entry<N> {
  readonly account: string;
  readonly instrument: string;
  readonly amounts: N[];
}

export function ledger<N>(n: Arithmetic<N>): Ledger<N> {
  const entries = new Map<string, Entry<N>>();
  let postings = 0;
  const entry = (account: string, instrument: string): Entry<N> => {
    const key = `${account}\n${instrument}`;
    const found = entries.get(key) ?? { account, instrument, amounts: [] };
    entries.set(key, found);
    return found;
  };
  return {
    get postings() {
      return postings;
    },
    open: (account, instrument, units) => {
      entry(account, instrument).amounts.push(units);
    },
    post: (from, to, instrument, units) => {
      if (n.sign(units) < 0 || !Number.isFinite(n.toNumber(units))) {
        throw new LedgerError(from, to, instrument, n.toLiteral(units));
      }
      if (isZero(n, units)) return;
      postings += 1;
      entry(from, instrument).amounts.push(n.sub(n.zero, units));
      entry(to, instrument).amounts.push(units);
    },
    audit: (closing) => {
      let residual = 0;
      let worst: LedgerAudit["worst"];
      for (const { account, instrument, units } of closing) {
        const amounts = entries.get(`${account}\n${instrument}`)?.amounts ?? [];
        const posted = n.toNumber(n.total([...amounts, n.sub(n.zero, units)]));
        const scale = amounts.reduce(
          (largest, amount) => Math.max(largest, Math.abs(n.toNumber(amount))),
          Math.abs(n.toNumber(units)),
        );
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
