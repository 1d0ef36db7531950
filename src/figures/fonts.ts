import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { create, type Font } from "fontkit";
import PDFDocument from "pdfkit";
import type { TextItem, Weight } from "./scene.js";

/** Inter by Rasmus Andersson (SIL Open Font Licence), full static TrueType files: resvg draws nothing from .woff. */
const FILES: Readonly<Record<Weight, string>> = {
  400: "@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf",
  500: "@expo-google-fonts/inter/500Medium/Inter_500Medium.ttf",
  600: "@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf",
  700: "@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf",
};

export const WEIGHTS: readonly Weight[] = [400, 500, 600, 700];
const require = createRequire(import.meta.url);

/** Path of the font file of a weight. */
export const fontFile = (weight: Weight): string => require.resolve(FILES[weight]);

const opened = new Map<Weight, Font>();

/** The font of a weight, opened once: most of what it takes to lay out text is reading the tables of its font. */
function fontOf(weight: Weight): Font {
  const font = opened.get(weight) ?? create(readFileSync(fontFile(weight)));
  opened.set(weight, font);
  return font;
}

/**
 * Gives a document the fonts of all weights, each under the number of its weight. A glyph remembers the characters it was first drawn
 * for, and a PDF writes them down: a document has glyphs of its own, or its bytes would depend on what was drawn before it.
 */
export function addFonts(document: PDFKit.PDFDocument): PDFKit.PDFDocument {
  for (const weight of WEIGHTS)
    document.registerFont(String(weight), Object.create(fontOf(weight), { _glyphs: { value: {} } }));
  return document;
}

let ruler: PDFKit.PDFDocument | undefined;

/** Width of a line of text in points, kerning included. */
export function textWidth(text: string, size: number, weight: Weight): number {
  ruler ??= addFonts(new PDFDocument({ autoFirstPage: false }));
  return ruler.font(String(weight)).fontSize(size).widthOfString(text);
}

export const widthOf = (item: Pick<TextItem, "text" | "size" | "weight">): number =>
  textWidth(item.text, item.size, item.weight);

/** The text, or as much of it as fits `width` with an ellipsis. */
export function shortened(text: string, width: number, size: number, weight: Weight): string {
  if (textWidth(text, size, weight) <= width) return text;
  const letters = [...text];
  while (letters.length > 1 && textWidth(`${letters.join("").trimEnd()}…`, size, weight) > width) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}
