export { compareFigure } from "./compare-figure.js";
export { contagionMap, drawContagionMap, frameFor, layOutMap, type MapOptions } from "./contagion-map.js";
export { toPdf } from "./pdf.js";
export { toPng } from "./png.js";
export { roundsFigure } from "./rounds-figure.js";
export type { Metadata, Scene } from "./scene.js";
export { toSvg } from "./svg.js";
