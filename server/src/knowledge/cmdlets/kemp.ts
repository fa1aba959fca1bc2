import type { Cmdlet, CmdletParameter } from '../cmdlet.ts';
import { KEMP_CHECK_TYPES, KEMP_PERSISTENCE, KEMP_SCHEDULES } from '../load-balancer/kemp.ts';

/**
 * The module Kemp.LoadBalancer.Powershell, as far as virtual services and their real servers go. Parameters, types, positions and lists of
 * values are those of version 7.2.60; `Port`, `Protocol` and the names without `Adc` are those of the older generation, which scripts of
 * today still use.
 * Source: the modules themselves; meaning and defaults: Progress Kemp, "RESTful API", sections 3.6.1 and 3.6.5.
 */
const SOURCE = 'https://github.com/KEMPtechnologies/powershell-sdk-vnext';

/** What people write here, one of each service: by its address, port and protocol, or by its index. */
const SETS = ['Address', 'Index'];

const ADDRESS: readonly CmdletParameter[] = [
  { name: 'VirtualService', aliases: ['VSAddress'], position: 0, summary: 'Address that clients connect to.' },
  {
    name: 'VSPort',
    aliases: ['Port'],
    position: 1,
    type: 'Int32',

    summary: 'Port that clients connect to, 3 to 65530. Older modules call it Port.',
  },
  {
    name: 'VSProtocol',
    aliases: ['Protocol'],
    position: 2,
    values: ['tcp', 'udp'],

    summary: 'udp for both ports of IKEv2, tcp for SSTP. Older modules call it Protocol.',
  },
];

/** In commands that may name the service by its index as well. */
const BY_ADDRESS: readonly CmdletParameter[] = ADDRESS.map((parameter) => ({ ...parameter, sets: ['Address'] }));

const INDEX: CmdletParameter = {
  name: 'VSIndex',
  position: 3,
  type: 'Int32',
  sets: ['Index'],
  mandatory: ['Index'],
  summary: 'Number of the virtual service, in the place of address, port and protocol. Get-AdcVirtualService prints it.',
};

const CONNECTION: readonly CmdletParameter[] = [
  { name: 'LoadBalancer', summary: 'Address of the LoadMaster; without it that of Initialize-LmConnectionParameters.' },
  { name: 'LBPort', type: 'Int32', summary: 'Port by which the LoadMaster is managed, 443 unless it was changed.' },
  { name: 'Credential', summary: 'Account to use on the LoadMaster.' },
  { name: 'CertificateStoreLocation', summary: 'Certificate store with the client certificate to use on the LoadMaster.' },
  { name: 'SubjectCN', summary: 'Common name of the client certificate to use on the LoadMaster.' },
];

/** Settings of a service that matter to a VPN. */
const SERVICE: readonly CmdletParameter[] = [
  { name: 'Persist', values: KEMP_PERSISTENCE, summary: 'What keeps a client with its server: src for IKEv2, ssl or src for SSTP, none by default.' },
  {
    name: 'PersistTimeout',
    type: 'Int32',
    summary: 'Seconds after the last connection until a client may get another server, rounded down to minutes; less than 60 switches persistence off.',
  },
  { name: 'FollowVSID', type: 'Int32', summary: 'Index of the service whose persistence records this one shares (port following); 0 for none.' },
  {
    name: 'Transparent',
    type: 'Boolean',
    summary: 'Servers see the address of the client; their default gateway must then be the LoadMaster. The default of UDP services.',
  },
  { name: 'ForceL7', type: 'Boolean', summary: 'The service runs at layer 7. UDP services run at layer 4 by default, others at layer 7.' },
  { name: 'SubnetOriginating', type: 'Boolean', summary: 'Servers see the address that the LoadMaster has in their subnet.' },
  { name: 'CheckType', values: KEMP_CHECK_TYPES, summary: 'How servers are tested: icmp for IKEv2, https or http with the path of SSTP for SSTP.' },
  { name: 'CheckUrl', summary: 'Path that the test asks for: /sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/ for SSTP. The module percent-encodes it.' },
  { name: 'CheckHost', summary: 'Host header of the test; needs HTTP/1.1. The address of the service by default.' },
  { name: 'CheckPort', type: 'Int32', summary: 'Port that is tested; 0 for that of the server.' },
  {
    name: 'CheckUse1_1',
    type: 'Int32',
    values: ['1', '0'],
    summary: 'Whether the test speaks HTTP/1.1 (1) or HTTP/1.0 (0, the default). Older modules take a Boolean.',
  },
  { name: 'CheckUseGet', type: 'Int32', summary: 'Method of the test: 0 for HEAD, the default, 1 for GET, 2 for POST, 3 for OPTIONS.' },
  {
    name: 'CheckCodes',
    summary: 'Status codes from 300 on that count as good, with blanks between them. 200 to 299 always do; 301, 302 and 401 do unless this names others.',
  },
  { name: 'CheckHeaders', summary: 'Up to four more headers of the test: Name:value|Name:value.' },
  { name: 'CheckPattern', summary: 'Text that must be in the answer where the method is GET or POST.' },
  { name: 'CheckPostData', summary: 'What the test sends where its method is POST.' },
  { name: 'ChkInterval', type: 'Int32', summary: 'Seconds between two tests.' },
  { name: 'ChkTimeout', type: 'Int32', summary: 'Seconds that a test waits for its answer.' },
  { name: 'ChkRetryCount', type: 'Int32', summary: 'Tests in a row that must fail until a server counts as down.' },
  {
    name: 'SSLAcceleration',
    type: 'Boolean',
    summary: 'TLS ends on the LoadMaster. For SSTP the RRAS servers must then know the hash of the public certificate.',
  },
  { name: 'SSLReencrypt', type: 'Boolean', summary: 'Behind SSLAcceleration the LoadMaster speaks TLS to the servers again.' },
  { name: 'CertFile', type: 'String[]', summary: 'Certificates of the service.' },
  { name: 'Schedule', values: KEMP_SCHEDULES, summary: 'How new clients are shared out between servers.' },
  { name: 'VSType', values: ['gen', 'http', 'tls', 'ts'], summary: 'What the service speaks: gen for IKEv2 and for SSTP that passes through.' },
  { name: 'Nickname', summary: 'Name of the service.' },
  { name: 'Enable', type: 'Boolean', summary: 'Whether the service takes connections.' },
  { name: 'ExtraPorts', summary: 'Further ports that the service listens to.' },
  { name: 'PortFollow', type: 'Int32', summary: 'Port of the service whose persistence records this one shares: the older form of FollowVSID.' },
  { name: 'Idletime', type: 'Int32', summary: 'Seconds without traffic after which a connection is closed, 660 by default.' },
  { name: 'RefreshPersist', type: 'Boolean', summary: 'Long connections keep their persistence record alive.' },
  { name: 'UseforSnat', type: 'Boolean', summary: 'Connections that the servers open themselves get the address of the service.' },
  { name: 'StandByAddr', summary: 'Server that is used when no other works.' },
  { name: 'StandByPort', summary: 'Port of the server that is used when no other works.' },
  { name: 'AltAddress', summary: 'A second address that clients connect to.' },
  { name: 'DefaultGW', summary: 'Gateway by which answers to clients leave.' },
  { name: 'LocalBindAddresses', type: 'String[]', summary: 'Addresses of the LoadMaster that connections to servers come from.' },
  { name: 'RsMinimum', type: 'Int32', summary: 'Servers that must work for the service to count as up.' },
];

/** Further settings by what they are for, so that names and abbreviations are known. */
const FURTHER: readonly (readonly [about: string, names: string])[] = [
  [
    'Setting for HTTP, without meaning for a VPN.',
    'AddVia Cache? CachePercent Compress? Cookie QueryTag ErrorCode ErrorUrl CopyHdrFrom CopyHdrTo ExtraHdrKey ExtraHdrValue NeedHostName? MultiConnect? SecurityHeaderOptions SameSite HTTPReschedule? ResponseStatusRemap? ResponseRemapCodeMap ResponseRemapMsgMap ResponseRemapMsgFormat MatchLen BodyLimit',
  ],
  [
    'Setting of TLS where it ends on the LoadMaster.',
    'CipherSet Tls13CipherSet TlsType ClientCert IntermediateCerts PassCipher? PassSni? SSLReverse? SSLRewrite ReverseSNIHostname OCSPVerify StartTLSMode',
  ],
  [
    'Setting of sign-in on the LoadMaster (Edge Security Pack), which a VPN does not use.',
    'ESPEnabled? ESPLogs AllowedHosts AllowedDirectories ExcludedDirectories AllowedGroups GroupSIDs SteeringGroups IncludeNestedGroups? MultiDomainPermittedGroups? DisplayPubPriv? DisablePasswordForm? Domain AltDomains Logoff SMTPAllowedDomains UserPwdChangeUrl UserPwdChangeMsg UserPwdExpiryWarn? UserPwdExpiryWarnDays InputAuthMode OutConf OutputAuthMode SingleSignOnDir SingleSignOnMessage VerifyBearer? BearerCertificateName BearerText',
  ],
  [
    'Setting of the web application firewall, which a VPN does not use.',
    'InterceptMode InterceptOpts InterceptRules InterceptPostOtherContentTypes OWASPOpts BlockingParanoia ExecutingParanoia AnomalyScoringThreshold PCRELimit JSONDLimit IPReputationBlocking? RuleSets CustomRules ExcludedWorkLoads DisabledRules BlockedCountries AuditParts PostOtherContentTypes AlertThreshold Verify',
  ],
  [
    'Order of the content rules of the service.',
    'PreProcPrecedence PreProcPrecedencePos RequestPrecedence RequestPrecedencePos ResponsePrecedence ResponsePrecedencePos RsRulePrecedence RsRulePrecedencePos MatchBodyPrecedence MatchBodyPrecedencePos',
  ],
  [
    'Limit or fine tuning of the service.',
    'TransactionLimit ConnsPerSecLimit RequestsPerSecLimit MaxConnsLimit BandWidth QoS ServerInit EnhancedHealthChecks? LdapEndpoint AdaptiveInterval AdaptiveURL AdaptivePort AdaptiveMinPercent',
  ],
];

const ONLY_SET: readonly (readonly [about: string, names: string])[] = [
  ['New address or port of the service.', 'VSNewAddress VSNewPort'],
  [
    'Setting of sign-in or of HTTP on the LoadMaster, which a VPN does not use.',
    'ServerFbaPath ServerFbaPost ServerFbaUsernameOnly TokenServerFqdn AddAuthHeader Intercept? AllowHTTP2? Captcha? CaptchaPublicKey CaptchaPrivateKey CaptchaAccessUrl CaptchaVerifyUrl NonLocalSorryServer?',
  ],
];

/** A question mark behind a name stands for a Boolean. */
function rows(groups: typeof FURTHER): CmdletParameter[] {
  return groups.flatMap(([summary, names]) =>
    names.split(' ').map((name): CmdletParameter => (name.endsWith('?') ? { name: name.slice(0, -1), type: 'Boolean', summary } : { name, summary })),
  );
}

const REAL_SERVER: readonly CmdletParameter[] = [
  { name: 'Weight', type: 'Int32', summary: 'Share of the server where clients are shared out by weight.' },
  { name: 'Forward', values: ['nat', 'route'], summary: 'How packets reach the server: nat, or route for direct server return.' },
  { name: 'Enable', type: 'Boolean', summary: 'Whether the server takes connections.' },
  { name: 'Limit', type: 'Int64', summary: 'Most connections at a time.' },
  { name: 'RateLimit', type: 'Int64', summary: 'Most new connections in a second.' },
  { name: 'Critical', type: 'Boolean', summary: 'The service is down without this server.' },
  { name: 'Follow', type: 'Int32', summary: 'Index of the server whose state this one follows.' },
];

const SERVER_NAME: readonly CmdletParameter[] = [
  { name: 'RealServer', position: 4, summary: 'Address or name of an RRAS server.' },
  { name: 'RealServerPort', position: 5, type: 'Int32', summary: 'Port of the server: the one that the service has.' },
];

export const NEW_KEMP_SERVICE: Cmdlet = {
  name: 'New-AdcVirtualService',
  aliases: ['New-VirtualService'],
  summary: 'Makes a virtual service on a Kemp LoadMaster.',
  source: SOURCE,
  parameters: [
    ...ADDRESS.map((parameter): CmdletParameter => ({ ...parameter, mandatory: true })),
    ...SERVICE,
    { name: 'Template', summary: 'Template that the service takes its settings from.' },
    ...rows(FURTHER),
    ...CONNECTION,
  ],
};

export const SET_KEMP_SERVICE: Cmdlet = {
  name: 'Set-AdcVirtualService',
  aliases: ['Set-VirtualService'],
  summary: 'Changes a virtual service on a Kemp LoadMaster.',
  source: SOURCE,
  sets: SETS,
  parameters: [...BY_ADDRESS, INDEX, ...SERVICE, ...rows(ONLY_SET), ...rows(FURTHER), ...CONNECTION],
};

export const GET_KEMP_SERVICE: Cmdlet = {
  name: 'Get-AdcVirtualService',
  aliases: ['Get-VirtualService'],
  summary: 'Prints virtual services of a Kemp LoadMaster, with their indexes.',
  source: SOURCE,
  sets: SETS,
  parameters: [...BY_ADDRESS, INDEX, ...CONNECTION],
};

export const REMOVE_KEMP_SERVICE: Cmdlet = {
  name: 'Remove-AdcVirtualService',
  aliases: ['Remove-VirtualService'],
  summary: 'Removes a virtual service from a Kemp LoadMaster.',
  source: SOURCE,
  sets: SETS,
  parameters: [...BY_ADDRESS, INDEX, { name: 'Force', switch: true, summary: 'Does not ask for confirmation.' }, ...CONNECTION],
};

export const NEW_KEMP_SUB_SERVICE: Cmdlet = {
  name: 'New-AdcSubVirtualService',
  aliases: ['New-SubVirtualService'],
  summary: 'Makes a service below a virtual service of a Kemp LoadMaster.',
  source: SOURCE,
  sets: SETS,
  parameters: [...BY_ADDRESS, INDEX, ...CONNECTION],
};

export const NEW_KEMP_SERVER: Cmdlet = {
  name: 'New-AdcRealServer',
  aliases: ['New-RealServer'],
  summary: 'Adds a server to a virtual service of a Kemp LoadMaster.',
  source: SOURCE,
  sets: SETS,
  parameters: [
    ...BY_ADDRESS,
    INDEX,
    ...SERVER_NAME.map((parameter): CmdletParameter => ({ ...parameter, mandatory: true })),
    ...REAL_SERVER,
    { name: 'Non_Local', type: 'Boolean', summary: 'The server is not in a network of the LoadMaster.' },
    { name: 'AddToAllSubvs', type: 'Boolean', summary: 'Adds the server to every service below this one.' },
    ...CONNECTION,
  ],
};

export const SET_KEMP_SERVER: Cmdlet = {
  name: 'Set-AdcRealServer',
  aliases: ['Set-RealServer'],
  summary: 'Changes a server of a virtual service of a Kemp LoadMaster.',
  source: SOURCE,
  sets: SETS,
  parameters: [
    ...BY_ADDRESS,
    INDEX,
    ...SERVER_NAME,
    { name: 'RSIndex', position: 6, type: 'Int32', summary: 'Number of the server, in the place of its address and port.' },
    { name: 'NewPort', type: 'Int32', summary: 'New port of the server.' },
    ...REAL_SERVER,
    ...CONNECTION,
  ],
};

export const REMOVE_KEMP_SERVER: Cmdlet = {
  name: 'Remove-AdcRealServer',
  aliases: ['Remove-RealServer'],
  summary: 'Takes a server out of a virtual service of a Kemp LoadMaster.',
  source: SOURCE,
  sets: SETS,
  parameters: [
    ...BY_ADDRESS,
    INDEX,
    ...SERVER_NAME,
    { name: 'RSIndex', position: 6, type: 'Int32', summary: 'Number of the server, in the place of its address and port.' },
    { name: 'Force', switch: true, summary: 'Does not ask for confirmation.' },
    ...CONNECTION,
  ],
};

/** Every cmdlet that a LoadMaster is managed with here. */
export const KEMP_CMDLETS: ReadonlySet<Cmdlet> = new Set([
  NEW_KEMP_SERVICE,
  SET_KEMP_SERVICE,
  GET_KEMP_SERVICE,
  REMOVE_KEMP_SERVICE,
  NEW_KEMP_SUB_SERVICE,
  NEW_KEMP_SERVER,
  SET_KEMP_SERVER,
  REMOVE_KEMP_SERVER,
]);
