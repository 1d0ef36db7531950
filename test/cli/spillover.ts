import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import { runCommand } from "../../src/cli/program.js";
import type { Style } from "../../src/cli/table.js";

/** What a command said. */
export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** What a person who waits was shown, with the share that was done. */
  readonly shown: readonly string[];
}

/** Runs a command as a shell would. */
export async function spillover(args: readonly string[], style: Style = "tabs"): Promise<Said> {
  const [out, err, shown]: [string[], string[], string[]] = [[], [], []];
  const code = await runCommand(args, {
    style,
    print: (text) => void out.push(text),
    complain: (text) => void err.push(text),
    progress: (text, share) => void shown.push(share === undefined ? text : `${text} ${share}`),
  });
  return { code, out: out.join("\n"), err: err.join("\n"), shown };
}

/** An empty folder for each test, gone after it. */
export function scratchFolder(): { readonly path: string } {
  const scratch = { path: "" };
  beforeEach(async () => {
    scratch.path = await mkdtemp(join(tmpdir(), "spillover-"));
  });
  afterEach(() => rm(scratch.path, { recursive: true, force: true }));
  return scratch;
}
