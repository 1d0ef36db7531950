import type { ExitCode } from "./exit.js";
import type { Terminal } from "./terminal.js";

/** What every command is given: where to write, and how to say how it went. */
export interface Session {
  readonly terminal: Terminal;
  readonly version: string;
  /** Absent: 0. */
  end(code: ExitCode): void;
}
