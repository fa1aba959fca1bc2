import type { PolicyForm } from '../../knowledge/ipsec.ts';
import type { IPsecPolicy } from '../../model/policy.ts';
import { isDeviceTunnel } from '../../model/profile/profile.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { deployedAs, isForAllUsers, nameOf, profileText } from '../conversion/convert.ts';
import { policyText, type PolicyTarget } from '../conversion/policy-text.ts';
import type { Conversion } from '../conversion/target.ts';
import { otherEnds } from '../policy-places.ts';
import { NO_NAME, verificationCommands } from '../verification-commands.ts';
import { subjectAt, type Subject } from './subject.ts';

/** What can be generated, as somebody chooses it. */
export interface GenerationChoice {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
}

/** A text of its own, with what is to be known of it. */
export interface Generated {
  readonly text: string;
  /** Language id. */
  readonly language: 'xml' | 'powershell';
  readonly fileName: string;
  readonly notes: readonly string[];
}

type Reason = { readonly reason: string };

interface Generator extends GenerationChoice {
  readonly language: Generated['language'];
  readonly fileName: (uri: string) => string;
  /** The text; a reason where there is none, and `undefined` where it would make no sense here. */
  readonly from: (subject: Subject, workspace: Workspace, uri: string) => Conversion | undefined;
}

const GENERATORS: readonly Generator[] = [
  {
    id: 'server-cmdlet',
    label: 'Matching server policy',
    detail: 'Set-VpnServerConfiguration for RRAS, with the same six values',
    language: 'powershell',
    fileName: () => 'rras.ps1',
    from: policyAs('server-cmdlet', ['server-cmdlet']),
  },
  {
    id: 'client-cmdlet',
    label: 'Matching client policy',
    detail: 'Set-VpnConnectionIPsecConfiguration, with the same six values',
    language: 'powershell',
    fileName: () => 'client-policy.ps1',
    from: policyAs('client-cmdlet', ['client-cmdlet']),
  },
  {
    id: 'profilexml',
    label: 'CryptographySuite for a ProfileXML',
    detail: 'The element for NativeProfile, with the same six values',
    language: 'xml',
    fileName: () => 'cryptography-suite.xml',
    from: policyAs('profilexml', ['profile-xml']),
  },
  {
    id: 'azure',
    label: 'Azure VPN gateway policy',
    detail: 'New-AzVpnClientIpsecPolicy for point-to-site clients, with the same six values',
    language: 'powershell',
    fileName: () => 'azure-gateway.ps1',
    from: policyAs('azure', ['azure']),
  },
  {
    id: 'wmi-script',
    label: 'Deployment script',
    detail: 'Creates the connection from this profile through the WMI bridge',
    language: 'powershell',
    fileName: (uri) => `deploy-${nameOf(uri)}.ps1`,
    from: deploymentScript,
  },
  {
    id: 'intune',
    label: 'Profile for Intune',
    detail: 'The value of a custom setting with the data type String (XML file)',
    language: 'xml',
    fileName: (uri) => `${nameOf(uri)}.xml`,
    from: ({ part, profile }, _, uri) => (profile ? profileText(part, 'intune', nameOf(uri)) : undefined),
  },
  {
    id: 'verification',
    label: 'Verification commands',
    detail: 'Print the policy that is in force on the server and on a client',
    language: 'powershell',
    fileName: () => 'verify.ps1',
    from: ({ policy }, workspace, uri) => (policy ? verification(workspace, uri) : undefined),
  },
];

/** What can be generated from the policy or profile at an offset. What cannot is not offered; where that is everything, a sentence says why. */
export function generationChoices(workspace: Workspace, uri: string, offset: number): { readonly choices: readonly GenerationChoice[] } | Reason {
  const subject = subjectAt(workspace, uri, offset);
  if ('reason' in subject) return subject;
  const texts = GENERATORS.map((generator) => ({ generator, text: generator.from(subject, workspace, uri) }));
  const offered = texts.filter(({ text }) => text && 'text' in text);
  if (offered.length > 0) return { choices: offered.map(({ generator: { id, label, detail } }) => ({ id, label, detail })) };
  const [first] = texts.flatMap(({ text }) => (text && 'reason' in text ? [text] : []));
  return first ?? { reason: 'Nothing can be generated from this.' };
}

/** One of these choices. */
export function generated(workspace: Workspace, uri: string, offset: number, choice: string): Generated | Reason {
  const subject = subjectAt(workspace, uri, offset);
  if ('reason' in subject) return subject;
  const generator = GENERATORS.find(({ id }) => id === choice);
  const text = generator?.from(subject, workspace, uri);
  if (!generator || !text) return { reason: 'This cannot be generated here.' };
  return 'reason' in text ? text : { ...text, language: generator.language, fileName: generator.fileName(uri) };
}

/** The policy in another notation. `own` are those in which it would be the same text again. */
function policyAs(target: PolicyTarget, own: readonly PolicyForm[]): Generator['from'] {
  return ({ policy, part }, workspace) => {
    if (!policy || own.includes(policy.form)) return undefined;
    const connection = connectionOf(policy, isForAllUsers(part), workspace);
    const text = policyText(policy, target, { name: connection.name ?? NO_NAME, allUsers: connection.allUsers ?? false });
    return 'reason' in text || target !== 'client-cmdlet' ? text : { ...text, notes: [...text.notes, ...openQuestions(connection)] };
  };
}

/** What is known of the connection that a client's policy is for. */
interface Connection {
  readonly name?: string | undefined;
  readonly allUsers?: boolean;
}

/** The connection of a client's policy; for a server's that of its only client. */
function connectionOf(policy: IPsecPolicy, isDevice: boolean, workspace: Workspace): Connection {
  if (policy.side === 'client') return { name: policy.name, allUsers: isDevice || policy.allUsers === true };
  const [client, ...more] = otherEnds(workspace, policy);
  if (!client || more.length > 0) return {};
  const profile = workspace.analysisOf(client.at.file.uri)?.reading.facts.profiles.find(({ policyKey }) => policyKey === client.key);
  return connectionOf(client, profile !== undefined && isDeviceTunnel(profile) === true, workspace);
}

function openQuestions({ name, allUsers }: Connection): string[] {
  return [
    ...(name === undefined ? [`Write the connection's name for ${NO_NAME}: nothing here says it.`] : []),
    ...(allUsers === undefined ? ['Add -AllUserConnection for a device tunnel and for any other connection of all users.'] : []),
  ];
}

function deploymentScript({ part, profile }: Subject, _: Workspace, uri: string): Conversion | undefined {
  if (!profile) return undefined;
  if (isDeviceTunnel(profile) === undefined)
    return { reason: 'The profile does not say in a readable way whether it is a device tunnel. Write DeviceTunnel out first.' };
  const own = deployedAs(part);
  const name = own ?? nameOf(uri);
  const script = profileText(part, 'wmi-script', name);
  return 'reason' in script || own !== undefined
    ? script
    : { ...script, notes: [`The connection is called ${name}, after the file. Write another name for $connection if you like.`, ...script.notes] };
}

function verification(workspace: Workspace, uri: string): Conversion {
  const commands = verificationCommands(workspace, uri);
  if ('reason' in commands) return commands;
  const isOpen = commands.text.includes(NO_NAME);
  return { text: commands.text, notes: isOpen ? [`Write the connection's name for ${NO_NAME}: ProfileXML does not hold it.`] : [] };
}
