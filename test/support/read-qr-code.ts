import { inflateSync } from "node:zlib";
import jsQR from "jsqr";
import { type PDFDict, PDFDocument, PDFName, PDFNumber, PDFRawStream } from "pdf-lib";

/** What the first QR code among the pictures of a PDF says; `undefined` where there is none. */
export async function readQrCode(pdf: Uint8Array): Promise<string | undefined> {
  const document = await PDFDocument.load(pdf);
  for (const [, object] of document.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFRawStream) || object.dict.get(PDFName.of("Subtype")) !== PDFName.of("Image")) continue;
    const [width, height] = [numberIn(object.dict, "Width"), numberIn(object.dict, "Height")];
    const pixels = inflateSync(object.contents);
    const channels = pixels.length / (width * height);
    const colors = new Uint8ClampedArray(width * height * 4).map((_, index) =>
      index % 4 === 3 ? 255 : (pixels[Math.floor(index / 4) * channels + (channels === 1 ? 0 : index % 4)] ?? 0),
    );
    const code = jsQR.default(colors, width, height);
    if (code !== null) return code.data;
  }
  return undefined;
}

function numberIn(dict: PDFDict, name: string): number {
  const value = dict.get(PDFName.of(name));
  return value instanceof PDFNumber ? value.asNumber() : 0;
}
