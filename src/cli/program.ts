import { Command, CommanderError } from "commander";
import { ScenarioError } from "../scenario/index.js";
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

type AddCommand = (root: Command, session: Session) => void;

/** Commands in the order in which help lists them. Each is loaded when it is wanted: to load all takes longer than to draw a figure. */
const COMMANDS = new Map<string, () => Promise<AddCommand>>(
  Object.entries({
    run: async () => (await import("./commands/run.js")).addRun,
    compare: async () => (await import("./commands/compare.js")).addCompare,
    validate: async () => (await import("./commands/validate.js")).addValidate,
    verify: async () => (await import("./commands/verify.js")).addVerify,
    inspect: async () => (await import("./commands/inspect.js")).addInspect,
    map: async () => (await import("./commands/map.js")).addMap,
    network: async () => (await import("./commands/network.js")).addNetwork,
    rank: async () => (await import("./commands/rank.js")).addRank,
    schema: async () => (await import("./commands/schema.js")).addSchema,
    loops: async () => (await import("./commands/loops.js")).addLoops,
    critical: async () => (await import("./commands/critical.js")).addCritical,
    greeks: async () => (await import("./commands/greeks.js")).addGreeks,
    orders: async () => (await import("./commands/orders.js")).addOrders,
    sample: async () => (await import("./commands/sample.js")).addSample,
    backtest: async () => (await import("./commands/backtest.js")).addBacktest,
  }),
);

/** What a command line may need: the command that it names first, or all where it names none, to list them. */
async function wanted([name = ""]: readonly string[]): Promise<readonly AddCommand[]> {
  const one = COMMANDS.get(name);
  return Promise.all(one === undefined ? [...COMMANDS.values()].map((load) => load()) : [one()]);
}

async function program(session: Session, args: readonly string[]): Promise<Command> {
  const root = new Command("spillover")
    .description(
      "Pushes a shock through lending, collateral and claims, and says who lost what, when, and through what.",
    )
    .version(session.version)
    .addHelpText("after", EXAMPLES)
    .showHelpAfterError("(spillover --help lists the commands)")
    .configureOutput({
      writeOut: (text) => session.terminal.print(text.trimEnd()),
      writeErr: (text) => session.terminal.complain(text.trimEnd()),
    })
    .exitOverride();
  // Sub-commands inherit how errors leave only when they are made by `command`.
  for (const add of await wanted(args)) add(root, session);
  for (const command of root.commands)
    command.showHelpAfterError(`(spillover ${command.name()} --help lists its options)`);
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
    const root = await program(session, args);
    await root.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    terminal.progress("");
    const { code: failed, text } = settle(error, session);
    if (failed !== 0 && args.includes("--json")) terminal.print(errorJson(error, text));
    return failed;
  }
}
