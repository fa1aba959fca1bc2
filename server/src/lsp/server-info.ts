import type { ServerInfo } from './server.ts';

/** Set when the server is bundled. */
declare const AOVPN_VERSION: string | undefined;

export const SERVER_INFO: ServerInfo = { name: 'aovpn', version: typeof AOVPN_VERSION === 'string' ? AOVPN_VERSION : '0.0.0' };
