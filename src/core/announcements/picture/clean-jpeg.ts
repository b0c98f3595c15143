import { BadPicture, type CleanPicture } from "./picture.js";

const startOfScan = 0xda;
const endOfImage = 0xd9;
/** Baseline, extended and progressive: what every browser and phone shows. */
const frames = [0xc0, 0xc1, 0xc2];
/** Tables that the image is decoded with. */
const tables = [0xc4, 0xdb, 0xdd];

/**
 * A JPEG without what does not show: places, times, cameras, previews, comments, and whatever follows its end. Which way up it
 * is stays, since phones turn pictures by that alone, and so does what its colours are to be read by.
 */
export function cleanJpeg(bytes: Buffer): CleanPicture {
  const kept: Buffer[] = [bytes.subarray(0, 2)];
  let size: { width: number; height: number } | undefined;
  let hasScan = false;
  let place = 2;
  for (;;) {
    const marker = markerAt(bytes, place);
    place = marker.end;
    if (marker.code === endOfImage) break;
    const length = place + 2 <= bytes.length ? bytes.readUInt16BE(place) : 0;
    const end = place + length;
    if (length < 2 || end > bytes.length) throw new BadPicture("damaged");
    const content = bytes.subarray(place + 2, end);
    const whole = Buffer.concat([Buffer.from([0xff, marker.code]), bytes.subarray(place, end)]);
    place = end;
    if (frames.includes(marker.code)) {
      if (size !== undefined || content.length < 6) throw new BadPicture("damaged");
      size = { height: content.readUInt16BE(1), width: content.readUInt16BE(3) };
      kept.push(whole);
    } else if (marker.code === startOfScan) {
      if (size === undefined) throw new BadPicture("damaged");
      const scanEnd = endOfScan(bytes, place);
      kept.push(whole, bytes.subarray(place, scanEnd));
      hasScan = true;
      place = scanEnd;
    } else if (tables.includes(marker.code)) kept.push(whole);
    else kept.push(...keptOfSegment(marker.code, content, whole));
  }
  if (size === undefined || !hasScan) throw new BadPicture("damaged");
  return { contentType: "image/jpeg", bytes: Buffer.concat([...kept, Buffer.from([0xff, endOfImage])]), ...size };
}

/** Any number of 0xff may stand before a marker. */
function markerAt(bytes: Buffer, start: number): { code: number; end: number } {
  let place = start;
  if (bytes[place] !== 0xff) throw new BadPicture("damaged");
  while (bytes[place] === 0xff) place += 1;
  const code = bytes[place];
  if (code === undefined || code === 0) throw new BadPicture("damaged");
  return { code, end: place + 1 };
}

/** In a scan, 0xff 0x00 is a byte of it, and 0xd0 to 0xd7 are marks within it. */
function endOfScan(bytes: Buffer, start: number): number {
  for (let place = bytes.indexOf(0xff, start); place >= 0; place = bytes.indexOf(0xff, place + 1)) {
    const next = bytes[place + 1];
    if (next === undefined) break;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return place;
  }
  throw new BadPicture("damaged");
}

function keptOfSegment(code: number, content: Buffer, whole: Buffer): Buffer[] {
  const begins = (name: string): boolean => content.subarray(0, name.length).toString("latin1") === name;
  if (code === 0xe0 && begins("JFIF\0") && content.length >= 14) return [withoutPreview(content)];
  if (code === 0xe1 && begins("Exif\0\0")) return turned(content.subarray(6));
  const isColour = (code === 0xe2 && begins("ICC_PROFILE\0")) || (code === 0xee && begins("Adobe"));
  return isColour ? [whole] : [];
}

function withoutPreview(content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0xff, 0xe0, 0, 16]), content.subarray(0, 12), Buffer.from([0, 0])]);
}

const orientationTag = 0x0112;

/** An Exif segment that says nothing but which way up the picture is; none where it stands upright. @param tiff what it says */
function turned(tiff: Buffer): Buffer[] {
  const orientation = orientationIn(tiff);
  if (orientation === undefined || orientation === 1) return [];
  // Big-endian; one entry: the tag, SHORT, one of it, the value, and no further directory.
  const entry = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0];
  const body = Buffer.from([...Buffer.from("Exif\0\0", "latin1"), 0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, ...entry, 0, 0, 0, 0]);
  return [Buffer.concat([Buffer.from([0xff, 0xe1, 0, body.length + 2]), body])];
}

function orientationIn(tiff: Buffer): number | undefined {
  const order = tiff.subarray(0, 2).toString("latin1");
  if (tiff.length < 14 || (order !== "II" && order !== "MM")) return undefined;
  const short = (at: number): number => (at + 2 > tiff.length ? 0 : order === "II" ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const directory = order === "II" ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  for (let index = 0; index < short(directory); index++) {
    const entry = directory + 2 + 12 * index;
    if (short(entry) !== orientationTag) continue;
    const value = short(entry + 8);
    return value >= 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}
