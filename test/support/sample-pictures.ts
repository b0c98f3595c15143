import { deflateSync } from "node:zlib";
import { crc32 } from "../../src/core/announcements/picture/crc32.js";

/** Where a picture was taken, as phones write it into it. */
export const secretPlace = "GPS 20.8171,105.3376 Iphone-cua-Lan";

const text = Buffer.from(secretPlace, "latin1");

/** A PNG of one colour. @param besides more chunks, by their names */
export function samplePng(width = 64, height = 48, besides: readonly (readonly [string, Buffer])[] = [["tEXt", text]]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const lines = Buffer.concat(Array.from({ length: height }, () => Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, 0xa4)])));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    ...besides.map(([name, content]) => chunk(name, content)),
    chunk("IDAT", deflateSync(lines)),
    chunk("IEND", Buffer.alloc(0)),
    text, // Behind the end.
  ]);
}

export function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** What a camera writes into a JPEG: which way up it is, and where it was taken. */
export function cameraSegments(orientation = 6): Buffer[] {
  const tiff = Buffer.concat([Buffer.from([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0]), text]);
  return [segment(0xe1, Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff])), segment(0xfe, text), segment(0xed, text)];
}

export function segment(code: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0xff, code, (content.length + 2) >> 8, (content.length + 2) & 0xff]), content]);
}

/** A real JPEG with segments put in behind its beginning. */
export function withSegments(jpeg: Buffer, segments: readonly Buffer[]): Buffer {
  return Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2), text]);
}
