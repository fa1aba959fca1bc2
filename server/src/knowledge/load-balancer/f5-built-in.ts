/** Names of ports as BIG-IP lists them. Source: IANA, Service Name and Transport Protocol Port Number Registry; BIG-IP lists the names of its services file. */
export const F5_PORTS: Readonly<Record<string, number>> = {
  any: 0,
  '*': 0,
  http: 80,
  https: 443,
  isakmp: 500,
  'ipsec-nat-t': 4500,
  'ipsec-msft': 4500,
};

/** Monitors that come with the product, by their type. Source: default objects of BIG-IP 11 and 15 as stored in profile_base.conf; F5, BIG-IP Local Traffic Manager: Monitors Reference. */
const BUILT_IN_MONITORS: Readonly<Record<string, readonly string[]>> = {
  diameter: ['diameter'],
  dns: ['dns'],
  external: ['external'],
  firepass: ['firepass'],
  ftp: ['ftp'],
  'gateway-icmp': ['gateway_icmp'],
  http: ['http', 'http_head_f5'],
  http2: ['http2', 'http2_head_f5'],
  https: ['https', 'https_443', 'https_head_f5'],
  icmp: ['icmp'],
  imap: ['imap'],
  inband: ['inband'],
  ldap: ['ldap'],
  'module-score': ['module_score'],
  mqtt: ['mqtt'],
  mssql: ['mssql'],
  mysql: ['mysql'],
  nntp: ['nntp'],
  oracle: ['oracle'],
  pop3: ['pop3'],
  postgresql: ['postgresql'],
  radius: ['radius'],
  'radius-accounting': ['radius_accounting'],
  'real-server': ['real_server'],
  rpc: ['rpc'],
  sasp: ['sasp'],
  scripted: ['scripted'],
  sip: ['sip'],
  smb: ['smb'],
  smtp: ['smtp'],
  'snmp-dca': ['snmp_dca'],
  'snmp-dca-base': ['snmp_dca_base'],
  soap: ['soap'],
  tcp: ['tcp'],
  'tcp-echo': ['tcp_echo'],
  'tcp-half-open': ['tcp_half_open'],
  udp: ['udp'],
  'virtual-location': ['virtual_location'],
  wap: ['wap'],
  wmi: ['wmi'],
};

/** The same for persistence. */
const BUILT_IN_PERSISTENCES: Readonly<Record<string, readonly string[]>> = {
  cookie: ['cookie'],
  'dest-addr': ['dest_addr'],
  hash: ['hash'],
  host: ['host'],
  msrdp: ['msrdp'],
  sip: ['sip_info'],
  'source-addr': ['source_addr'],
  ssl: ['ssl'],
  universal: ['universal'],
};

/** The same for profiles, as far as they say something about TLS or the protocol; the others are in `OTHER_PROFILES`. */
const BUILT_IN_PROFILES: Readonly<Record<string, readonly string[]>> = {
  'client-ssl': [
    'clientssl', 'clientssl-insecure-compatible', 'clientssl-quic', 'clientssl-secure', 'crypto-server-default-clientssl', 'splitsession-default-clientssl', 'wom-default-clientssl',
  ],
  'server-ssl': [
    'apm-default-serverssl', 'cloud-service-default-ssl', 'crypto-client-default-serverssl', 'f5aas-default-ssl', 'pcoip-default-serverssl', 'serverssl',
    'serverssl-insecure-compatible', 'serverssl-secure', 'shape-api-ssl', 'splitsession-default-serverssl', 'wom-default-serverssl',
  ],
  fastl4: ['apm-forwarding-fastL4', 'fastL4', 'full-acceleration', 'security-fastL4'],
  ipother: ['ipother'],
  sctp: ['sctp'],
  tcp: [
    'apm-forwarding-client-tcp', 'apm-forwarding-server-tcp', 'f5-tcp-lan', 'f5-tcp-mobile', 'f5-tcp-progressive', 'f5-tcp-wan', 'mptcp-mobile-optimized',
    'splitsession-default-tcp', 'tcp', 'tcp-lan-optimized', 'tcp-legacy', 'tcp-mobile-optimized', 'tcp-wan-optimized', 'wom-tcp-lan-optimized', 'wom-tcp-wan-optimized',
  ],
  udp: ['udp', 'udp_decrement_ttl', 'udp_gtm_dns', 'udp_preserve_ttl'],
}; // prettier-ignore

const OTHER_PROFILES: readonly string[] = [
  'access-logonpage-protection-connector', 'access-logonpage-protection-service', 'analytics', 'apm-enduser-if-cache', 'certificateauthority', 'classification',
  'classification_apm_swg', 'classification_pem', 'clientldap', 'connector', 'dhcpv4', 'dhcpv4_fwd', 'dhcpv6', 'dhcpv6_fwd', 'diameter', 'dns', 'dns-acceleration',
  'fasthttp', 'fix', 'ftp', 'gtp', 'html', 'http', 'http-explicit', 'http-proxy-connect', 'http-transparent', 'http2', 'http3', 'httpcompression', 'httprouter', 'icap',
  'ilx', 'imap', 'ipsecalg', 'mapt', 'mblb', 'mqtt', 'mssql', 'nat-stats', 'netflow', 'ntlm', 'ocsp', 'oneconnect', 'optimized-acceleration', 'optimized-caching', 'pcp',
  'pop3', 'pptp', 'ppp', 'qoe', 'quic', 'radiusLB', 'radiusLB-subscriber-aware', 'rba', 'remotedesktop', 'request-log', 'requestadapt', 'responseadapt', 'rewrite',
  'rewrite-portal', 'rewrite-uri-translation', 'rtsp', 'serverldap', 'service', 'sip', 'smtp', 'smtps', 'socks', 'splitsessionclient', 'splitsessionserver', 'spm',
  'statistics', 'stats', 'stream', 'tcp-analytics', 'tftp', 'traffic-acceleration', 'vdi', 'wan-optimized-compression', 'webacceleration', 'websecurity', 'websocket',
  'websso', 'xml', 'isession', 'citrix', 'wam', 'wom-default-isession',
]; // prettier-ignore

/** What a monitor of a type does where it does not say otherwise. Source: default objects of BIG-IP 11 and 15 as stored in profile_base.conf. */
export const MONITOR_DEFAULTS = { interval: 5, timeout: 16, send: String.raw`GET /\r\n` } as const;

/** Ports of built-in monitors that test another one than that of the member. */
export const MONITOR_PORTS: Readonly<Record<string, number>> = { https_443: 443 };

/** Seconds after which the records of a built-in persistence end. Source: default objects of BIG-IP 11 and 15 as stored in profile_base.conf; F5, BIG-IP LTM: Profiles Reference. */
export const PERSISTENCE_TIMEOUTS: Readonly<Record<string, number>> = {
  'source-addr': 180,
  ssl: 300,
  cookie: 180,
  hash: 180,
  'dest-addr': 180,
  universal: 180,
};

/** The type of a built-in object by its name without folder; `undefined` where there is none. */
export function builtInType(kind: 'monitor' | 'persistence' | 'profile', name: string): string | undefined {
  return TYPES[kind].get(name);
}

/** All built-in objects of a kind, those that matter for a VPN first. */
export function builtInNames(kind: 'monitor' | 'persistence' | 'profile'): readonly string[] {
  const preferred = {
    monitor: ['gateway_icmp', 'icmp', 'https', 'http', 'tcp'],
    persistence: ['source_addr', 'ssl'],
    profile: ['udp', 'tcp', 'fastL4', 'clientssl', 'serverssl', 'http'],
  }[kind];
  return [...preferred, ...[...TYPES[kind].keys()].filter((name) => !preferred.includes(name))];
}

/** Other objects that come with the product. */
export const OTHER_BUILT_IN: ReadonlySet<string> = new Set(['none', 'default-node-monitor', ...OTHER_PROFILES]);

const TYPES = {
  monitor: byName(BUILT_IN_MONITORS),
  persistence: byName(BUILT_IN_PERSISTENCES),
  profile: new Map([...byName(BUILT_IN_PROFILES), ...OTHER_PROFILES.map((name): [string, string] => [name, 'other'])]),
} as const;

function byName(table: Readonly<Record<string, readonly string[]>>): Map<string, string> {
  return new Map(Object.entries(table).flatMap(([type, names]) => names.map((name): [string, string] => [name, type])));
}

/** The parent of a monitor or persistence that names none: the built-in one of its type. */
export function defaultParent(kind: 'monitor' | 'persistence', type: string): string | undefined {
  const names = (kind === 'monitor' ? BUILT_IN_MONITORS : BUILT_IN_PERSISTENCES)[type];
  return names?.[0];
}

/** Whether an object of any kind that comes with the product has a name. */
export function isBuiltInName(name: string): boolean {
  return OTHER_BUILT_IN.has(name) || Object.values(TYPES).some((table) => table.has(name));
}
