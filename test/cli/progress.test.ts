import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { progressLine } from "../../src/cli/progress.js";

/** A terminal, or a pipe, and what has been written to it. */
function stream(isTTY: boolean) {
  const written: string[] = [];
  const through = new PassThrough();
  through.on("data", (chunk: Buffer) => written.push(chunk.toString()));
  const fake = Object.assign(through, {
    ...{ isTTY, columns: 80, rows: 24, fd: 2, hasColors: () => false, getColorDepth: () => 1 },
    ...{ getWindowSize: () => [80, 24] as [number, number], clearLine: () => true, cursorTo: () => true },
    ...{ clearScreenDown: () => true, moveCursor: () => true },
  });
  return { fake: fake as unknown as NodeJS.WriteStream, text: () => written.join("") };
}

test("nothing is written to a pipe", () => {
  const { fake, text } = stream(false);
  const show = progressLine(fake);
  show("round 1");
  show("reading", 0.5);
  show("reading", 1);
  expect(text()).toBe("");
});

test("a terminal gets a bar while the share is known, and then the next line", () => {
  const { fake, text } = stream(true);
  const show = progressLine(fake);
  show("reading accounts.csv", 0.25);
  expect(text()).toContain("reading accounts.csv");
  expect(text()).toContain("░");
  show("reading accounts.csv", 1);
  show("round 3");
  show("");
  expect(text().endsWith("\r\u001b[Kround 3\r\u001b[K")).toBe(true);
  expect(text()).not.toContain("\u001b[?25l");
});

test("no signal is listened to", () => {
  const before = process.listenerCount("SIGINT");
  const show = progressLine(stream(true).fake);
  show("reading", 0.5);
  expect(process.listenerCount("SIGINT")).toBe(before);
  show("");
});
