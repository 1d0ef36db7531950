import { createRequire } from "node:module";
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

let ruler: PDFKit.PDFDocument | undefined;

/** Width of a line of text in points, kerning included. */
export function textWidth(text: string, size: number, weight: Weight): number {
  ruler ??= new PDFDocument({ autoFirstPage: false });
  return ruler.font(fontFile(weight)).fontSize(size).widthOfString(text);
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
