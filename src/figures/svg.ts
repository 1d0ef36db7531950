import { coordinate, type Item, type Paint, type Scene, type TextItem } from "./scene.js";

const FAMILY = "Inter, 'Helvetica Neue', Arial, sans-serif";

/** The scene as an SVG document: text stays text; the scenario hash and version are in its metadata. */
export function toSvg(scene: Scene): string {
  const { title, scenarioHash, version } = scene.metadata;
  const width = coordinate(scene.widthPt);
  const height = coordinate(scene.heightPt);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}pt" height="${height}pt" viewBox="0 0 ${width} ${height}" font-family="${FAMILY}">`,
    `<title>${escaped(title)}</title>`,
    `<desc>Drawn by spillover ${escaped(version)} from scenario ${escaped(scenarioHash)}.</desc>`,
    `<metadata>{"scenarioHash":"${escaped(scenarioHash)}","version":"${escaped(version)}"}</metadata>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...scene.items.map(element),
    "</svg>",
    "",
  ].join("\n");
}

function element(item: Item): string {
  switch (item.kind) {
    case "rect":
      return `<rect x="${coordinate(item.x)}" y="${coordinate(item.y)}" width="${coordinate(item.width)}" height="${coordinate(item.height)}"${paint(item)}/>`;
    case "circle":
      return `<circle cx="${coordinate(item.x)}" cy="${coordinate(item.y)}" r="${coordinate(item.radius)}"${paint(item)}/>`;
    case "path":
      return `<path d="${item.d}"${paint(item)}${item.roundCaps === true ? ' stroke-linecap="round"' : ""}/>`;
    case "text":
      return text(item);
  }
}

function paint(item: Paint): string {
  const opacity = item.opacity === undefined ? "" : ` opacity="${coordinate(item.opacity)}"`;
  const dash = item.dash === undefined ? "" : ` stroke-dasharray="${item.dash.map(coordinate).join(" ")}"`;
  const stroke =
    item.stroke === undefined ? "" : ` stroke="${item.stroke}" stroke-width="${coordinate(item.lineWidth ?? 0.5)}"`;
  return ` fill="${item.fill ?? "none"}"${stroke}${dash}${opacity}`;
}

function text(item: TextItem): string {
  const place = `x="${coordinate(item.x)}" y="${coordinate(item.y)}" font-size="${coordinate(item.size)}" font-weight="${item.weight}"`;
  const anchor = item.anchor === "start" ? "" : ` text-anchor="${item.anchor}"`;
  const turn = item.upright === true ? ` transform="rotate(-90 ${coordinate(item.x)} ${coordinate(item.y)})"` : "";
  const outline =
    item.outline === undefined
      ? ""
      : ` stroke="${item.fill}" stroke-width="${coordinate(item.outline)}" stroke-linejoin="round"`;
  return `<text ${place}${anchor} fill="${item.fill}"${outline}${turn}>${escaped(item.text)}</text>`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (value: string): string => value.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
