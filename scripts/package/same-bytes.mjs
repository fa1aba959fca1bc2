/** The first moment that a zip file can name. */
const EPOCH = Date.UTC(1980, 0, 1) / 1000;
/** A file that its owner writes and all read: what the manifest has by vsce anyway. */
const PLAIN_FILE = 0o100644;

/**
 * The environment in which `vsce` makes the same bytes everywhere: it gives all entries one time and sorts them where this is set. A zip file has local time, and
 * the order is that of a language.
 */
export const SAME_EVERYWHERE = { SOURCE_DATE_EPOCH: String(EPOCH), TZ: 'UTC', LC_ALL: 'C' };

/** Gives each entry of a zip file the permissions of a plain file, in place: else it has those that the checkout has got from the system and its umask. */
export function withPlainModes(zip) {
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (zip.toString('latin1', at, at + 4) !== 'PK\x01\x02') throw new Error('The directory of the zip file cannot be read.');
    zip.writeUInt32LE(PLAIN_FILE * 0x10000, at + 38);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return zip;
}
