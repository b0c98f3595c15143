import { BadPicture, type CleanPicture } from "./picture.js";

const headerLength = 12;
const kept = ["VP8X", "ICCP", "ALPH", "VP8 ", "VP8L"];
/** Bits of the first byte of VP8X. */
const [hasExif, hasXmp, isAnimated] = [0x08, 0x04, 0x02];

interface Chunk {
  readonly name: string;
  readonly content: Buffer;
}

/** A WebP without what does not show. */
export function cleanWebp(bytes: Buffer): CleanPicture {
  const chunks = chunksOf(bytes);
  if (chunks.some(({ name, content }) => name === "ANIM" || name === "ANMF" || (name === "VP8X" && ((content[0] ?? 0) & isAnimated) !== 0)))
    throw new BadPicture("moving");
  const shown = chunks.filter(({ name }) => kept.includes(name)).map(withoutPromises);
  const size = sizeIn(shown);
  const body = Buffer.concat([Buffer.from("WEBP", "latin1"), ...shown.map(written)]);
  return { contentType: "image/webp", bytes: Buffer.concat([Buffer.from("RIFF", "latin1"), uint32(body.length), body]), ...size };
}

function chunksOf(bytes: Buffer): Chunk[] {
  const end = bytes.readUInt32LE(4) + 8;
  if (end > bytes.length) throw new BadPicture("damaged");
  const chunks: Chunk[] = [];
  for (let place = headerLength; place < end;) {
    const length = place + 8 <= end ? bytes.readUInt32LE(place + 4) : Infinity;
    const next = place + 8 + length;
    if (next > end) throw new BadPicture("damaged");
    chunks.push({ name: bytes.subarray(place, place + 4).toString("latin1"), content: bytes.subarray(place + 8, next) });
    place = next + (length % 2);
  }
  return chunks;
}

/** The head says no longer that what was left out is there. */
function withoutPromises({ name, content }: Chunk): Chunk {
  if (name !== "VP8X") return { name, content };
  const own = Buffer.from(content);
  own[0] = (own[0] ?? 0) & ~(hasExif | hasXmp);
  return { name, content: own };
}

/** Of the image itself: what the head of the file says may be something else. */
function sizeIn(chunks: readonly Chunk[]): { width: number; height: number } {
  const images = chunks.filter(({ name }) => name === "VP8 " || name === "VP8L");
  const [image] = images;
  if (image === undefined || images.length > 1 || image.content.length < 10) throw new BadPicture("damaged");
  const { name, content } = image;
  if (name === "VP8 ") {
    if (content.readUIntBE(3, 3) !== 0x9d012a) throw new BadPicture("damaged");
    return { width: content.readUInt16LE(6) & 0x3fff, height: content.readUInt16LE(8) & 0x3fff };
  }
  if (content[0] !== 0x2f) throw new BadPicture("damaged");
  const bits = content.readUInt32LE(1);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

function written({ name, content }: Chunk): Buffer {
  return Buffer.concat([Buffer.from(name, "latin1"), uint32(content.length), content, Buffer.alloc(content.length % 2)]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
