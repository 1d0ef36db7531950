import { type Item, label, line, type Paint, points, SOFT_INK } from "./scene.js";

/** What the figures of studies share: the width of a journal page, headings and keys. */
export const PAGE_WIDTH = points(183);
export const PAGE_MARGIN = 3;
/** From the top of a heading to the top of what it heads. */
export const HEADING_ROOM = 14;

/** "a  Title". */
export const panelHeading = (x: number, y: number, letter: string, title: string): readonly Item[] => [
  label(x, y + 6, letter, { size: 8, weight: 700 }),
  label(x + 9, y + 6, title, { size: 6.5, weight: 600 }),
];

/** A short line of a key and what it stands for. */
export const lineKey = (x: number, y: number, text: string, paint: Paint): readonly Item[] => [
  line(x, y - 2, x + 14, y - 2, paint),
  label(x + 17, y, text, { size: 6, fill: "#333333" }),
];

export const note = (x: number, y: number, text: string): Item => label(x, y, text, { size: 6, fill: SOFT_INK });

/** The letter of the n-th panel. */
export const panelLetter = (place: number): string => String.fromCharCode("a".charCodeAt(0) + place);
