import { Command, CommanderError } from "commander";
import { ScenarioError } from "../scenario/index.js";
import { addBacktest } from "./commands/backtest.js";
import { addCompare } from "./commands/compare.js";
import { addCritical } from "./commands/critical.js";
import { addGreeks } from "./commands/greeks.js";
import { addInspect } from "./commands/inspect.js";
import { addLoops } from "./commands/loops.js";
import { addMap } from "./commands/map.js";
import { addNetwork } from "./commands/network.js";
import { addOrders } from "./commands/orders.js";
import { addRank } from "./commands/rank.js";
import { addRun } from "./commands/run.js";
import { addSample } from "./commands/sample.js";
import { addSchema } from "./commands/schema.js";
import { addValidate } from "./commands/validate.js";
import { addVerify } from "./commands/verify.js";
import { describeFault, describeSystemError, type ExitCode, InputError, isSystemError } from "./exit.js";
import type { Session } from "./session.js";
import type { Terminal } from "./terminal.js";
import { packageVersion } from "./version.js";

const EXAMPLES = `
Examples:
  spillover run scenarios/01-one-position.yaml
  spillover run my.yaml --shock "ETH=-40%" --out results/eth-down
  spillover compare my.yaml --set markets.aave.reserves.ETH.liquidationBonus=5%,8%
  spillover validate scenarios/*.yaml
`;

function program(session: Session): Command {
  const root = new Command("spillover")
    .description(
      "Pushes a shock through lending, collateral and claims, and says who lost what, when, and through what.",
    )
    .version(session.version)
    .addHelpText("after", EXAMPLES)
    .showHelpAfterError("(spillover --help lists the commands and their options)")
    .configureOutput({
      writeOut: (text) => session.terminal.print(text.trimEnd()),
      writeErr: (text) => session.terminal.complain(text.trimEnd()),
    })
    .exitOverride();
  for (const add of [
    addRun,
    addCompare,
    addValidate,
    addVerify,
    addInspect,
    addMap,
    addNetwork,
    addRank,
    addSchema,
    addLoops,
    addCritical,
    addGreeks,
    addOrders,
    addSample,
    addBacktest,
  ]) {
    // Sub-commands inherit how errors leave only when they are made by `command`.
    add(root, session);
  }
  return root;
}

/** What a user is told of an error, and the exit code that goes with it. */
function settle(error: unknown, { terminal, version }: Session): { readonly code: ExitCode; readonly text: string } {
  const tell = (code: ExitCode, text: string) => {
    terminal.complain(text);
    return { code, text };
  };
  // Commander has already written its message.
  if (error instanceof CommanderError) return { code: error.exitCode === 0 ? 0 : 2, text: error.message };
  if (error instanceof ScenarioError || error instanceof InputError) return tell(2, error.message);
  if (isSystemError(error)) return tell(2, describeSystemError(error, error.path ?? "file system"));
  return tell(1, describeFault(error, version));
}

/** An error as a program reads it. */
function errorJson(error: unknown, text: string): string {
  const issues = error instanceof ScenarioError || error instanceof InputError ? error.issues : [];
  return JSON.stringify({ error: text, issues }, undefined, 2);
}

/** Runs one command line (without the names of Node and the program) and says how the process should end. */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = 0;
  const session: Session = {
    terminal,
    version: packageVersion(),
    end: (wanted) => {
      code = wanted;
    },
  };
  try {
    await program(session).parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    terminal.progress("");
    const { code: failed, text } = settle(error, session);
    if (failed !== 0 && args.includes("--json")) terminal.print(errorJson(error, text));
    return failed;
  }
}
