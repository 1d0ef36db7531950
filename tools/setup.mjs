// What `npm start` and `npm test` share on a fresh clone. Plain JavaScript without dependencies: it runs before any are installed.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const inRoot = (...parts) => join(root, ...parts);

const changedAt = (path) => (existsSync(path) ? statSync(path).mtimeMs : Number.NEGATIVE_INFINITY);

const newestIn = (folder) =>
  readdirSync(folder, { recursive: true })
    .map((name) => changedAt(join(folder, name)))
    .reduce((newest, time) => Math.max(newest, time), Number.NEGATIVE_INFINITY);

/** Ends this process with the command's exit code when the command fails. */
function orExit(what, { status, error, signal }) {
  if (status === 0) return;
  console.error(`\nspillover: ${what} failed${error ? ` (${error.message})` : signal ? ` (${signal})` : ""}.`);
  process.exit(status ?? 1);
}

/** Runs a JavaScript file with this Node, its output going where ours goes. */
export const runNode = (...args) => spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });

/** Ends with a clear message on a Node that is too old, rather than in the middle of an install. */
export function requireNode() {
  const wanted = JSON.parse(readFileSync(inRoot("package.json"), "utf8")).engines.node.replace(">=", "");
  const [major, minor] = process.versions.node.split(".").map(Number);
  const [wantedMajor, wantedMinor] = wanted.split(".").map(Number);
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  console.error(
    `spillover needs Node ${wanted} or newer; this is Node ${process.versions.node} (${process.execPath}).`,
  );
  console.error("Install a newer one from https://nodejs.org, then run this again.");
  process.exit(2);
}

/** Installs the locked dependencies when node_modules is absent, incomplete or older than the lock file. */
export function ensureInstalled() {
  // npm writes this file last, so that a broken-off install has none.
  const installed = inRoot("node_modules", ".package-lock.json");
  if (changedAt(installed) >= changedAt(inRoot("package-lock.json"))) return;
  console.error("spillover: installing the dependencies …");
  const npm = spawnSync("npm", ["ci", "--include=dev", "--no-audit", "--no-fund"], {
    cwd: root,
    // The tool's own chatter must not mix with the output of the program.
    stdio: ["ignore", 2, "inherit"],
    shell: process.platform === "win32",
  });
  orExit("npm ci", npm);
}

/** Compiles src/ to dist/ when dist/ is absent or older. */
export function ensureBuilt() {
  const newestSource = Math.max(newestIn(inRoot("src")), changedAt(inRoot("tsconfig.build.json")));
  if (changedAt(inRoot("dist", "cli", "main.js")) >= newestSource) return;
  console.error("spillover: building …");
  orExit("the build", runNode(join("tools", "build.mjs")));
}
