import type { ObjectKind, SettingInfo } from './object-kind.ts';

/** Where facts of BIG-IP come from. */
const TMSH = 'F5, Traffic Management Shell (tmsh) reference';
const DEFAULTS = 'Default objects of BIG-IP 11 and 15 as stored in profile_base.conf';
const SCOPE = 'F5, Application Services 3 schema reference, Persist';

const SWITCH = ['enabled', 'disabled'] as const;
const DESCRIPTION: SettingInfo = { name: 'description', about: 'A text for people.' };

const VIRTUAL: ObjectKind = {
  kind: 'ltm virtual',
  about: 'A virtual server: the address and port that clients connect to, and what becomes of their packets.',
  sources: [TMSH],
  settings: [
    { name: 'destination', about: 'Address and port that it listens to, such as `203.0.113.10:500`; port 0 or `any` is every port.' },
    { name: 'ip-protocol', about: 'The protocol that it listens to: UDP for IKEv2, TCP for SSTP.', values: ['udp', 'tcp', 'any'] },
    { name: 'mask', about: 'Mask of the address; of one host unless the address is a network.', default: '255.255.255.255' },
    { name: 'pool', about: 'The servers that share its traffic.', refersTo: 'pool', default: 'none' },
    { name: 'persist', about: 'What keeps a client with its server.', refersTo: 'persistence', default: 'none' },
    { name: 'fallback-persistence', about: 'What keeps a client with its server where the first cannot.', refersTo: 'persistence', default: 'none' },
    {
      name: 'profiles',
      about: 'How protocols are handled; a client-ssl profile ends TLS here, a server-ssl profile speaks it to the servers.',
      refersTo: 'profile',
    },
    {
      name: 'source-address-translation',
      about: 'Whether servers see an address of the BIG-IP instead of the client’s: `none` keeps the address of the client.',
      default: '{ type none }',
    },
    { name: 'rules', about: 'iRules that take part.', refersTo: 'rule', default: 'none' },
    { name: 'source', about: 'The clients that it is for.', default: '0.0.0.0/0' },
    { name: 'translate-address', about: 'Whether the address of the server takes the place of its own.', values: SWITCH, default: 'enabled' },
    { name: 'translate-port', about: 'Whether the port of the server takes the place of its own.', values: SWITCH, default: 'enabled' },
    { name: 'policies', about: 'Local traffic policies that take part.', default: 'none' },
    { name: 'vlans', about: 'The VLANs that it is for, or not for.' },
    { name: 'vlans-enabled', about: 'It listens on the VLANs of the list only.' },
    { name: 'vlans-disabled', about: 'It listens on all VLANs but those of the list.' },
    { name: 'enabled', about: 'It takes connections.' },
    { name: 'disabled', about: 'It takes no connections.' },
    { name: 'ip-forward', about: 'It forwards packets by the routing table, to no pool.' },
    { name: 'source-port', about: 'Whether the source port is kept.', values: ['preserve', 'preserve-strict', 'change'], default: 'preserve' },
    { name: 'snatpool', about: 'Older releases: the pool of addresses that servers see instead of the client’s.', refersTo: 'snatpool', default: 'none' },
    { name: 'last-hop-pool', about: 'The routers that answers go back through.', refersTo: 'pool', default: 'none' },
    { name: 'connection-limit', about: 'How many connections it takes at most; 0 is no limit.', default: '0' },
    DESCRIPTION,
  ],
};

const POOL: ObjectKind = {
  kind: 'ltm pool',
  about: 'Servers that share traffic, and what tests them.',
  sources: [TMSH],
  settings: [
    { name: 'members', about: 'The servers, each with its port: `10.10.1.11:500`.' },
    { name: 'monitor', about: 'What tests the members; several are joined by `and`.', refersTo: 'monitor', default: 'none' },
    {
      name: 'load-balancing-mode',
      about: 'How a server is chosen for a new client.',
      values: [
        'least-connections-member',
        'round-robin',
        'least-connections-node',
        'ratio-member',
        'ratio-node',
        'observed-member',
        'predictive-member',
        'fastest-node',
      ],
      default: 'round-robin',
    },
    {
      name: 'allow-snat',
      about: 'Whether the client’s address may be replaced; `no` keeps it whatever the virtual server says.',
      values: ['yes', 'no'],
      default: 'yes',
    },
    { name: 'allow-nat', about: 'Whether the server’s own connections may have their address replaced.', values: ['yes', 'no'], default: 'yes' },
    {
      name: 'service-down-action',
      about: 'What becomes of connections to a server that goes down.',
      values: ['reselect', 'reset', 'drop', 'none'],
      default: 'none',
    },
    { name: 'slow-ramp-time', about: 'Seconds in which a server that came up gets its full share.', default: '10' },
    { name: 'min-active-members', about: 'How many members of a priority must be up before those of a lower one take part.', default: '0' },
    DESCRIPTION,
  ],
};

const TIMING: readonly SettingInfo[] = [
  { name: 'interval', about: 'Seconds between two tests; must be less than the timeout.', default: '5' },
  { name: 'timeout', about: 'Seconds without a good answer until a server counts as down: three intervals and one second as a rule.', default: '16' },
  { name: 'time-until-up', about: 'Seconds that a server must answer before it counts as up again.', default: '0' },
  { name: 'defaults-from', about: 'The monitor whose settings count where this one has none; must be of the same type.', refersTo: 'monitor' },
  { name: 'destination', about: 'Address and port that are tested; `*:*` is those of the member.', default: '*:*' },
  { name: 'manual-resume', about: 'Whether a server that came up stays down until somebody says otherwise.', values: SWITCH, default: 'disabled' },
  DESCRIPTION,
];

const REQUEST: readonly SettingInfo[] = [
  { name: 'send', about: String.raw`What is sent. Line ends are written \r\n, doubled as \\r\\n where BIG-IP stores them.`, default: String.raw`"GET /\r\n"` },
  { name: 'recv', about: 'What an answer must have for a server to count as up, as a regular expression; SSTP answers `HTTP/1.1 401`.', default: 'none' },
  { name: 'recv-disable', about: 'What an answer has that takes a server out of service.', default: 'none' },
  { name: 'reverse', about: 'Whether an answer that matches counts as bad.', values: SWITCH, default: 'disabled' },
  { name: 'adaptive', about: 'Whether the limit follows how long answers usually take.', values: SWITCH, default: 'disabled' },
  { name: 'ip-dscp', about: 'The DSCP value of its packets.', default: '0' },
];

/** A monitor of a type; each has the settings that are good for it. */
function monitor(type: string, about: string, more: readonly SettingInfo[] = []): ObjectKind {
  return { kind: `ltm monitor ${type}`, about, sources: [TMSH, DEFAULTS], settings: [...more, ...TIMING] };
}

function persistence(type: string, about: string, timeout: string, more: readonly SettingInfo[] = []): ObjectKind {
  return {
    kind: `ltm persistence ${type}`,
    about,
    sources: [TMSH, DEFAULTS, SCOPE],
    settings: [
      ...more,
      { name: 'timeout', about: 'Seconds without traffic until a record is dropped, or `indefinite`.', default: timeout },
      {
        name: 'match-across-services',
        about: 'All connections of a client to one virtual address go to one server, whatever the port: what ties UDP 500 and 4500.',
        values: SWITCH,
        default: 'disabled',
      },
      {
        name: 'match-across-virtuals',
        about: 'All connections of a client go to one server, whatever the virtual address.',
        values: SWITCH,
        default: 'disabled',
      },
      { name: 'match-across-pools', about: 'A record of any pool may be used.', values: SWITCH, default: 'disabled' },
      { name: 'mirror', about: 'Whether the other unit of a pair has the records as well.', values: SWITCH, default: 'disabled' },
      { name: 'override-connection-limit', about: 'Whether a client goes to its server beyond the limit.', values: SWITCH, default: 'disabled' },
      { name: 'defaults-from', about: 'The persistence whose settings count where this one has none.', refersTo: 'persistence' },
      DESCRIPTION,
    ],
  };
}

/** The kinds of objects that are understood. */
export const F5_KINDS: readonly ObjectKind[] = [
  VIRTUAL,
  POOL,
  monitor('https', 'Sends an HTTPS request and looks at the answer.', [
    ...REQUEST,
    { name: 'cipherlist', about: 'The ciphers that are offered.' },
    { name: 'compatibility', about: 'Whether known faults of others are worked around.', values: SWITCH, default: 'enabled' },
    { name: 'ssl-profile', about: 'The server-ssl profile that it connects with.', refersTo: 'profile', default: 'none' },
  ]),
  monitor('http', 'Sends an HTTP request and looks at the answer.', REQUEST),
  monitor('gateway-icmp', 'Sends echo requests: the test for a pool of IKEv2 servers.'),
  monitor('icmp', 'Sends echo requests to a server, whatever its ports.'),
  monitor('tcp', 'Opens a TCP connection.', REQUEST),
  monitor('udp', 'Sends a datagram; IKE does not answer it.', REQUEST),
  persistence('source-addr', 'Keeps a client with its server by source address.', '180', [
    { name: 'mask', about: 'How much of the address counts.', default: 'none' },
    { name: 'hash-algorithm', about: 'How a server is worked out of the address.', values: ['default', 'carp'], default: 'default' },
    { name: 'map-proxies', about: 'Whether several proxies of one provider count as one client.', values: SWITCH, default: 'enabled' },
  ]),
  persistence('ssl', 'Keeps a client with its server by TLS session.', '300'),
];

/** The kind with a name such as `ltm virtual`. */
export function f5Kind(kind: string): ObjectKind | undefined {
  return F5_KINDS.find((each) => each.kind === kind);
}
