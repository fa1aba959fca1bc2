/** What a type of virtual server and service carries. */
export interface ServiceType {
  readonly transport: 'udp' | 'tcp' | 'any';
  /** Whether TLS ends at the appliance; `bridged` where it goes through as TLS; absent where it may be anything. */
  readonly tls?: 'ends' | 'bridged' | 'none';
}

const TCP: ServiceType = { transport: 'tcp' };
const UDP: ServiceType = { transport: 'udp' };
const PLAIN: ServiceType = { transport: 'tcp', tls: 'none' };
const TLS: ServiceType = { transport: 'tcp', tls: 'ends' };

/** By name in upper case. Source: NetScaler command reference, "add lb vserver" and "add serviceGroup". */
const SERVICE_TYPES: Readonly<Record<string, ServiceType>> = {
  HTTP: PLAIN,
  FTP: TCP,
  TCP,
  UDP,
  SSL: TLS,
  SSL_BRIDGE: { transport: 'tcp', tls: 'bridged' },
  SSL_TCP: TLS,
  DTLS: UDP,
  QUIC: UDP,
  HTTP_QUIC: UDP,
  NNTP: TCP,
  RPCSVR: TCP,
  DNS: UDP,
  ADNS: UDP,
  DNS_TCP: TCP,
  ADNS_TCP: TCP,
  SNMP: UDP,
  RTSP: TCP,
  DHCPRA: UDP,
  ANY: { transport: 'any' },
  SIP_UDP: UDP,
  SIP_TCP: TCP,
  SIP_SSL: TLS,
  PUSH: TCP,
  SSL_PUSH: TLS,
  RADIUS: UDP,
  RDP: TCP,
  MYSQL: TCP,
  MSSQL: TCP,
  ORACLE: TCP,
  DIAMETER: TCP,
  SSL_DIAMETER: TLS,
  TFTP: UDP,
  SMPP: TCP,
  SYSLOGTCP: TCP,
  SYSLOGUDP: UDP,
  FIX: TCP,
  SSL_FIX: TLS,
  USER_TCP: TCP,
  USER_SSL_TCP: TLS,
  MQTT: TCP,
  MQTT_TLS: TLS,
};

/** The names of all types that commands take. */
export const SERVICE_TYPE_NAMES = Object.keys(SERVICE_TYPES);

/** What a type carries; `undefined` for a word that is none. Letter case does not matter. */
export function serviceType(name: string): ServiceType | undefined {
  const upper = name.toUpperCase();
  return Object.hasOwn(SERVICE_TYPES, upper) ? SERVICE_TYPES[upper] : undefined;
}

/** What a type of monitor does. `http-ecv` looks for a text in the body of the answer. */
export type MonitorBehaviour = 'icmp' | 'tcp' | 'udp' | 'http' | 'http-ecv' | 'script' | 'other';

/** By name in upper case. Source: NetScaler command reference, "add lb monitor". */
const MONITOR_TYPES: Readonly<Record<string, MonitorBehaviour>> = {
  PING: 'icmp',
  'LDNS-PING': 'icmp',
  TCP: 'tcp',
  'TCP-ECV': 'tcp',
  'LDNS-TCP': 'tcp',
  HTTP: 'http',
  'HTTP-ECV': 'http-ecv',
  'UDP-ECV': 'udp',
  USER: 'script',
  ...Object.fromEntries(
    (
      'ARP ND6 DNS DNS-TCP LDNS-DNS FTP FTP-EXTENDED RADIUS RADIUS_ACCOUNTING HTTP-INLINE HTTP2 SIP-UDP SIP-TCP LOAD SMTP SNMP NNTP MYSQL MYSQL-ECV MSSQL-ECV ORACLE-ECV LDAP POP3 ' +
      'RTSP DIAMETER STOREFRONT APPC SMPP MQTT MQTT-TLS QUIC CITRIX-XML-SERVICE CITRIX-WEB-INTERFACE CITRIX-AG CITRIX-AAC-LOGINPAGE CITRIX-AAC-LAS CITRIX-XD-DDC ' +
      'CITRIX-WI-EXTENDED CITRIX-XNC-ECV CITRIX-XDM CITRIX-STA-SERVICE CITRIX-STA-SERVICE-NHOP'
    )
      .split(' ')
      .map((name): [string, MonitorBehaviour] => [name, 'other']),
  ),
};

/** The names of all types of monitors. */
export const MONITOR_TYPE_NAMES = Object.keys(MONITOR_TYPES);

/** What a type of monitor does; `undefined` for a word that is none. Letter case does not matter. */
export function monitorBehaviour(name: string): MonitorBehaviour | undefined {
  const upper = name.toUpperCase();
  return Object.hasOwn(MONITOR_TYPES, upper) ? MONITOR_TYPES[upper] : undefined;
}

/** A monitor that is there without having been added. */
export interface BuiltInMonitor {
  readonly type: string;
  readonly secure: boolean;
}

/** What tests TCP services, and all others, that no monitor is bound to. Source: NetScaler documentation, "TCP-based application monitoring". */
export const DEFAULT_MONITOR = { tcp: 'tcp-default', other: 'ping-default' } as const;

/** By name. Source: `show lb monitor` of an appliance as it comes; NetScaler documentation, "Built-in monitors". */
const BUILT_IN_MONITORS: Readonly<Record<string, BuiltInMonitor>> = {
  'ping-default': { type: 'PING', secure: false },
  'tcp-default': { type: 'TCP', secure: false },
  ping: { type: 'PING', secure: false },
  tcp: { type: 'TCP', secure: false },
  http: { type: 'HTTP', secure: false },
  'tcp-ecv': { type: 'TCP-ECV', secure: false },
  'http-ecv': { type: 'HTTP-ECV', secure: false },
  'udp-ecv': { type: 'UDP-ECV', secure: false },
  tcps: { type: 'TCP', secure: true },
  https: { type: 'HTTP', secure: true },
  'tcps-ecv': { type: 'TCP-ECV', secure: true },
  'https-ecv': { type: 'HTTP-ECV', secure: true },
  arp: { type: 'ARP', secure: false },
  nd6: { type: 'ND6', secure: false },
  dns: { type: 'DNS', secure: false },
  ftp: { type: 'FTP', secure: false },
  xdm: { type: 'CITRIX-XDM', secure: false },
  xnc: { type: 'CITRIX-XNC-ECV', secure: false },
  mqtt: { type: 'MQTT', secure: false },
  'mqtt-tls': { type: 'MQTT-TLS', secure: true },
  http2direct: { type: 'HTTP2', secure: false },
  http2ssl: { type: 'HTTP2', secure: true },
  quic: { type: 'QUIC', secure: false },
  'ldns-ping': { type: 'LDNS-PING', secure: false },
  'ldns-tcp': { type: 'LDNS-TCP', secure: false },
  'ldns-dns': { type: 'LDNS-DNS', secure: false },
  sta: { type: 'CITRIX-STA-SERVICE', secure: false },
  stasecure: { type: 'CITRIX-STA-SERVICE', secure: true },
};

export const BUILT_IN_MONITOR_NAMES = Object.keys(BUILT_IN_MONITORS);

/** A monitor that comes with the product, in whatever letter case; `undefined` for any other name. */
export function builtInMonitor(name: string): BuiltInMonitor | undefined {
  const lower = name.toLowerCase();
  return Object.hasOwn(BUILT_IN_MONITORS, lower) ? BUILT_IN_MONITORS[lower] : undefined;
}
