import PDFDocument from "pdfkit";
import { addFonts, widthOf } from "./fonts.js";
import type { Item, Paint, Scene, TextItem } from "./scene.js";

/** The scene as a one-page PDF with its fonts embedded. The creation date is fixed, so that the same scene gives the same bytes. */
export function toPdf(scene: Scene): Promise<Uint8Array> {
  const { title, scenarioHash, version } = scene.metadata;
  const document = new PDFDocument({
    size: [scene.widthPt, scene.heightPt],
    margin: 0,
    info: {
      Title: title,
      Creator: `spillover ${version}`,
      Producer: "pdfkit",
      Keywords: `scenario ${scenarioHash}`,
      CreationDate: new Date(0),
    },
  });
  const chunks: Uint8Array[] = [];
  document.on("data", (chunk: Uint8Array) => chunks.push(chunk));
  const done = new Promise<Uint8Array>((resolve, reject) => {
    document.on("end", () => resolve(Buffer.concat(chunks)));
    document.on("error", reject);
  });
  addFonts(document);
  for (const item of scene.items) draw(document, item);
  document.end();
  return done;
}

function draw(document: PDFKit.PDFDocument, item: Item): void {
  document.save();
  switch (item.kind) {
    case "rect":
      paint(document.rect(item.x, item.y, item.width, item.height), item);
      break;
    case "circle":
      paint(document.circle(item.x, item.y, item.radius), item);
      break;
    case "path":
      paint(document.lineCap(item.roundCaps === true ? "round" : "butt").path(item.d), item);
      break;
    case "text":
      write(document, item);
  }
  document.restore();
}

function paint(document: PDFKit.PDFDocument, item: Paint): void {
  document.opacity(item.opacity ?? 1).lineWidth(item.lineWidth ?? 0.5);
  if (item.dash !== undefined) dash(document, item.dash);
  if (item.fill !== undefined && item.stroke !== undefined) document.fillAndStroke(item.fill, item.stroke);
  else if (item.fill !== undefined) document.fill(item.fill);
  else if (item.stroke !== undefined) document.stroke(item.stroke);
}

function dash(document: PDFKit.PDFDocument, lengths: readonly number[]): void {
  const [on = 1, off = on] = lengths;
  document.dash(on, { space: off });
}

function write(document: PDFKit.PDFDocument, item: TextItem): void {
  const width = widthOf(item);
  const shift = item.anchor === "start" ? 0 : item.anchor === "middle" ? width / 2 : width;
  if (item.upright === true) document.rotate(-90, { origin: [item.x, item.y] });
  document.font(String(item.weight)).fontSize(item.size).opacity(1).fillColor(item.fill);
  if (item.outline !== undefined) document.lineJoin("round").lineWidth(item.outline).strokeColor(item.fill);
  document.text(item.text, item.x - shift, item.y, {
    baseline: "alphabetic",
    lineBreak: false,
    fill: true,
    stroke: item.outline !== undefined,
  });
}
