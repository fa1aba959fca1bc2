/**
 * What the settings of a Kemp LoadMaster take.
 * Source: the value lists of the module Kemp.LoadBalancer.Powershell 7.2.60; Progress Kemp, "RESTful API", section 3.6.1.
 */
export const KEMP_PERSISTENCE = [
  'src',
  'ssl',
  'none',
  'super',
  'super-src',
  'cookie',
  'cookie-src',
  'active-cookie',
  'active-cook-src',
  'cookie-hash',
  'url',
  'query-hash',
  'host',
  'header',
  'rdp',
  'rdp-src',
  'rdp-sb',
  'udpsip',
] as const;

export const KEMP_CHECK_TYPES = ['icmp', 'https', 'http', 'tcp', 'none', 'smtp', 'nntp', 'ftp', 'telnet', 'pop3', 'imap', 'rdp', 'ldap'] as const;

export const KEMP_SCHEDULES = ['rr', 'wrr', 'lc', 'wlc', 'fixed', 'adaptive', 'sh'] as const;

/** Values that the LoadMaster takes and the module of version 7.2.60 does not: a later one may, so nothing is said of them. */
export const KEMP_LATER_VALUES: Readonly<Record<string, readonly string[]>> = {
  Persist: ['cookie-hash-src', 'rdp-sb-src'],
  CheckType: ['bdata'],
  Schedule: ['dl', 'sdn-adaptive', 'uhash'],
  VSType: ['http2', 'log'],
};

/** Status codes that count as good where none are named, and those that always do. Source: Progress Kemp, "HTTP or HTTPS Protocol Health Checking". */
export const KEMP_GOOD_CODES = {
  always: { from: 200, to: 299 },
  unlessNamed: [
    { from: 301, to: 302 },
    { from: 401, to: 401 },
  ],
} as const;

/** What a number of CheckUseGet stands for, from 0 on. Source: Progress Kemp, "RESTful API", section 3.6.1.8. */
export const KEMP_CHECK_METHODS = ['HEAD', 'GET', 'POST', 'OPTIONS'] as const;

/** Commands of the REST interface that make or change services and servers, each with what it does. Source: as above, sections 3.6.1 and 3.6.5. */
export const KEMP_COMMANDS = {
  addvs: 'add-service',
  modvs: 'set-service',
  delvs: 'remove-service',
  addrs: 'add-server',
  modrs: 'set-server',
  delrs: 'remove-server',
} as const;
