import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { InputError } from "../../src/cli/exit.js";
import { type ResultFile, requireResultsFolder, writeResults } from "../../src/cli/results-folder.js";

let scratch = "";
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), "spillover-"));
});
afterEach(() => rm(scratch, { recursive: true, force: true }));

test("a folder that is absent, empty or holds an earlier result is accepted", async () => {
  await requireResultsFolder(join(scratch, "absent"));
  await requireResultsFolder(scratch);
  await writeFile(join(scratch, "result.json"), "{}");
  await writeFile(join(scratch, "notes.txt"), "mine");
  await requireResultsFolder(scratch);
});

test("a folder with anything else is refused, by name", async () => {
  await writeFile(join(scratch, "thesis.tex"), "years of work");
  await expect(requireResultsFolder(scratch)).rejects.toThrow(InputError);
  await expect(requireResultsFolder(scratch)).rejects.toThrow("thesis.tex");
});

test("files are written through, replaced on a second run, and nothing else is touched or left", async () => {
  const folder = join(scratch, "deep", "results");
  await writeResults(
    folder,
    new Map<string, string | Uint8Array>([
      ["a.txt", "one"],
      ["b.bin", new Uint8Array([1, 2])],
    ]),
  );
  await writeFile(join(folder, "notes.txt"), "mine");
  await writeResults(folder, new Map([["a.txt", "two"]]));
  expect((await readdir(folder)).sort()).toEqual(["a.txt", "b.bin", "notes.txt"]);
  expect(await readFile(join(folder, "a.txt"), "utf8")).toBe("two");
  expect(await readdir(join(scratch, "deep"))).toEqual(["results"]);
});

test("a write that fails leaves the earlier result as it was", async () => {
  const folder = join(scratch, "results");
  await writeResults(folder, new Map([["a.txt", "one"]]));
  const impossible = new Map([
    ["a.txt", "two"],
    [join("no", "such", "b.txt"), "three"],
  ]);
  await expect(writeResults(folder, impossible)).rejects.toThrow("The results cannot be written.");
  expect(await readFile(join(folder, "a.txt"), "utf8")).toBe("one");
  expect(await readdir(scratch)).toEqual(["results"]);
});

test("a file that cannot be made is no fault of the folder, which stays as it was", async () => {
  const folder = join(scratch, "results");
  await writeResults(folder, new Map([["a.txt", "one"]]));
  async function* made(): AsyncGenerator<ResultFile> {
    yield ["a.txt", "two"];
    yield ["map.pdf", await readFile(join(scratch, "no-such-font.ttf"))];
  }
  const error = await writeResults(folder, made()).catch((thrown: unknown) => thrown);
  expect(error).not.toBeInstanceOf(InputError);
  expect(error).toMatchObject({ code: "ENOENT", path: join(scratch, "no-such-font.ttf") });
  expect(await readFile(join(folder, "a.txt"), "utf8")).toBe("one");
  expect(await readdir(scratch)).toEqual(["results"]);
});

test("a file in the way of the folder is an error", async () => {
  await writeFile(join(scratch, "results"), "a file");
  await expect(requireResultsFolder(join(scratch, "results"))).rejects.toThrow();
  await expect(writeResults(join(scratch, "results", "of"), [])).rejects.toThrow(InputError);
});
