import { IngestError } from "./ingest-error.js";

/**
 * The characters of a text file: UTF-8, UTF-16 with its mark, else one character a byte, as files in TCVN3 or VNI have it.
 * @throws IngestError `encoding`
 */
export function decodeText(file: Buffer): string {
  try {
    const encoding = file[0] === 0xff && file[1] === 0xfe ? "utf-16le" : "utf-8";
    return new TextDecoder(encoding, { fatal: true }).decode(file);
  } catch {
    if (file.includes(0)) throw new IngestError("encoding");
    return file.toString("latin1");
  }
}
