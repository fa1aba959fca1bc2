/** Both are set when the command line is bundled. */
declare const AOVPN_VERSION: string | undefined;
declare const AOVPN_HOMEPAGE: string | undefined;

/** The version of the package. */
export const VERSION = typeof AOVPN_VERSION === 'string' ? AOVPN_VERSION : '0.0.0-source';

/** Where the package says that it lives; `undefined` where it does not. */
export const HOMEPAGE = typeof AOVPN_HOMEPAGE === 'string' && AOVPN_HOMEPAGE !== '' ? AOVPN_HOMEPAGE : undefined;
