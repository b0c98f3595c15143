import { cleanJpeg } from "./clean-jpeg.js";
import { cleanPng } from "./clean-png.js";
import { cleanWebp } from "./clean-webp.js";
import { BadPicture, longestSide, mostPictureBytes, mostUnequal, shortestSide, type CleanPicture, type PictureFault } from "./picture.js";

/**
 * A picture that somebody gave us, as it may be shown to everybody: what it is, is read from its bytes and not from its
 * name, and of these only those are kept that show something. What a phone writes into a picture besides, as the place
 * where it was taken, is gone. It is not packed anew.
 */
export async function cleanPicture(bytes: Buffer): Promise<CleanPicture | { readonly fault: PictureFault }> {
  try {
    const picture = await cleanByKind(bytes);
    const [shorter, longer] = [picture.width, picture.height].sort((a, b) => a - b) as [number, number];
    if (shorter < shortestSide || longer > longestSide || longer > shorter * mostUnequal) return { fault: "wrong_size" };
    return picture.bytes.length > mostPictureBytes ? { fault: "too_heavy" } : picture;
  } catch (error) {
    if (error instanceof BadPicture) return { fault: error.fault };
    throw error;
  }
}

function cleanByKind(bytes: Buffer): CleanPicture | Promise<CleanPicture> {
  const begins = (...first: readonly number[]): boolean => first.every((byte, index) => bytes[index] === byte);
  if (begins(0xff, 0xd8, 0xff)) return cleanJpeg(bytes);
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return cleanPng(bytes, longestSide ** 2);
  if (bytes.length >= 12 && bytes.subarray(0, 4).toString("latin1") === "RIFF" && bytes.subarray(8, 12).toString("latin1") === "WEBP") return cleanWebp(bytes);
  throw new BadPicture("unknown_kind");
}
