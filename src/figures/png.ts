import { crc32 } from "node:zlib";
import { renderAsync } from "@resvg/resvg-js";
import { fontFile, WEIGHTS } from "./fonts.js";
import type { Scene } from "./scene.js";
import { toSvg } from "./svg.js";

/**
 * The scene as a PNG at `dpi` dots per inch, with the resolution and the provenance written into the file. It is drawn by a thread of
 * its own, beside whatever the caller does meanwhile.
 */
export async function toPng(scene: Scene, dpi = 300): Promise<Uint8Array> {
  const drawing = await renderAsync(toSvg(scene), {
    fitTo: { mode: "width", value: Math.round((scene.widthPt / 72) * dpi) },
    font: { fontFiles: WEIGHTS.map(fontFile), loadSystemFonts: false, defaultFontFamily: "Inter" },
  });
  const { title, scenarioHash, version } = scene.metadata;
  return withChunks(drawing.asPng(), [
    chunk("pHYs", resolution(dpi)),
    chunk("iTXt", international("Title", title)),
    chunk("tEXt", Buffer.from(`Software\0spillover ${version}`, "latin1")),
    chunk("tEXt", Buffer.from(`Source\0scenario ${scenarioHash}`, "latin1")),
  ]);
}

const SIGNATURE_BYTES = 8;
const CHUNK_FRAME_BYTES = 12;

/** Puts chunks straight after IHDR, where pHYs must stand before the image data. PNG (third edition), section 5.6. */
function withChunks(png: Uint8Array, chunks: readonly Uint8Array[]): Uint8Array {
  const headerLength = Buffer.from(png).readUInt32BE(SIGNATURE_BYTES);
  const cut = SIGNATURE_BYTES + CHUNK_FRAME_BYTES + headerLength;
  return Buffer.concat([png.subarray(0, cut), ...chunks, png.subarray(cut)]);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(4);
  frame.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([frame, body, check]);
}

const international = (keyword: string, text: string): Uint8Array =>
  Buffer.concat([Buffer.from(`${keyword}\0\0\0\0\0`, "latin1"), Buffer.from(text, "utf8")]);

/** pHYs: dots per metre along both axes; unit 1 is the metre. */
function resolution(dpi: number): Uint8Array {
  const perMetre = Math.round(dpi / 0.0254);
  const data = Buffer.alloc(9);
  data.writeUInt32BE(perMetre, 0);
  data.writeUInt32BE(perMetre, 4);
  data.writeUInt8(1, 8);
  return data;
}
