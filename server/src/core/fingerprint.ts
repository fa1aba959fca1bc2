/**
 * A short text that stands for a long one where many are kept and compared: four hashes of 32 bits, each of another kind, so that
 * two texts that differ do not have the same one by accident. Nothing for secrets: who looks for such a pair finds it.
 */
export function fingerprint(text: string): string {
  let [a, b, c, d] = [0x811c9dc5, 0x01000193, 0x9e3779b9, 0x85ebca6b];
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b + unit, 0x5bd1e995) ^ (b >>> 15);
    c = Math.imul(c ^ unit, 0xc2b2ae35) ^ (c >>> 13);
    d = Math.imul(d + unit, 0x27d4eb2f) ^ (d >>> 16);
  }
  return [a, b, c, d].map((part) => (part >>> 0).toString(36)).join('-');
}
