/** The package brings no types along; this is as much of it as is used. */
declare module "fontkit" {
  /** An opened font. Its tables are read when they are first asked for. */
  export interface Font {
    readonly postscriptName: string;
  }

  /** Opens a font from the bytes of its file. */
  export function create(file: Uint8Array): Font;
}

/** Its types leave out that pdfkit takes fonts that are open already. */
declare namespace PDFKit.Mixins {
  interface PDFFont {
    registerFont(name: string, font: import("fontkit").Font): this;
  }
}
