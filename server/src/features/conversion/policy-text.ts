import { valuesToWrite } from '../../knowledge/cmdlets/azure.ts';
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

/** The parameters of New-AzVpnClientIpsecPolicy for what RRAS calls otherwise. It has none for main mode, which lasts 28,800 seconds there. */
const AZURE_LIFETIMES: Readonly<Partial<Record<LifetimeName, string>>> = {
  SALifeTimeSeconds: 'SALifeTime',
  SADataSizeForRenegotiationKilobytes: 'SADataSize',
};

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
  if (policy.kind === 'unread') return { reason: 'What the policy says is only known when the script runs.' };
  if (policy.kind === 'system-default') return systemDefault(target, connection);
  const suite = knownSuite(policy);
  if (!suite) return { reason: `The policy does not say in a readable way what its ${unknownOnes(policy)} is. Write it out first.` };
  const form = FORMS[target];
  const foreign = ATTRIBUTES.filter((attribute) => !valuesToWrite(attribute, form).includes(spell(attribute, suite[attribute], form) ?? ''));
  const [first] = foreign;
  if (first !== undefined)
    return {
      reason: `${form === 'profile-xml' ? 'ProfileXML' : FORM_NAMES[form]} has no ${first} ${spell(first, suite[first], policy.form) ?? suite[first]}.`,
    };
  const values = ORDER.map((attribute): readonly [AttributeName, string] => [attribute, spell(attribute, suite[attribute], form) ?? '']);
  return { text: `${written(policy, target, values, connection).join('\n')}\n`, notes: notesOn(policy, target) };
}

function written(policy: IPsecPolicy, target: PolicyTarget, values: readonly (readonly [AttributeName, string])[], connection: ConnectionOfPolicy): string[] {
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
          [...values.map(([name, value]) => [name, `'${value}'`] as const), ...lifetimes(policy, (name) => name)],
          'Set-VpnServerConfiguration -CustomPolicy @policy',
        ),
        '# In force after the restart, which disconnects the clients.',
        'Restart-Service -Name RemoteAccess -Force',
      ];
    case 'azure':
      return splatted(
        'policy',
        [...values.map(([name, value]) => [IPSEC[name].azureName, `'${value}'`] as const), ...lifetimes(policy, (name) => AZURE_LIFETIMES[name])],
        '$ipsecPolicy = New-AzVpnClientIpsecPolicy @policy',
      );
  }
}

function lifetimes(policy: IPsecPolicy, nameOf: (name: LifetimeName) => string | undefined): (readonly [string, string])[] {
  return LIFETIMES.flatMap((name) => {
    const stated = policy.lifetimes?.[name];
    const parameter = nameOf(name);
    return stated && parameter !== undefined ? [[parameter, String(stated.value)] as const] : [];
  });
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
