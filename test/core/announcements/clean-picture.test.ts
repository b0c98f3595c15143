import { chromium, type Browser, type Page } from "playwright-core";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cleanPicture } from "../../../src/core/announcements/picture/clean-picture.js";
import type { CleanPicture } from "../../../src/core/announcements/picture/picture.js";
import { chromiumArguments } from "../../../src/evaluation/chromium-arguments.js";
import { cameraSegments, chunk, samplePng, secretPlace, segment, withSegments } from "../../support/sample-pictures.js";

let browser: Browser;
let page: Page;
let jpeg: Buffer;
let webp: Buffer;
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: chromiumArguments });
  page = await browser.newPage();
  [jpeg, webp] = [await painted("image/jpeg"), await painted("image/webp")];
});
afterAll(() => browser.close());

/** A picture of 90 by 60 pixels, as a browser packs it. */
async function painted(type: string, [width, height] = [90, 60]): Promise<Buffer> {
  const address = await page.evaluate(
    `(() => { const canvas = document.createElement("canvas"); canvas.width = ${width}; canvas.height = ${height};
      const pen = canvas.getContext("2d"); pen.fillStyle = "#a4161a"; pen.fillRect(0, 0, ${width / 2}, ${height}); return canvas.toDataURL("${type}", 0.8) })()`,
  );
  return Buffer.from(String(address).split(",")[1] ?? "", "base64");
}

/** How wide and high a browser shows it; "broken" if it cannot. */
async function shown({ contentType, bytes }: CleanPicture): Promise<unknown> {
  const address = `data:${contentType};base64,${bytes.toString("base64")}`;
  return page.evaluate(
    `new Promise((resolve) => { const image = new Image(); image.onload = () => resolve([image.naturalWidth, image.naturalHeight]);
      image.onerror = () => resolve("broken"); image.src = "${address}" })`,
  );
}

async function cleaned(bytes: Buffer): Promise<CleanPicture> {
  const picture = await cleanPicture(bytes);
  if ("fault" in picture) throw new Error(picture.fault);
  return picture;
}
const faultOf = async (bytes: Buffer): Promise<string> => {
  const picture = await cleanPicture(bytes);
  return "fault" in picture ? picture.fault : "none";
};

/** A WebP with a chunk more, announced or not. */
function withChunk(bytes: Buffer, name: string, content: Buffer): Buffer {
  const [length, size] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32LE(content.length);
  const body = Buffer.concat([bytes.subarray(8), Buffer.from(name, "latin1"), length, content, Buffer.alloc(content.length % 2)]);
  size.writeUInt32LE(body.length);
  return Buffer.concat([bytes.subarray(0, 4), size, body]);
}

describe("cleanPicture", () => {
  it("leaves of a JPEG what shows and which way up it is, and neither place nor camera nor what stands behind its end", async () => {
    const picture = await cleaned(withSegments(jpeg, cameraSegments(6)));
    expect(picture).toMatchObject({ contentType: "image/jpeg", width: 90, height: 60 });
    expect(picture.bytes.includes(secretPlace)).toBe(false);
    expect(await shown(picture)).toEqual([60, 90]);
    expect(await shown(await cleaned(withSegments(jpeg, cameraSegments(1))))).toEqual([90, 60]);
  });

  it("leaves of a PNG and a WebP what shows", async () => {
    const png = await cleaned(samplePng());
    expect(png.bytes.includes(secretPlace)).toBe(false);
    expect(await shown(png)).toEqual([64, 48]);
    const other = await cleaned(withChunk(webp, "EXIF", Buffer.from(secretPlace)));
    expect(other).toMatchObject({ contentType: "image/webp", width: 90, height: 60 });
    expect(other.bytes.includes(secretPlace)).toBe(false);
    expect(await shown(other)).toEqual([90, 60]);
  });

  it("is the same for what is clean already", async () => {
    for (const bytes of [withSegments(jpeg, cameraSegments(8)), samplePng(), webp]) {
      const once = await cleaned(bytes);
      expect((await cleaned(once.bytes)).bytes.equals(once.bytes)).toBe(true);
    }
  });

  it.each<[string, () => Buffer]>([
    ["unknown_kind", () => Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")],
    ["unknown_kind", () => Buffer.from("GIF89a")],
    ["unknown_kind", () => Buffer.alloc(0)],
    ["damaged", () => jpeg.subarray(0, jpeg.length - 40)],
    ["damaged", () => samplePng().subarray(0, 70)],
    ["damaged", () => webp.subarray(0, webp.length - 10)],
    ["damaged", () => Buffer.concat([samplePng(64, 48, []).subarray(0, 33), chunk("IDAT", Buffer.from("abc")), chunk("IEND", Buffer.alloc(0))])],
    ["wrong_size", () => samplePng(30, 30)],
    ["wrong_size", () => samplePng(2000, 41)],
    ["moving", () => withChunk(webp, "ANIM", Buffer.alloc(6))],
  ])("finds %s", async (fault, bytes) => expect(await faultOf(bytes())).toBe(fault));

  it("unpacks no more of a PNG than its pixels", async () => {
    const { deflateSync } = await import("node:zlib");
    const bomb = Buffer.concat([samplePng(64, 48, []).subarray(0, 33), chunk("IDAT", deflateSync(Buffer.alloc(50_000_000))), chunk("IEND", Buffer.alloc(0))]);
    expect(await faultOf(bomb)).toBe("damaged");
  });

  it("counts the weight of what is left", async () => {
    const notes = Array.from({ length: 20 }, () => segment(0xfe, Buffer.alloc(65_000)));
    expect((await cleaned(withSegments(jpeg, notes))).bytes.length).toBeLessThan(jpeg.length + 10);
    const colours = Array.from({ length: 20 }, () => segment(0xe2, Buffer.concat([Buffer.from("ICC_PROFILE\0", "latin1"), Buffer.alloc(64_000)])));
    expect(await faultOf(withSegments(jpeg, colours))).toBe("too_heavy");
  });

  it("ends with every file, whatever stands in it", async () => {
    const begins = () => [jpeg, samplePng(), webp];
    await fc.assert(
      fc.asyncProperty(fc.nat(2), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }), fc.nat(), async (kind, changes, cut) => {
        const bytes = Buffer.from(begins()[kind] ?? jpeg);
        for (const [place, value] of changes) bytes[place % bytes.length] = value;
        await cleanPicture(bytes.subarray(0, cut % (bytes.length + 1)));
      }),
      { numRuns: 300 },
    );
  });
});
