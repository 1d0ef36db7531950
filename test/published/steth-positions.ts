import { existsSync, readFileSync } from "node:fs";
import type { StressedAccount, StressGroup } from "../../src/experiments/steth-stress.js";
import type { Arithmetic } from "../../src/numbers/arithmetic.js";

/**
 * The accounts of Lido's run: a table that is not ours to publish, with the columns named below. v2 rows are in ETH and stETH, v3
 * rows in USD and wstETH. From the file that SPILLOVER_STETH_POSITIONS names; absent, tests skip.
 */
const path = process.env.SPILLOVER_STETH_POSITIONS ?? "";
export const positionsAreThere = existsSync(path);

const STETH_PER_WSTETH = "1.129";

const GROUPS: Readonly<Record<string, StressGroup>> = {
  v2_eth_debt: "v2-eth-debt",
  v2_other_debt: "v2-other-debt",
  v3_eth_debt_emode: "v3-e-mode",
  v3_other_debt: "v3-other-debt",
};

export function readPositions<N>(n: Arithmetic<N>): readonly StressedAccount<N>[] {
  const [head = "", ...lines] = readFileSync(path, "utf8").trim().split(/\r?\n/);
  const columns = head.split(",");
  return lines.map((line) => {
    const cells = line.split(",");
    const text = (column: string): string => {
      const cell = cells[columns.indexOf(column)];
      if (cell === undefined || cell === "") throw new Error(`${column} is missing in: ${line}`);
      return cell;
    };
    const group = GROUPS[text("bin")];
    if (group === undefined) throw new Error(`unknown group in: ${line}`);
    const onV3 = group === "v3-e-mode" || group === "v3-other-debt";
    const ethPrice = onV3 ? n.parse(text("eth_price_v3")) : n.one;
    const inEth = (column: string): N => n.div(n.parse(text(column)), ethPrice);
    const callable = { "v2-eth-debt": "eth_debt", "v3-e-mode": "eth_debt_value_v3" }[group as string];
    return {
      group,
      collateralEth: inEth("collateral_total"),
      debtEth: inEth("debt_total"),
      liquidationThreshold: n.div(n.parse(text("liq_threshold_bps")), n.parse("10000")),
      stethEth: inEth("collateral_steth_value"),
      stethUnits: n.mul(n.parse(text("steth_or_wsteth_amount")), onV3 ? n.parse(STETH_PER_WSTETH) : n.one),
      callableDebtEth: inEth(callable ?? "max_single_debt"),
    };
  });
}
