import { describe, expect, it } from "vitest";
import { widthOf } from "../../src/figures/fonts.js";
import { toSvg } from "../../src/figures/index.js";
import { points, type Scene, SMALLEST_TEXT, type TextItem } from "../../src/figures/scene.js";
import { drawings } from "./drawings.js";

const scenes = Object.entries(drawings).map(([name, draw]) => ({ name, scene: draw() }));
const textsOf = (scene: Scene): readonly TextItem[] => scene.items.filter((item) => item.kind === "text");

/** The box a text covers, as its anchor and turn place it. */
function boxOf(text: TextItem) {
  const width = widthOf(text);
  const before = { start: 0, middle: width / 2, end: width }[text.anchor];
  if (text.upright === true) {
    return {
      left: text.x - 0.76 * text.size,
      right: text.x + 0.24 * text.size,
      top: text.y - width + before,
      bottom: text.y + before,
    };
  }
  return {
    left: text.x - before,
    right: text.x - before + width,
    top: text.y - 0.76 * text.size,
    bottom: text.y + 0.24 * text.size,
  };
}

describe.each(scenes)("$name", ({ name, scene }) => {
  it("is exactly one or two columns wide", () => {
    expect(scene.widthPt).toBe(points(name.includes("89mm") ? 89 : 183));
  });
  it("has no text under 5.5 pt and none off the page", () => {
    expect(textsOf(scene).length).toBeGreaterThan(5);
    for (const text of textsOf(scene)) {
      expect(text.size).toBeGreaterThanOrEqual(SMALLEST_TEXT);
      const box = boxOf(text);
      expect(box.left, text.text).toBeGreaterThanOrEqual(0);
      expect(box.right, text.text).toBeLessThanOrEqual(scene.widthPt);
      expect(box.top, text.text).toBeGreaterThanOrEqual(0);
      expect(box.bottom, text.text).toBeLessThanOrEqual(scene.heightPt);
    }
  });
  it("sets no text over another", () => {
    const texts = textsOf(scene).filter((text) => text.outline === undefined);
    for (const [i, a] of texts.entries()) {
      for (const b of texts.slice(i + 1)) {
        const [p, q] = [boxOf(a), boxOf(b)];
        const across = Math.min(p.right, q.right) - Math.max(p.left, q.left);
        const down = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
        expect(across <= 0.2 || down <= 1.2, `${a.text} / ${b.text}`).toBe(true);
      }
    }
  });
  it("is drawn alike twice", () => {
    expect(toSvg(drawings[name]?.() ?? scene)).toBe(toSvg(scene));
  });
});
