// Reads a zip archive by its central directory; Node has no zip reader.
import { inflateRawSync } from "node:zlib";

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const STORED = 0;
const DEFLATED = 8;

/** Name (bytes), flags and content of every file. */
export function unzipped(bytes) {
  const end = bytes.length - 22;
  if (bytes.readUInt32LE(end) !== END) throw new Error("no archive, or one with a comment");
  const found = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (bytes.readUInt32LE(at) !== ENTRY) throw new Error("the archive's directory is damaged");
    const [nameLength, extraLength, noteLength] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + bytes.readUInt32LE(at + 20));
    const kind = bytes.readUInt16LE(at + 10);
    if (kind !== STORED && kind !== DEFLATED) throw new Error(`compression ${kind}`);
    found.push({
      name: bytes.subarray(at + 46, at + 46 + nameLength),
      flags: bytes.readUInt16LE(at + 8),
      content: kind === STORED ? packed : inflateRawSync(packed),
    });
    at += 46 + nameLength + extraLength + noteLength;
  }
  return found;
}
