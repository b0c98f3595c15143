import { open, writeFile } from "node:fs/promises";
import { DefaultDeserializer, DefaultSerializer } from "node:v8";

/**
 * A value with large typed arrays in it, as a file: two lengths, the arrays one after another, and the rest in V8's form with the places of the
 * arrays in it. Reading it takes no more memory than the value: V8's own form keeps the whole file in memory beside copies of half of the arrays.
 */
const headerLength = 16;
/** Arrays begin where the largest of their elements may begin. */
const alignment = 8;
const kinds = [Uint8Array, Uint16Array, Uint32Array, Float32Array, Float64Array] as const;
type FlatArray = InstanceType<(typeof kinds)[number]>;

/** Writes the value. @throws Error where it holds an array of another kind. */
export async function writeArrayFile(path: string, value: unknown): Promise<void> {
  const serializer = new PlacingSerializer();
  serializer.writeHeader();
  serializer.writeValue(value);
  const rest = serializer.releaseBuffer();
  const header = new BigUint64Array([BigInt(serializer.length), BigInt(rest.length)]);
  await writeFile(path, [new Uint8Array(header.buffer), ...serializer.pieces, rest]);
}

/** Reads the value. @throws Error where the file is not whole. */
export async function readArrayFile(path: string): Promise<unknown> {
  const file = await open(path);
  try {
    const header = new BigUint64Array(headerLength / BigUint64Array.BYTES_PER_ELEMENT);
    const read = async (into: Uint8Array): Promise<void> => {
      // One call may read less than asked for.
      for (let done = 0; done < into.length;) {
        const { bytesRead } = await file.read(into, done, into.length - done);
        if (bytesRead === 0) throw new Error(`${path} ends too early`);
        done += bytesRead;
      }
    };
    const { size } = await file.stat();
    await read(new Uint8Array(header.buffer));
    const [arraysLength, restLength] = Array.from(header, Number) as [number, number];
    if (size !== headerLength + arraysLength + restLength) throw new Error(`${path} is not whole`);
    const arrays = new ArrayBuffer(arraysLength);
    await read(new Uint8Array(arrays));
    const rest = new Uint8Array(restLength);
    await read(rest);
    const deserializer = new PlacedDeserializer(rest, arrays);
    deserializer.readHeader();
    return deserializer.readValue();
  } finally {
    await file.close();
  }
}

/** Gives every array a place outside of what it writes itself. */
class PlacingSerializer extends DefaultSerializer {
  readonly pieces: Uint8Array[] = [];
  length = 0;

  /** Called by V8 for each array. */
  _writeHostObject(array: FlatArray): void {
    const kind = kinds.findIndex((one) => array instanceof one);
    if (kind < 0) throw new Error(`no array of kind ${array.constructor.name} can be saved`);
    this.writeUint32(kind);
    this.writeUint32(this.length);
    this.writeUint32(array.length);
    const padding = (alignment - (array.byteLength % alignment)) % alignment;
    this.pieces.push(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), new Uint8Array(padding));
    this.length += array.byteLength + padding;
  }
}

class PlacedDeserializer extends DefaultDeserializer {
  readonly #arrays: ArrayBuffer;

  constructor(rest: Uint8Array, arrays: ArrayBuffer) {
    super(rest);
    this.#arrays = arrays;
  }

  /** Called by V8 for each array. */
  _readHostObject(): FlatArray {
    const kind = kinds[this.readUint32()];
    if (kind === undefined) throw new Error("an array of an unknown kind");
    return new kind(this.#arrays, this.readUint32(), this.readUint32());
  }
}
