/** Set when the command line is bundled. */
declare const AOVPN_VERSION: string | undefined;

/** The version of the package. */
export const VERSION = typeof AOVPN_VERSION === 'string' ? AOVPN_VERSION : '0.0.0-source';
