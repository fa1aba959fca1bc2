import { EAP_TEMPLATES, EAP_TLS, PEAP_WITH_EAP_TLS, PEAP_WITH_MSCHAPV2 } from '../../knowledge/profile-xml/eap-templates.ts';
import { thumbprintOf } from '../../knowledge/certificates.ts';
import { lackedBy } from '../conversion/policy-text.ts';
import { POLICY, type Given, type Item, type Question } from './question.ts';
import { readAddresses, readHosts, readNetworks, readRoutes, readSuffixes, readThumbprint, readZones, type Read } from './read-answers.ts';

/** The ids of the questions for a profile. */
export const ASK = {
  tunnel: 'tunnel',
  protocol: 'protocol',
  servers: 'servers',
  policy: POLICY,
  routing: 'routing',
  routes: 'routes',
  eap: 'eap',
  npsNames: 'nps-names',
  rootCa: 'root-ca',
  conditionalAccess: 'conditional-access',
  singleSignOn: 'single-sign-on',
  issuingCa: 'issuing-ca',
  suffix: 'dns-suffix',
  zones: 'zones',
  dnsServers: 'dns-servers',
  trusted: 'trusted-network',
  register: 'register-dns',
} as const;

/** What the example names and addresses of the prompts are. */
const EXAMPLE = {
  server: 'vpn.fabrikam.com',
  nps: 'nps1.corp.fabrikam.com',
  suffix: 'corp.fabrikam.com',
  network: '10.20.0.0/16',
  host: '10.20.0.10/32',
  dns: '10.20.0.10,10.20.0.11',
} as const;

const EAP_DETAILS: Readonly<Record<string, string>> = {
  [PEAP_WITH_EAP_TLS.id]: 'The exchange runs inside TLS, so that nobody sees the certificate. The usual choice.',
  [EAP_TLS.id]: 'One TLS exchange less. Works with servers that do not speak PEAP.',
  [PEAP_WITH_MSCHAPV2.id]: 'Name and password, which users have to type. A certificate is safer.',
};

export const isDevice = (given: Given): boolean => given.is(ASK.tunnel, 'device');
const isUser = (given: Given): boolean => !isDevice(given);
/** Whether IKEv2 is tried, which a device tunnel always does. */
export const hasIkev2 = (given: Given): boolean => isDevice(given) || !given.is(ASK.protocol, 'sstp');
export const isSplit = (given: Given): boolean => isDevice(given) || given.is(ASK.routing, 'split');
const hasCertificate = (given: Given): boolean => isUser(given) && !given.is(ASK.eap, PEAP_WITH_MSCHAPV2.id);
export const hasConditionalAccess = (given: Given): boolean => hasCertificate(given) && given.is(ASK.conditionalAccess, 'yes');

/** What an administrator is asked for a profile, the deciding things first. */
export const PROFILE_QUESTIONS: readonly Question[] = [
  {
    id: ASK.tunnel,
    label: 'Tunnel',
    prompt: () => 'Whose tunnel is it?',
    form: {
      kind: 'pick',
      items: () => [
        { id: 'user', label: 'User tunnel', detail: 'Connects when a user has signed in, and authenticates the user.', chosen: true },
        {
          id: 'device',
          label: 'Device tunnel',
          detail: 'Connects before anyone signs in, by the certificate of the computer. IKEv2, split tunnel.',
        },
      ],
    },
  },
  {
    id: ASK.protocol,
    label: 'Protocol',
    prompt: () => 'Which protocol is used?',
    isAsked: isUser,
    form: {
      kind: 'pick',
      items: () => [
        { id: 'ikev2', label: 'IKEv2', detail: 'The highest level of protection. Needs UDP 500 and 4500, which some networks block.', chosen: true },
        {
          id: 'ikev2-sstp',
          label: 'IKEv2, then SSTP (ProtocolList)',
          detail: 'Falls back where IKEv2 is blocked. Windows 11 only, in the form of published profiles.',
        },
        { id: 'sstp', label: 'SSTP', detail: 'TLS on TCP 443, which passes nearly everywhere. In ProfileXML for Windows 11 only.' },
      ],
    },
  },
  {
    id: ASK.servers,
    label: 'VPN servers',
    prompt: () => 'Public names of the VPN servers, as their certificates have them, with commas between.',
    form: { kind: 'text', placeholder: EXAMPLE.server, read: (text) => readHosts(text, EXAMPLE.server) },
  },
  {
    id: ASK.policy,
    label: 'IPsec policy',
    prompt: () => 'Which IPsec policy? The server must have the same six values.',
    isAsked: hasIkev2,
    form: { kind: 'pick', items: policyItems },
  },
  {
    id: ASK.routing,
    label: 'Routing',
    prompt: () => 'What goes through the tunnel?',
    isAsked: isUser,
    form: {
      kind: 'pick',
      items: () => [
        { id: 'split', label: 'Split tunnel', detail: 'Only the networks that you name. The rest goes straight to the internet.', chosen: true },
        { id: 'force', label: 'Force tunnel', detail: 'Everything, the internet included.' },
      ],
    },
  },
  {
    id: ASK.routes,
    label: 'Routes',
    prompt: (given) =>
      isDevice(given)
        ? 'Servers that are needed before sign-in, such as domain controllers, with commas between.'
        : 'Networks behind the tunnel, with commas between.',
    isAsked: isSplit,
    form: {
      kind: 'text',
      placeholder: `${EXAMPLE.network} for a network, ${EXAMPLE.host} for a server`,
      read: (text, given) => (isDevice(given) ? readRoutes(text, 'device', EXAMPLE.host) : readRoutes(text, 'user', EXAMPLE.network)),
    },
  },
  {
    id: ASK.eap,
    label: 'Authentication',
    prompt: () => 'How do users authenticate?',
    isAsked: isUser,
    form: {
      kind: 'pick',
      items: () =>
        EAP_TEMPLATES.map(({ id, title }, index): Item => ({ id, label: title, detail: EAP_DETAILS[id] ?? '', ...(index === 0 && { chosen: true }) })),
    },
  },
  {
    id: ASK.npsNames,
    label: 'NPS servers',
    prompt: () => 'Names of the NPS servers as their certificates have them, with commas between. Windows 11 tells upper case from lower.',
    isAsked: isUser,
    form: { kind: 'text', placeholder: EXAMPLE.nps, read: (text) => readHosts(text, EXAMPLE.nps) },
  },
  {
    id: ASK.rootCa,
    label: 'Root CA of NPS',
    prompt: () =>
      'SHA-1 thumbprint of the root CA that the certificates of the NPS servers lead to. It is what keeps clients from talking to a false server. Get-ChildItem Cert:\\LocalMachine\\Root prints it on a client.',
    isAsked: isUser,
    form: { kind: 'text', placeholder: '40 hexadecimal digits', read: readThumbprint },
  },
  {
    id: ASK.conditionalAccess,
    label: 'Conditional Access',
    prompt: () => 'Is Microsoft Entra Conditional Access to decide who connects?',
    isAsked: hasCertificate,
    form: {
      kind: 'pick',
      items: () => [
        { id: 'no', label: 'No', detail: 'Users authenticate with a certificate of your own CA.', chosen: true },
        { id: 'yes', label: 'Yes', detail: 'Users authenticate with a short-lived certificate of Entra, which NPS has to accept.' },
      ],
    },
  },
  {
    id: ASK.singleSignOn,
    label: 'Single sign-on',
    prompt: () => "SHA-1 thumbprint of the CA of the users' own certificates, for single sign-on inside the tunnel. Leave it empty where that is not used.",
    isAsked: hasConditionalAccess,
    form: { kind: 'text', placeholder: '40 hexadecimal digits, or nothing', read: (text) => (text.trim() === '' ? { value: '' } : readThumbprint(text)) },
  },
  {
    id: ASK.issuingCa,
    label: 'Issuing CA',
    prompt: () =>
      'SHA-1 thumbprint of the CA that issues the user certificates, so that no other certificate is chosen. Leave it empty where the root issues them itself.',
    isAsked: (given) => hasCertificate(given) && !hasConditionalAccess(given),
    form: { kind: 'text', placeholder: '40 hexadecimal digits, or nothing', read: readIssuer },
  },
  {
    id: ASK.suffix,
    label: 'DNS suffix',
    prompt: () => 'DNS suffixes of the connection, with commas between. Leave it empty for none.',
    form: { kind: 'text', placeholder: EXAMPLE.suffix, read: (text) => readSuffixes(text, EXAMPLE.suffix) },
  },
  {
    id: ASK.zones,
    label: 'Internal zones',
    prompt: () =>
      'Zones whose names are resolved by internal DNS servers that you name (NRPT), with commas between. Leave it empty where the servers that the tunnel brings along do.',
    isAsked: isUser,
    form: {
      kind: 'text',
      placeholder: `.${EXAMPLE.suffix}, or nothing`,
      value: (given) =>
        given
          .list(ASK.suffix)
          .map((suffix) => `.${suffix}`)
          .join(','),
      read: (text) => readZones(text, `.${EXAMPLE.suffix}`),
    },
  },
  {
    id: ASK.dnsServers,
    label: 'DNS servers',
    prompt: (given) => `Addresses of the DNS servers that resolve ${given.list(ASK.zones).join(', ')}, with commas between.`,
    isAsked: (given) => given.list(ASK.zones).length > 0,
    form: { kind: 'text', placeholder: EXAMPLE.dns, read: (text) => readAddresses(text, EXAMPLE.dns) },
  },
  {
    id: ASK.trusted,
    label: 'Trusted networks',
    prompt: (given) => `DNS suffixes of the internal networks, in which the tunnel stays down.${needsTrusted(given) ? '' : ' Leave it empty for none.'}`,
    form: {
      kind: 'text',
      placeholder: EXAMPLE.suffix,
      value: (given) => given.list(ASK.suffix)[0] ?? '',
      read: (text, given) =>
        readNetworks(
          text,
          EXAMPLE.suffix,
          needsTrusted(given) ? 'With rules for internal zones, Windows would take these zones for trusted networks.' : undefined,
        ),
    },
  },
  {
    id: ASK.register,
    label: 'Register in DNS',
    prompt: () => 'Does the client register its tunnel address with the internal DNS?',
    form: {
      kind: 'pick',
      items: () => [
        { id: 'no', label: 'No', detail: 'Also where the other tunnel does: of device and user tunnel only one may register.', chosen: true },
        { id: 'yes', label: 'Yes', detail: 'So that the company can reach the client by its name.' },
      ],
    },
  },
];

const needsTrusted = (given: Given): boolean => given.list(ASK.zones).length > 0;

function policyItems({ sources }: Given): Item[] {
  const writable = sources.filter(({ suite }) => lackedBy('profilexml', suite) === undefined);
  return writable.map(({ id, label, detail }, index) => ({ id, label, detail, ...(index === 0 && { chosen: true as const }) }));
}

function readIssuer(text: string, given: Given): Read {
  if (text.trim() === '') return { value: '' };
  const read = readThumbprint(text);
  if ('value' in read && thumbprintOf(read.value) === thumbprintOf(given.text(ASK.rootCa)))
    return {
      problem:
        'This is the root CA, and every certificate under it would pass. Paste the thumbprint of the issuing CA, or leave it empty: then certificates for client authentication are chosen.',
    };
  return read;
}
