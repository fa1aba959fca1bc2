import { lackedBy } from '../conversion/policy-text.ts';
import { POLICY, type Given, type Item, type Question } from './question.ts';
import { readName, readThumbprint } from './read-answers.ts';

/** The ids of the questions for a server policy. */
export const ASK_SERVER = {
  gateway: 'gateway',
  policy: POLICY,
  tunnels: 'tunnels',
  rootCa: 'root-ca',
  revocation: 'revocation',
  azureGateway: 'azure-gateway',
  azureGroup: 'azure-resource-group',
} as const;

export const isAzure = (given: Given): boolean => given.is(ASK_SERVER.gateway, 'azure');
/** Whether computers connect with certificates of their own. */
export const acceptsDevices = (given: Given): boolean => !isAzure(given) && given.is(ASK_SERVER.tunnels, 'device');

/** What an administrator is asked for the policy of a server, the deciding things first. */
export const SERVER_QUESTIONS: readonly Question[] = [
  {
    id: ASK_SERVER.gateway,
    label: 'Server',
    prompt: () => 'Where do the tunnels end?',
    form: {
      kind: 'pick',
      items: () => [
        { id: 'rras', label: 'Routing and Remote Access (RRAS)', detail: 'A script for the Windows server, with Set-VpnServerConfiguration.', chosen: true },
        { id: 'azure', label: 'Azure VPN gateway', detail: 'A script for point-to-site clients, with New-AzVpnClientIpsecPolicy.' },
      ],
    },
  },
  {
    id: ASK_SERVER.policy,
    label: 'IPsec policy',
    prompt: () => 'Which IPsec policy? Every client must have the same six values.',
    form: { kind: 'pick', items: policyItems },
  },
  {
    id: ASK_SERVER.tunnels,
    label: 'Tunnels',
    prompt: () => 'Which tunnels end here? Choose none to leave the accepted methods alone.',
    isAsked: (given) => !isAzure(given),
    form: {
      kind: 'many',
      items: () => [
        { id: 'user', label: 'User tunnels', detail: 'EAP is accepted.', chosen: true },
        { id: 'device', label: 'Device tunnels', detail: 'Machine certificates are accepted.' },
      ],
    },
  },
  {
    id: ASK_SERVER.rootCa,
    label: 'Root CA of machines',
    prompt: () => 'SHA-1 thumbprint of the root CA of the machine certificates. Without it those of every root that the server trusts would be accepted.',
    isAsked: acceptsDevices,
    form: { kind: 'text', placeholder: '40 hexadecimal digits', read: readThumbprint },
  },
  {
    id: ASK_SERVER.revocation,
    label: 'Revoked machines',
    prompt: () => 'Are revoked machine certificates refused?',
    isAsked: acceptsDevices,
    form: {
      kind: 'pick',
      items: () => [
        { id: 'refuse', label: 'Refuse them', detail: 'CertAuthFlags 4. The server must reach the revocation list of your CA.', chosen: true },
        { id: 'accept', label: 'Do not look', detail: 'CertAuthFlags 0, the default. A stolen laptop connects even if its certificate is revoked.' },
      ],
    },
  },
  {
    id: ASK_SERVER.azureGateway,
    label: 'Gateway',
    prompt: () => 'What is the virtual network gateway called?',
    isAsked: isAzure,
    form: { kind: 'text', placeholder: 'vpn-gateway', read: (text) => readName(text, 'vpn-gateway') },
  },
  {
    id: ASK_SERVER.azureGroup,
    label: 'Resource group',
    prompt: () => 'Which resource group is it in?',
    isAsked: isAzure,
    form: { kind: 'text', placeholder: 'rg-vpn', read: (text) => readName(text, 'rg-vpn') },
  },
];

function policyItems(given: Given): Item[] {
  const target = isAzure(given) ? 'azure' : 'server-cmdlet';
  const writable = given.sources.filter(({ suite }) => lackedBy(target, suite) === undefined);
  return writable.map(({ id, label, detail }, index) => ({ id, label, detail, ...(index === 0 && { chosen: true as const }) }));
}
