import { createInflate } from "node:zlib";
import { crc32 } from "./crc32.js";
import { BadPicture, type CleanPicture } from "./picture.js";

const signatureLength = 8;
/** What is seen, and what its colours are to be read by. Texts, times, Exif and animations are not. */
const kept = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "cICP", "pHYs"];
const channelsByColour: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

interface Chunk {
  readonly name: string;
  readonly content: Buffer;
  readonly whole: Buffer;
}

/** A PNG without what does not show. Its pixels are unpacked once, so that none is sent that no phone can open. @param mostPixels before unpacking */
export async function cleanPng(bytes: Buffer, mostPixels: number): Promise<CleanPicture> {
  const chunks = chunksOf(bytes);
  const [header] = chunks;
  if (header?.name !== "IHDR" || header.content.length !== 13 || chunks.at(-1)?.name !== "IEND") throw new BadPicture("damaged");
  const [width, height] = [header.content.readUInt32BE(0), header.content.readUInt32BE(4)];
  if (width * height > mostPixels) throw new BadPicture("wrong_size");
  await checkPixels(Buffer.concat(chunks.filter(({ name }) => name === "IDAT").map(({ content }) => content)), header.content);
  const shown = chunks.filter(({ name }) => kept.includes(name)).map(({ whole }) => whole);
  return { contentType: "image/png", bytes: Buffer.concat([bytes.subarray(0, signatureLength), ...shown]), width, height };
}

/** Up to the end of the image: what follows it is left out. */
function chunksOf(bytes: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let place = signatureLength; chunks.at(-1)?.name !== "IEND";) {
    const length = place + 12 <= bytes.length ? bytes.readUInt32BE(place) : Infinity;
    const end = place + 12 + length;
    if (end > bytes.length) throw new BadPicture("damaged");
    const checked = bytes.subarray(place + 4, end - 4);
    if (crc32(checked) !== bytes.readUInt32BE(end - 4)) throw new BadPicture("damaged");
    chunks.push({ name: checked.subarray(0, 4).toString("latin1"), content: checked.subarray(4), whole: bytes.subarray(place, end) });
    place = end;
  }
  return chunks;
}

/** The pixels must be there, and no more than that: a few bytes can unpack to gigabytes. */
async function checkPixels(packed: Buffer, header: Buffer): Promise<void> {
  const [width, height, depth, colour, interlace] = [header.readUInt32BE(0), header.readUInt32BE(4), header[8] ?? 0, header[9] ?? 0, header[12] ?? 0];
  const bits = depth * (channelsByColour[colour] ?? 0);
  if (bits === 0) throw new BadPicture("damaged");
  const least = Math.ceil((width * height * bits) / 8);
  // Each line has a byte more; the seven passes of an interlaced image have about two lines for each, and round up more often.
  const most = interlace === 0 ? height * (1 + Math.ceil((width * bits) / 8)) : least + 4 * (height + 16) + 16;
  let length = 0;
  try {
    const inflate = createInflate();
    inflate.end(packed);
    for await (const part of inflate as AsyncIterable<Buffer>) {
      length += part.length;
      if (length > most) break;
    }
  } catch {
    throw new BadPicture("damaged");
  }
  if (length < least || length > most) throw new BadPicture("damaged");
}
