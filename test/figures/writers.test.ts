import { describe, expect, it } from "vitest";
import { type Scene, toPdf, toPng, toSvg } from "../../src/figures/index.js";
import { type Item, label, type Weight } from "../../src/figures/scene.js";

const metadata = { title: "A & B <run>", scenarioHash: "abc123", version: "9.9.9" };
const scene = (items: readonly Item[]): Scene => ({ widthPt: 72, heightPt: 36, items, metadata });
const word = (weight: Weight): Scene => scene([label(4, 20, "Δσ≥→−×", { size: 12, weight })]);
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");

describe("PNG", () => {
  it("inks text, in each weight", async () => {
    const blank = text(await toPng(scene([])));
    const inked = await Promise.all(
      ([400, 500, 600, 700] as const).map(async (weight) => text(await toPng(word(weight)))),
    );
    expect(new Set([blank, ...inked]).size).toBe(5);
  });
  it("is 300 dots per inch wide and says so in the file", async () => {
    const png = Buffer.from(await toPng(word(400)));
    expect(png.readUInt32BE(16)).toBe(300);
    expect(png.readUInt32BE(20)).toBe(150);
    const place = png.indexOf("pHYs");
    expect(place).toBeGreaterThan(0);
    expect(png.readUInt32BE(place + 4)).toBe(11_811);
    expect(png.readUInt8(place + 12)).toBe(1);
    expect(place).toBeLessThan(png.indexOf("IDAT"));
  });
  it("carries the scenario hash, the version and the title", async () => {
    const bytes = Buffer.from(await toPng(word(400))).toString("utf8");
    for (const words of ["scenario abc123", "spillover 9.9.9", "A & B <run>"]) expect(bytes).toContain(words);
  });
});

describe("SVG", () => {
  it("escapes text and keeps it text", () => {
    const svg = toSvg(scene([label(1, 2, 'a<b & "c"')]));
    expect(svg).toContain("<title>A &amp; B &lt;run&gt;</title>");
    expect(svg).toContain(">a&lt;b &amp; &quot;c&quot;</text>");
  });
  it("says which scenario and version made it", () => {
    expect(toSvg(scene([]))).toContain('{"scenarioHash":"abc123","version":"9.9.9"}');
  });
  it("writes no number longer than two decimals", () => {
    const svg = toSvg(scene([{ kind: "circle", x: 1 / 3, y: 2 / 3, radius: 1e-9, fill: "#000000" }]));
    expect(svg).toContain('cx="0.33" cy="0.67" r="0"');
  });
});

describe("PDF", () => {
  it("gives the same bytes twice, with its fonts embedded", async () => {
    const first = await toPdf(word(600));
    expect(text(await toPdf(word(600)))).toBe(text(first));
    expect(text(first).startsWith("%PDF")).toBe(true);
    expect(text(first)).toContain("Inter-SemiBold");
    expect(text(first)).toContain("FontFile2");
  });
  it("gives the same bytes whatever was drawn before, also where two characters share a glyph", async () => {
    // Between digits, Inter draws an x as the sign of multiplication.
    const drawn = async (words: string) => text(await toPdf(scene([label(4, 20, words, { size: 12, weight: 500 })])));
    const before = await drawn("4×4");
    const letter = await drawn("4x4");
    expect(await drawn("4×4")).toBe(before);
    expect(await drawn("4x4")).toBe(letter);
    expect(letter).not.toBe(before);
  });
  it("carries the scenario hash and the version, and the page size of the scene", async () => {
    const pdf = text(await toPdf(word(400)));
    expect(pdf).toContain("scenario abc123");
    expect(pdf).toContain("spillover 9.9.9");
    expect(pdf).toMatch(/MediaBox \[0 0 72 36\]/);
  });
});
