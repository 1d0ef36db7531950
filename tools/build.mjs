// Compiles src/ into an empty dist/, so that nothing of an earlier build is packed or taken for fresh.
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "./setup.mjs";

const dist = join(root, "dist");
rmSync(dist, { recursive: true, force: true });
const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
const { status } = spawnSync(process.execPath, [compiler, "-p", "tsconfig.build.json"], {
  cwd: root,
  stdio: "inherit",
});
if (status !== 0) rmSync(dist, { recursive: true, force: true });
process.exit(status ?? 1);
