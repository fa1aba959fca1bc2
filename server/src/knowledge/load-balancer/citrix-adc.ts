import type { ObjectKind, SettingInfo } from './object-kind.ts';

/** Words that begin a command. Source: NetScaler command reference. */
export const VERBS: ReadonlySet<string> = new Set(
  (
    'add set bind unbind enable disable rm unset link unlink rename show save apply clear import export create update sync stat shell batch switch reset kill force ' +
    'install config renumber start stop join diff unlock lock convert check init expire flush grep exit quit cls done'
  ).split(' '),
);

/** Words that begin a command which changes objects. */
export const CHANGING_VERBS = ['add', 'set', 'bind', 'unbind', 'enable', 'disable', 'rm', 'unset', 'rename'] as const;
export type ChangingVerb = (typeof CHANGING_VERBS)[number];

/** The kinds of object that are understood, as commands name them. `vserver` is a virtual server of a kind that the name alone decides. */
export type KindName = 'lb vserver' | 'cs vserver' | 'vserver' | 'service' | 'serviceGroup' | 'server' | 'lb monitor' | 'lb group' | 'ns mode';

const REFERENCE = 'NetScaler command reference';
const PROFILES = 'netProfile tcpProfileName httpProfileName dnsProfileName comment appflowLog td';
const SERVICE_OPTIONS = `${PROFILES} cacheType maxClient maxReq cacheable cip usip pathMonitor pathMonitorIndv useproxyport healthMonitor sp rtspSessionidRemap cltTimeout svrTimeout CKA TCPB CMP maxBandwidth monThreshold state downStateFlush monConnectionClose processLocal CustomServerID hashId weight monitorName monState passive accessDown clearTextPort policyName delay graceFul devno order quicProfileName IPAddress cipHeader`;

/** Every option of each kind, since an abbreviation is understood only if all names are known. Source: NetScaler command reference 12.0, and what 13.x and 14.1 add. */
const OPTION_NAMES: Readonly<Record<KindName, string>> = {
  'lb vserver': `${PROFILES} range IPPattern IPMask IPAddress persistenceType timeout persistenceBackup backupPersistenceTimeout lbMethod hashLength netmask v6netmasklen dataLength dataOffset backupLBMethod cookieName rule Listenpolicy Listenpriority resRule persistMask v6persistmasklen rtspNat m tosId sessionless trofsPersistence state connfailover redirectURL cacheable cltTimeout soMethod soPersistence soPersistenceTimeOut healthThreshold soThreshold soBackupAction redirectPortRewrite downStateFlush backupVServer disablePrimaryOnDown insertVserverIPPort AuthenticationHost Authentication authn401 authnVsName push pushVserver pushLabel pushMultiClients dbProfileName l2Conn oracleServerVersion mssqlServerVersion mysqlProtocolVersion mysqlServerVersion mysqlCharacterSet mysqlServerCapabilities icmpVsrResponse RHIstate newServiceRequest newServiceRequestUnit newServiceRequestIncrementInterval minAutoscaleMembers maxAutoscaleMembers persistAVPno skippersistency authnProfile macmodeRetainvlan dbsLb dns64 bypassAAAA RecursionAvailable processLocal lbprofilename redirectFromPort httpsRedirectUrl retainConnectionsOnCluster weight policyName priority gotoPriorityExpression type invoke serviceName vipHeader ipset quicProfileName quicBridgeProfilename adfsProxyProfile tcpProbePort toggleorder orderthreshold order probeProtocol probePort probeSuccessResponseCode apiProfile noDefaultBindings devno analyticsProfile`,
  'cs vserver': `${PROFILES} range IPPattern IPMask IPAddress targetType state stateUpdate cacheable redirectURL cltTimeout precedence caseSensitive soMethod soPersistence soPersistenceTimeOut soThreshold soBackupAction redirectPortRewrite downStateFlush backupVServer disablePrimaryOnDown insertVserverIPPort AuthenticationHost Authentication authn401 authnVsName push pushVserver pushLabel pushMultiClients dbProfileName l2Conn Listenpolicy Listenpriority persistenceType persistMask timeout cookieName persistenceBackup backupPersistenceTimeout persistenceId rule lbvserver policyName priority targetLBVserver gotoPriorityExpression type invoke domainName TTL ipset devno`,
  vserver: 'state',
  service: SERVICE_OPTIONS,
  serviceGroup: `${SERVICE_OPTIONS} autoScale memberPort autoDisablegraceful autoDisabledelay autoDelayedTrofs nameserver dbsTTL topicName bootstrap`,
  server: 'domainResolveRetry IPv6Address translationIp translationMask state comment td IPAddress domainResolveNow delay graceFul queryType devno',
  'lb monitor': `action respCode httpRequest rtspRequest customHeaders maxForwards sipMethod sipURI sipregURI send recv query queryType scriptName scriptArgs secureargs dispatcherIP dispatcherPort userName password secondaryPassword logonpointName lasVersion radKey radNASid radNASip radAccountType radFramedIP radAPN radMSISDN radAccountSession LRTM deviation interval resptimeout resptimeoutThresh retries failureRetries alertRetries successRetries downTime destIP destPort state reverse transparent ipTunnel tos tosId secure validateCred domain IPAddress group fileName baseDN bindDN filter attribute database oracleSid sqlQuery evalRule mssqlProtocolVersion snmpOID snmpCommunity snmpThreshold snmpVersion metricTable metric metricThreshold metricWeight application sitePath storename storefrontacctservice storefrontcheckbackendservices netProfile originHost originRealm hostIPAddress vendorId productName firmwareRevision authApplicationId acctApplicationId inbandSecurityId supportedVendorIds vendorSpecificVendorId vendorSpecificAuthApplicationIds vendorSpecificAcctApplicationIds kcdAccount storedb trofscode trofsstring sslProfile certkeyName weight grpcHealthCheck grpcStatusCode grpcServiceName mqttClientIdentifier mqttVersion encrypted encryptmethod kek suffix devno`,
  'lb group':
    'persistenceType persistenceBackup backupPersistenceTimeout persistMask cookieName v6persistmasklen cookieDomain timeout rule useVserverPersistency masterVserver devno',
  'ns mode': '',
};

const NAMES = new Map(Object.entries(OPTION_NAMES).map(([kind, names]) => [kind, names.split(' ').filter((name) => name !== '')] as const));
const LOWER = new Map([...NAMES].map(([kind, names]) => [kind, new Map(names.map((name) => [name.toLowerCase(), name]))] as const));

/** The full name of an option: the one that is written in any letter case, or the only one that begins so; `undefined` for all else. */
export function optionName(kind: KindName, written: string): string | undefined {
  const text = written.toLowerCase();
  const exact = LOWER.get(kind)?.get(text);
  if (exact !== undefined || text === '') return exact;
  const beginning = (NAMES.get(kind) ?? []).filter((name) => name.toLowerCase().startsWith(text));
  return beginning.length === 1 ? beginning[0] : undefined;
}

/** How long a record of persistence lasts unless it is said, in minutes. Source: NetScaler command reference, "lb group", "lb vserver". */
export const PERSISTENCE_MINUTES = 2;

const YES_NO = ['YES', 'NO'] as const;
const STATES = ['ENABLED', 'DISABLED'] as const;
const COMMENT: SettingInfo = { name: 'comment', about: 'Text that says what it is for.' };
const STATE: SettingInfo = { name: 'state', about: 'Whether it takes part at all.', values: STATES, default: 'ENABLED' };
const USIP: SettingInfo = {
  name: 'usip',
  about: 'Whether servers see the address of the client. They do not by default, and RRAS then takes all clients for one.',
  values: YES_NO,
  default: 'NO',
};
const HEALTH: SettingInfo = { name: 'healthMonitor', about: 'Whether servers are tested. One that is not counts as up.', values: YES_NO, default: 'YES' };
const MONITOR: SettingInfo = { name: 'monitorName', about: 'A monitor that tests the servers.', refersTo: 'lb monitor' };
const PROXY_PORT: SettingInfo = {
  name: 'useproxyport',
  about: 'Whether the connection to the server has a port of the appliance instead of the port of the client. Counts with usip only.',
  values: YES_NO,
};
const BACKUP: SettingInfo = {
  name: 'persistenceBackup',
  about: 'What keeps a client with its server where the first kind cannot. Beside SSLSESSION since 12.0 build 56.20.',
  values: ['SOURCEIP', 'NONE'],
};
const TIMEOUT: SettingInfo = { name: 'timeout', about: 'Minutes without traffic after which a client may get another server; at most 1440.', default: '2' };

/** The kinds of object that a VPN needs, with what matters for one. */
const CITRIX_KINDS: readonly ObjectKind[] = [
  {
    kind: 'lb vserver',
    about: 'A virtual server: the address, the port and the protocol that clients connect to. Services and service groups are bound to it.',
    settings: [
      {
        name: 'persistenceType',
        about: 'What makes all connections of a client go to one server. The group counts where it is in one.',
        values: ['SOURCEIP', 'SSLSESSION', 'COOKIEINSERT', 'RULE', 'URLPASSIVE', 'CUSTOMSERVERID', 'DESTIP', 'SRCIPDESTIP', 'NONE'],
        default: 'NONE',
      },
      TIMEOUT,
      BACKUP,
      { name: 'backupPersistenceTimeout', about: 'Minutes for which the backup remembers a client; 2 to 1440.', default: '2' },
      {
        name: 'lbMethod',
        about: 'How a server is chosen for a client that none is remembered for.',
        values: ['LEASTCONNECTION', 'ROUNDROBIN', 'LEASTRESPONSETIME', 'SOURCEIPHASH'],
        default: 'LEASTCONNECTION',
      },
      {
        name: 'm',
        about: 'How packets are redirected: to the address of the server, or without changing the address.',
        values: ['IP', 'MAC', 'IPTUNNEL', 'TOS'],
        default: 'IP',
      },
      { name: 'cltTimeout', about: 'Seconds after which an idle connection of a client is closed.' },
      { name: 'Listenpolicy', about: 'Which packets it takes, as an expression.' },
      { name: 'backupVServer', about: 'The virtual server that takes over when this one is down.', refersTo: 'lb vserver' },
      { name: 'netProfile', about: 'The addresses that servers see instead of the client.' },
      STATE,
      COMMENT,
    ],
    sources: [REFERENCE],
  },
  {
    kind: 'serviceGroup',
    about: 'Servers that take the same kind of traffic. Servers with their port and monitors are bound to it.',
    settings: [
      USIP,
      PROXY_PORT,
      MONITOR,
      HEALTH,
      { name: 'cltTimeout', about: 'Seconds after which an idle connection of a client is closed.' },
      STATE,
      COMMENT,
    ],
    sources: [REFERENCE],
  },
  {
    kind: 'service',
    about: 'One server with its port and protocol. Monitors are bound to it, and it is bound to virtual servers.',
    settings: [USIP, PROXY_PORT, MONITOR, HEALTH, STATE, COMMENT],
    sources: [REFERENCE],
  },
  { kind: 'server', about: 'A server by its address or its host name.', settings: [STATE, COMMENT], sources: [REFERENCE] },
  {
    kind: 'lb monitor',
    about: 'A test that tells whether a server works. RRAS answers 401 to a HEAD request for the path of SSTP; IKEv2 can be tested by PING only.',
    settings: [
      { name: 'respCode', about: 'The status codes that count as good, for HTTP: 401 for SSTP.', default: '200' },
      { name: 'httpRequest', about: 'Method and path of the request, for HTTP.', default: '"HEAD /"' },
      { name: 'customHeaders', about: 'Headers of the request, each with \\r\\n at its end, for HTTP and HTTP-ECV.' },
      { name: 'secure', about: 'Whether it tests over TLS.', values: YES_NO, default: 'NO' },
      { name: 'send', about: 'What is sent, for the ECV types.' },
      { name: 'recv', about: 'The text that counts as good, for the ECV types. HTTP-ECV looks for it in the body alone, and so never sees 401.' },
      { name: 'destPort', about: 'The port that is tested; 0 for that of the service.', default: '0' },
      { name: 'interval', about: 'Time between two tests, in seconds unless MSEC or MIN follows. Must be longer than resptimeout.', default: '5' },
      { name: 'resptimeout', about: 'Time that one test waits for its answer, in seconds unless MSEC or MIN follows.', default: '2' },
      { name: 'retries', about: 'How many tests must fail until a server is down.', default: '3' },
      { name: 'downTime', about: 'Time before a server that is down is tested again.', default: '30' },
      { name: 'reverse', about: 'Whether a good answer means that the server is down.', values: ['NO', 'YES'], default: 'NO' },
      { name: 'LRTM', about: 'Whether it measures how fast servers answer.', values: STATES },
    ],
    sources: [REFERENCE],
  },
  {
    kind: 'lb group',
    about: 'Virtual servers that share one record for each client, so that UDP 500 and 4500 of a client reach the same server.',
    settings: [
      {
        name: 'persistenceType',
        about: 'What makes all connections of a client go to one server. Only SOURCEIP works for UDP.',
        values: ['SOURCEIP', 'COOKIEINSERT', 'RULE', 'NONE'],
      },
      TIMEOUT,
      { ...BACKUP, about: 'What keeps a client with its server where the first kind cannot.' },
      { name: 'persistMask', about: 'How much of the address of a client counts, as a mask.', default: '255.255.255.255' },
    ],
    sources: [REFERENCE],
  },
  {
    kind: 'ns mode',
    about: 'Modes of the whole appliance. USIP is what a new service does with the address of the client unless it says otherwise.',
    settings: [],
    sources: [REFERENCE, 'CTX109858'],
  },
];

/** Modes by their short names. Source: saved configurations; NetScaler documentation, "Modes of packet forwarding". */
export const MODE_NAMES = [
  'USNIP',
  'USIP',
  'FR',
  'L2',
  'L3',
  'CKA',
  'TCPB',
  'MBF',
  'Edge',
  'SRADV',
  'DRADV',
  'IRADV',
  'SRADV6',
  'DRADV6',
  'PMTUD',
  'ULFD',
] as const;

/** What is known of a kind. */
export function citrixKind(kind: KindName): ObjectKind | undefined {
  return CITRIX_KINDS.find((each) => each.kind === kind);
}
