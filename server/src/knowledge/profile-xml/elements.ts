import { element, type ProfileElement } from './element.ts';
import { GENERAL } from './general.ts';
import { NATIVE_PROFILE } from './native.ts';
import { BEYOND_SCHEMA, ROUTES, TRAFFIC } from './network.ts';

/**
 * Every element, in the order of Microsoft's schema (device description of February 2025). Elements that it lacks stand
 * where published profiles have them. Where Microsoft's documents contradict each other, the row says what holds.
 */
export const PROFILE_ELEMENTS: readonly ProfileElement[] = [
  element('', 'container', 'A VPN profile for the VPNv2 CSP, in no namespace.', { cspNode: 'ProfileXML', since: 'Windows 10 1607' }),
  ...GENERAL,
  ...TRAFFIC,
  ...NATIVE_PROFILE,
  ...ROUTES,
  ...BEYOND_SCHEMA,
];
