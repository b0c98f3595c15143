import { inflateRawSync } from "node:zlib";
import { IngestError } from "./ingest-error.js";

/** Most that the entries of an archive may hold together, in bytes. Texts of Office files with pictures stay far below. */
const mostBytes = 150_000_000;
const maxEntries = 5_000;
/** Data that shrinks more than this was made to: texts of XML shrink 10 to 50 times. */
const maxRatio = 200;
/** Below this, in bytes, a ratio says nothing. */
const smallBytes = 1_000_000;

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const endSize = 22;
const maxCommentSize = 65_535;

interface Entry {
  name: string;
  method: number;
  compressedBytes: number;
  bytes: number;
  offset: number;
}

/**
 * The XML parts of an Office file by name. Sizes are read from the directory and held to limits before anything is inflated, and no entry
 * may inflate to more than it declares.
 * @param maxTotalBytes most that all entries may hold together.
 * @throws IngestError `damaged`, `archive_bomb`, `external_entity`
 */
export function readArchive(file: Buffer, maxTotalBytes = mostBytes): Map<string, string> {
  const entries = readDirectory(file);
  refuseBombs(entries, maxTotalBytes);
  const parts = new Map<string, string>();
  for (const entry of entries) {
    const content = inflate(file, entry);
    if (!/\.(?:xml|rels)$/u.test(entry.name)) continue;
    const text = content.toString("utf8");
    if (/<!(?:DOCTYPE|ENTITY)/iu.test(text.replaceAll("\0", ""))) throw new IngestError("external_entity", entry.name);
    parts.set(entry.name, text);
  }
  return parts;
}

function readDirectory(file: Buffer): Entry[] {
  const end = findEnd(file);
  const count = file.readUInt16LE(end + 10);
  if (count > maxEntries) throw new IngestError("archive_bomb");
  try {
    const entries: Entry[] = [];
    let at = file.readUInt32LE(end + 16);
    for (let index = 0; index < count; index++) {
      if (file.readUInt32LE(at) !== entrySignature) throw new IngestError("damaged");
      const [nameLength, extraLength, commentLength] = [file.readUInt16LE(at + 28), file.readUInt16LE(at + 30), file.readUInt16LE(at + 32)];
      entries.push({
        name: file.toString("utf8", at + 46, at + 46 + nameLength),
        method: file.readUInt16LE(at + 10),
        compressedBytes: file.readUInt32LE(at + 20),
        bytes: file.readUInt32LE(at + 24),
        offset: file.readUInt32LE(at + 42),
      });
      at += 46 + nameLength + extraLength + commentLength;
    }
    return entries;
  } catch (error) {
    throw asDamaged(error);
  }
}

function findEnd(file: Buffer): number {
  for (let at = file.length - endSize; at >= Math.max(0, file.length - endSize - maxCommentSize); at--) if (file.readUInt32LE(at) === endSignature) return at;
  throw new IngestError("damaged");
}

function refuseBombs(entries: readonly Entry[], maxTotalBytes: number): void {
  const total = entries.reduce((sum, { bytes }) => sum + bytes, 0);
  const isSwollen = ({ bytes, compressedBytes }: Entry): boolean => bytes > smallBytes && bytes > maxRatio * compressedBytes;
  if (total > maxTotalBytes || entries.some(isSwollen)) throw new IngestError("archive_bomb");
}

function inflate(file: Buffer, { method, compressedBytes, bytes, offset }: Entry): Buffer {
  try {
    const start = offset + 30 + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28);
    const data = file.subarray(start, start + compressedBytes);
    if (method === 0) return data;
    if (method !== 8) throw new IngestError("damaged");
    return inflateRawSync(data, { maxOutputLength: Math.max(1, bytes) });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw new IngestError("archive_bomb", undefined, { cause: error });
    throw asDamaged(error);
  }
}

function asDamaged(error: unknown): IngestError {
  return error instanceof IngestError ? error : new IngestError("damaged", undefined, { cause: error });
}
