import type { NodeKey } from "../model/network.js";
import { lentAssets } from "../model/reserves.js";
import type { Channel, Stop } from "../model/result.js";
import type { OracleFault, Scenario, Shock } from "../model/scenario.js";
import { readableAmount, readablePrice, readableShare, readableUsd } from "./amounts.js";

/** The model's words as a person would say them. */

export const CHANNEL_WORDS: Readonly<Record<Channel, string>> = {
  direct: "direct: the shock itself",
  price: "price: forced sales",
  claim: "claim: a balance sheet shared out",
  run: "run: withdrawals",
};

const STOP_WORDS: Readonly<Record<Stop["reason"], string>> = {
  quiescent: "nothing moved any more and nothing was due",
  exhausted: "orders remained that no venue or liquidator would take",
  "round-limit": "the limit of rounds was reached before things came to rest",
};

const chargesInterest = ({ markets }: Scenario): boolean =>
  markets.some((market) => lentAssets(market).some(({ rate }) => rate !== undefined));

/** "Stopped in round 12: nothing moved any more and nothing was due (quiescent)." */
export function describeStop({ reason, round }: Stop, scenario: Scenario): string {
  const told = `Stopped in round ${round}: ${STOP_WORDS[reason]} (${reason}).`;
  const { maxRounds } = scenario.clock;
  return round < maxRounds && chargesInterest(scenario)
    ? `${told}\nInterest went on, which alone keeps no run going: \`runToMaxRounds: true\` under \`clock\` plays on to round ${maxRounds}.`
    : told;
}

/** "market:aave" → "market aave". */
export const describeNode = (key: NodeKey): string => key.replace(":", " ");

function describeMove(shock: Shock): string {
  switch (shock.kind) {
    case "price":
      return shock.priceUsd === undefined
        ? `${shock.asset} moves by ${readableShare(Number(shock.change))}`
        : `${shock.asset} goes to ${readablePrice(Number(shock.priceUsd))} USD`;
    case "price-path": {
      const last = shock.path.at(-1);
      const end = last === undefined ? "" : ` to ${readablePrice(Number(last.priceUsd))} USD in round ${last.round}`;
      return `${shock.asset} follows a price path${end}`;
    }
    case "sale":
      return `${readableAmount(Number(shock.units))} ${shock.asset} are sold into ${shock.into}`;
    case "issuer-loss":
      return `${shock.issuer} loses ${readableUsd(Number(shock.valueUsd))} of its assets`;
    case "vault-write-off":
      return `${shock.vault} writes its position in ${shock.market} off`;
    case "oracle-fault":
      return `${shock.oracle} ${describeFault(shock.fault)}${shock.toRound === undefined ? "" : ` until round ${shock.toRound}`}`;
    case "capital-injection":
      if ("issuer" in shock.into)
        return `${readableUsd(Number(shock.units))} are paid into ${shock.into.issuer} from outside`;
      return "vault" in shock.into
        ? `${readableAmount(Number(shock.units))} units are paid into ${shock.into.vault} from outside`
        : `${readableAmount(Number(shock.units))} ${shock.into.asset} are paid into ${shock.into.market} from outside`;
    case "redemption-gate":
      return `redemption of ${shock.issuer} is ${shock.gate.kind === "queue" ? `paid after ${shock.gate.days} days` : shock.gate.kind}`;
    case "set-terms":
      return `${shock.market} sets new terms${shock.asset === undefined ? "" : ` for ${shock.asset}`}`;
    case "pause":
      return `${shock.market} is paused`;
    case "unpause":
      return `${shock.market} is no longer paused`;
    case "oracle-switch":
      return `${shock.market} judges ${shock.asset} by ${shock.oracle}`;
    case "circuit-breaker":
      return `${shock.venue} closes after moves of more than ${readableShare(Number(shock.move))}, rounds: ${shock.rounds}`;
    case "freeze":
    case "cap-to-zero":
    case "ltv-to-zero":
      return `${shock.kind} of ${shock.asset ?? "all assets"} in ${shock.market}`;
  }
}

function describeFault(fault: OracleFault): string {
  switch (fault.kind) {
    case "freeze":
      return "stands still";
    case "stale-pause":
      return "is stale, and markets that judge by it pause";
    case "floor":
      return `reports no less than ${readablePrice(Number(fault.floorUsd))} USD`;
    case "price":
      return `reports ${readablePrice(Number(fault.priceUsd))} USD`;
  }
}

/** "round 0: ETH moves by −40 %". */
export function describeShock(shock: Shock): string {
  const from = shock.kind === "price-path" ? (shock.path[0]?.round ?? shock.round) : shock.round;
  return `round ${from}: ${describeMove(shock)}`;
}
