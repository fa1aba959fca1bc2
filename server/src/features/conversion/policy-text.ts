import type { Suite } from '../../knowledge/baselines.ts';
import { AZURE_LIFETIMES, valuesToWrite } from '../../knowledge/cmdlets/azure.ts';
import { ATTRIBUTES, FORM_NAMES, IPSEC, spell, type AttributeName, type PolicyForm } from '../../knowledge/ipsec.ts';
import { knownSuite, LIFETIMES, type IPsecPolicy, type LifetimeName } from '../../model/policy.ts';
import { quoted, splatted, type Conversion, type Target } from './target.ts';

/** The targets that are an IPsec policy and nothing else. */
export type PolicyTarget = Extract<Target, 'client-cmdlet' | 'server-cmdlet' | 'profilexml' | 'azure'>;

const FORMS: Readonly<Record<PolicyTarget, PolicyForm>> = {
  'client-cmdlet': 'client-cmdlet',
  'server-cmdlet': 'server-cmdlet',
  profilexml: 'profile-xml',
  azure: 'azure',
};

/** The order of CryptographySuite in Microsoft's schema, used for the cmdlets as well. */
const ORDER: readonly AttributeName[] = [
  'AuthenticationTransformConstants',
  'CipherTransformConstants',
  'PfsGroup',
  'DHGroup',
  'IntegrityCheckMethod',
  'EncryptionMethod',
];

/** What a server needs behind its commands. */
export const SERVER_RESTART: readonly string[] = ['# In force after the restart, which disconnects the clients.', 'Restart-Service -Name RemoteAccess -Force'];

/** What is known of the connection that a policy is for. */
export interface ConnectionOfPolicy {
  readonly name: string;
  /** Whether it is in the phone book of all users, as a device tunnel always is. */
  readonly allUsers: boolean;
}

/**
 * A policy in another form. None where a value is not known, or the form has none for it: half a policy would be another policy.
 * What the form cannot say beside the six values is in the notes.
 */
export function policyText(policy: IPsecPolicy, target: PolicyTarget, connection: ConnectionOfPolicy): Conversion {
  if (policy.kind === 'unread')
    return {
      reason:
        policy.form === 'profile-xml'
          ? 'The profile cannot be read as far as its policy. Correct its XML first.'
          : 'What the policy says is only known when the script runs.',
    };
  if (policy.kind === 'system-default') return systemDefault(target, connection);
  const suite = knownSuite(policy);
  if (!suite) return { reason: `The policy does not say in a readable way what its ${unknownOnes(policy)} is. Write it out first.` };
  const first = lackedBy(target, suite);
  if (first !== undefined) {
    const form = FORMS[target];
    return {
      reason: `${form === 'profile-xml' ? 'ProfileXML' : FORM_NAMES[form]} has no ${first} ${spell(first, suite[first], policy.form) ?? suite[first]}.`,
    };
  }
  const lines = [...suiteLines(suite, target, connection, lifetimesOf(policy)), ...(target === 'server-cmdlet' ? SERVER_RESTART : [])];
  return { text: `${lines.join('\n')}\n`, notes: notesOn(policy, target) };
}

/** The first of the six values that a form has no word for; `undefined` where it can say all of them. */
export function lackedBy(target: PolicyTarget, suite: Suite): AttributeName | undefined {
  const form = FORMS[target];
  return ATTRIBUTES.find((attribute) => !valuesToWrite(attribute, form).includes(spell(attribute, suite[attribute], form) ?? ''));
}

/** How long keys live, as far as that is stated. */
type Lifetimes = Readonly<Partial<Record<LifetimeName, number>>>;

/** Six values in a form that has all of them, as lines; on a server a restart puts them in force (`SERVER_RESTART`). */
export function suiteLines(suite: Suite, target: PolicyTarget, connection: ConnectionOfPolicy, stated: Lifetimes = {}): string[] {
  const values = ORDER.map((attribute): readonly [AttributeName, string] => [attribute, spell(attribute, suite[attribute], FORMS[target]) ?? '']);
  switch (target) {
    case 'profilexml':
      return ['<CryptographySuite>', ...values.map(([name, value]) => `  <${name}>${value}</${name}>`), '</CryptographySuite>'];
    case 'client-cmdlet':
      return splatted(
        'policy',
        values.map(([name, value]) => [name, `'${value}'`]),
        `Set-VpnConnectionIPsecConfiguration -ConnectionName ${quoted(connection.name)}${connection.allUsers ? ' -AllUserConnection' : ''} @policy -Force`,
      );
    case 'server-cmdlet':
      return [
        ...splatted(
          'policy',
          [...values.map(([name, value]) => [name, `'${value}'`] as const), ...lifetimes(stated, (name) => name)],
          'Set-VpnServerConfiguration -CustomPolicy @policy',
        ),
      ];
    case 'azure':
      return splatted(
        'policy',
        [...values.map(([name, value]) => [IPSEC[name].azureName, `'${value}'`] as const), ...lifetimes(stated, (name) => AZURE_LIFETIMES[name])],
        '$ipsecPolicy = New-AzVpnClientIpsecPolicy @policy',
      );
  }
}

function lifetimes(stated: Lifetimes, nameOf: (name: LifetimeName) => string | undefined): (readonly [string, string])[] {
  return LIFETIMES.flatMap((name) => {
    const value = stated[name];
    const parameter = nameOf(name);
    return value !== undefined && parameter !== undefined ? [[parameter, String(value)] as const] : [];
  });
}

function lifetimesOf({ lifetimes: written = {} }: IPsecPolicy): Lifetimes {
  return Object.fromEntries(LIFETIMES.flatMap((name) => (written[name] ? [[name, written[name].value]] : [])));
}

function notesOn(policy: IPsecPolicy, target: PolicyTarget): string[] {
  const lost = LIFETIMES.filter(
    (name) => policy.lifetimes?.[name] && target !== 'server-cmdlet' && (target !== 'azure' || AZURE_LIFETIMES[name] === undefined),
  );
  return [
    ...lost.map(
      (name) => `${name} ${policy.lifetimes?.[name]?.value} is left out: ${FORM_NAMES[FORMS[target]]} has no such setting, and each side decides for itself.`,
    ),
    ...(target === 'profilexml' ? ['This is the CryptographySuite only. It goes into NativeProfile.'] : []),
  ];
}

function systemDefault(target: PolicyTarget, { name, allUsers }: ConnectionOfPolicy): Conversion {
  if (target === 'server-cmdlet') return { text: 'Set-VpnServerConfiguration -RevertToDefault\nRestart-Service -Name RemoteAccess -Force\n', notes: [] };
  if (target === 'client-cmdlet')
    return {
      text: `Set-VpnConnectionIPsecConfiguration -ConnectionName ${quoted(name)}${allUsers ? ' -AllUserConnection' : ''} -RevertToDefault -Force\n`,
      notes: [],
    };
  return { reason: `There is no custom policy, and ${FORM_NAMES[FORMS[target]]} says that by having none. There is nothing to write.` };
}

function unknownOnes(policy: IPsecPolicy): string {
  return ATTRIBUTES.filter((attribute) => policy.slots[attribute].state !== 'known').join(', ');
}
