import { LIMITS, limitsPage } from '../../features/rule-page/limits-page.ts';
import { rulePage } from '../../features/rule-page/rule-page.ts';
import { ATTRIBUTES, FORM_NAMES, IPSEC, type Algorithm, type Attribute, type PolicyForm } from '../../knowledge/ipsec.ts';
import { NO_RULES, type NoRule } from '../../knowledge/no-rules.ts';
import { verificationOf } from '../../knowledge/registry-verify.ts';
import { REGISTRY, registryValuesNamed, type RegistryValue } from '../../knowledge/registry.ts';
import { RULES } from '../../rules/index.ts';
import type { AnyRule } from '../../rules/rule.ts';
import { aboutCodes, knownCodes } from './codes.ts';
import { page } from './page.ts';
import { forTerminal } from './terminal.ts';

/** Everything that bears a name, in any letter case: each as a text of its own. PowerShell must be readable: examples of rules are checked. */
export function explanations(name: string): string[] {
  const wanted = name.trim().toLowerCase();
  const attributes = ATTRIBUTES.map((attribute) => IPSEC[attribute]);
  return [
    ...RULES.filter(({ id }) => id === wanted).map(aboutRule),
    ...(wanted === LIMITS ? [forTerminal(limitsPage(''))] : []),
    ...NO_RULES.filter(({ id }) => id === wanted).map(aboutNoRule),
    ...registryValuesNamed(wanted).map(aboutRegistryValue),
    ...attributes.filter((attribute) => attribute.name.toLowerCase() === wanted).map(aboutAttribute),
    ...attributes.flatMap((attribute) =>
      attribute.algorithms
        .filter((algorithm) => namesOf(algorithm).some((each) => each.toLowerCase() === wanted))
        .map((algorithm) => aboutAlgorithm(attribute, algorithm)),
    ),
    ...aboutCodes(wanted),
  ];
}

/** All names that there is something to tell about. */
export function knownNames(): string[] {
  const values = ATTRIBUTES.flatMap((attribute) => IPSEC[attribute].algorithms.flatMap(namesOf));
  return [...new Set([...[...RULES, ...NO_RULES].map(({ id }) => id), ...REGISTRY.map(({ name }) => name), ...ATTRIBUTES, ...values, ...knownCodes()])];
}

/** The page of the rule, word for word. */
function aboutRule(rule: AnyRule): string {
  return forTerminal(rulePage(rule));
}

function aboutNoRule({ id, title, why, instead, sources }: NoRule): string {
  return page(`${id}: ${title}`, [
    ['Severity', 'none: this is never reported'],
    ['Why there is no such rule', why],
    ['What to look at instead', instead],
    ['Sources', sources],
  ]);
}

function aboutRegistryValue(value: RegistryValue): string {
  const { says, commands } = verificationOf(value);
  return page(`${value.name}: registry value of the ${value.side}`, [
    ['Key', `HKEY_LOCAL_MACHINE\\${value.key}`],
    ['Type', value.type],
    ['Data', value.data === undefined ? value.dataMeaning : `usually ${value.data} (${value.dataMeaning})`],
    ['Effect', value.effect],
    ['In force after', value.restart.map((each) => (each === 'reboot' ? 'a restart of the computer' : `a restart of the service ${each}`))],
    ['Needs', value.minimumWindows],
    ['How to see it', says],
    ['Commands that show it', commands],
    ['Sources', value.source],
    ['Confidence', value.confidence],
  ]);
}

function aboutAttribute({ name, phase, role, azureName, algorithms }: Attribute): string {
  return page(`${name}: one of the six values of an IPsec policy`, [
    ['What it decides', role],
    ['When it matters', phase],
    ['Name in Azure', azureName],
    ['Values', algorithms.map((algorithm) => `${spellings(algorithm)}: ${algorithm.meaning} (${algorithm.strength})`)],
  ]);
}

function aboutAlgorithm({ name, role }: Attribute, algorithm: Algorithm): string {
  return page(`${algorithm.cmdlet} as ${name}: ${algorithm.meaning}`, [
    ['What it decides', role],
    ['Strength', algorithm.verdict === undefined ? algorithm.strength : `${algorithm.strength}. ${algorithm.verdict}`],
    ['Spelling', formsOf(algorithm).map(([form, spelling]) => `${spelling ?? 'no such value'} in ${FORM_NAMES[form]}`)],
    ['strongSwan', algorithm.strongSwan],
  ]);
}

function formsOf({ profileXml, cmdlet, azure }: Algorithm): [form: PolicyForm, spelling: string | undefined][] {
  return [
    ['profile-xml', profileXml],
    ['client-cmdlet', cmdlet],
    ['server-cmdlet', cmdlet],
    ['azure', azure],
  ];
}

function namesOf({ profileXml, cmdlet, azure, azureClient, azureAlso, strongSwan }: Algorithm): string[] {
  return [profileXml, cmdlet, azure, azureClient, azureAlso, strongSwan].filter((each) => each !== undefined);
}

/** The spellings that differ from each other. */
function spellings(algorithm: Algorithm): string {
  return [...new Set(formsOf(algorithm).flatMap(([, spelling]) => spelling ?? []))].join(', ');
}
