import { inflateRawSync } from 'node:zlib';
import zopfli from '@gfx/zopfli';

/** A file that its owner writes and all read: what the manifest has by vsce anyway. */
const PLAIN_FILE = 0o100644;

/** How often the packer looks for something shorter. More of it takes longer, and saves next to nothing. */
const ITERATIONS = 5;

/** That the sizes stand behind the data, not before. */
const SIZES_BEHIND = 0x8;
const DEFLATED = 8;

/**
 * Writes a zip file anew: each entry as short as its format can say it, since whoever installs it waits for it, and with the permissions of a plain file, where it
 * had those that the checkout has got from the system and its umask.
 * @param {Buffer} zip
 */
export async function tightZip(zip) {
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  const [bodies, directory] = [[], []];
  let [at, offset] = [zip.readUInt32LE(end + 16), 0];
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (zip.toString('latin1', at, at + 4) !== 'PK\x01\x02') throw new Error('The directory of the zip file cannot be read.');
    const next = at + 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    const entry = Buffer.from(zip.subarray(at, next));
    const { header, data } = await tightEntry(zip, entry);
    entry.writeUInt32LE(PLAIN_FILE * 0x10000, 38);
    entry.writeUInt32LE(offset, 42);
    directory.push(entry);
    bodies.push(header, data);
    offset += header.length + data.length;
    at = next;
  }
  const trailer = Buffer.from(zip.subarray(end));
  trailer.writeUInt32LE(
    directory.reduce((sum, { length }) => sum + length, 0),
    12,
  );
  trailer.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, ...directory, trailer]);
}

/**
 * The header and the data of an entry, with the new sizes in the header and in its entry of the directory.
 * @param {Buffer} zip @param {Buffer} entry
 */
async function tightEntry(zip, entry) {
  const start = entry.readUInt32LE(42);
  const body = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28);
  const header = Buffer.from(zip.subarray(start, body));
  const packed = zip.subarray(body, body + entry.readUInt32LE(20));
  const isDeflated = entry.readUInt16LE(10) === DEFLATED;
  const tight = isDeflated ? Buffer.from(await zopfli.deflateAsync(inflateRawSync(packed), { numiterations: ITERATIONS })) : packed;
  const data = tight.length < packed.length ? tight : packed;
  entry.writeUInt16LE(entry.readUInt16LE(8) & ~SIZES_BEHIND, 8);
  entry.writeUInt32LE(data.length, 20);
  // Flags; then checksum, packed and unpacked size, which stand in both.
  header.writeUInt16LE(entry.readUInt16LE(8), 6);
  entry.copy(header, 14, 16, 28);
  return { header, data };
}
