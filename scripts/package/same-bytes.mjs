/** The first moment that a zip file can name. */
const EPOCH = Date.UTC(1980, 0, 1) / 1000;

/**
 * The environment in which `vsce` makes the same bytes everywhere: it gives all entries one time and sorts them where this is set. A zip file has local time, and
 * the order is that of a language.
 */
export const SAME_EVERYWHERE = { SOURCE_DATE_EPOCH: String(EPOCH), TZ: 'UTC', LC_ALL: 'C' };
