/** As they are recognised by their first bytes, whatever a file calls itself. */
export const pictureTypes = ["image/jpeg", "image/png", "image/webp"] as const;
export type PictureType = (typeof pictureTypes)[number];

/** A picture of which only what is seen is left. */
export interface CleanPicture {
  readonly contentType: PictureType;
  readonly bytes: Buffer;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/**
 * Why a picture is not taken: it is none of the three kinds, it cannot be read, it moves, it is too heavy, or its sides are too
 * long, too short or too unequal.
 */
export type PictureFault = "unknown_kind" | "damaged" | "moving" | "too_heavy" | "wrong_size";

/** The smallest limit of the channels: that of a Zalo Official Account and of Teams. */
export const mostPictureBytes = 1024 * 1024;
/** Telegram takes sides of 10,000 pixels together; a phone shows far fewer than these. */
export const longestSide = 4096;
export const shortestSide = 40;
/** Telegram's own limit of one side by the other. */
export const mostUnequal = 20;

/** Thrown while a picture is read. */
export class BadPicture extends Error {
  constructor(readonly fault: PictureFault) {
    super(fault);
  }
}
