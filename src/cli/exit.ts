import type { ScenarioIssue } from "../scenario/index.js";

/** 0 ran, 1 a fault of ours (or, for `verify`, a decision that differs), 2 bad input. */
export type ExitCode = 0 | 1 | 2;

/** What the user asked for cannot be done as asked; the message says why and what to do, in a scenario's own issues where it has any. */
export class InputError extends Error {
  override readonly name = "InputError";

  constructor(
    message: string,
    readonly issues: readonly ScenarioIssue[] = [],
  ) {
    super(message);
  }
}

/** Whether an error came from the file system, e.g. a folder that may not be written. */
export const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && "code" in error && "syscall" in error;

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  EISDIR: "it is a folder, not a file",
  ENOTDIR: "a part of the path is a file, not a folder",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
};

/** "my.yaml: there is no such file or folder". */
export const describeSystemError = (error: NodeJS.ErrnoException, path: string): string =>
  `${path}: ${REASONS[error.code ?? ""] ?? error.message}`;

/** What to print for an error that nobody foresaw. */
export const describeFault = (error: unknown, version: string): string =>
  [
    "This is a fault of spillover, not of your input.",
    error instanceof Error ? (error.stack ?? error.message) : String(error),
    `Please report it with the lines above, the scenario file, and: spillover ${version}, Node ${process.version}.`,
  ].join("\n");
