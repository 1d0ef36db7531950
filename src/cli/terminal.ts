import { progressLine, type ShowProgress } from "./progress.js";
import type { Style } from "./table.js";

/** Where a command writes: the process, or a test. */
export interface Terminal {
  /** How tables are laid out: aligned for a person, tab-separated in a pipe. */
  readonly style: Style;
  print(text: string): void;
  complain(text: string): void;
  /** For a person who waits. */
  readonly progress: ShowProgress;
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  const { stdout, stderr } = process;
  // `spillover … | head` closes the pipe early; that is no fault.
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
  return {
    style: stdout.isTTY ? "aligned" : "tabs",
    print: (text) => void stdout.write(`${text}\n`),
    complain: (text) => void stderr.write(`${text}\n`),
    progress: progressLine(stderr),
  };
}
