import type { AttributeName } from '../knowledge/ipsec.ts';
import { algorithmByNumber, DIGITS, numberOf, POLICY_ORDER, VPN_STRATEGIES, type PhonebookSetting } from '../knowledge/phonebook.ts';
import { describeAlgorithm } from './describe-ipsec.ts';
import { code, plain, table } from './markdown.ts';

const REWRITTEN = plain('Windows rewrites this file whenever a connection changes: what is to last belongs into the profile or the cmdlet.');
const OBSERVED = plain('The order and the numbers are not documented; they are observed in files that the cmdlet wrote.');

/** What a setting of the phone book says; with a part, what that one of the six numbers says. */
export function describePhonebook(setting: PhonebookSetting, text: string, part?: AttributeName): string {
  switch (setting) {
    case 'VpnStrategy':
      return `**VpnStrategy ${plain(text)}**: ${plain(VPN_STRATEGIES[text]?.meaning ?? 'a value that is not known')}\n\n${REWRITTEN}`;
    case 'NumCustomPolicy':
      return `**NumCustomPolicy**: ${plain(text === '0' ? 'no custom IPsec policy, so Windows offers its default' : 'the number of custom IPsec policies, which CustomIPSecPolicies holds')}\n\n${REWRITTEN}`;
    case 'CustomIPSecPolicies':
      return part === undefined ? describeAll(text) : describePart(text, part);
  }
}

function describeAll(text: string): string {
  const head = '**CustomIPSecPolicies**: the six values of the IPsec policy, each four bytes with the lowest first.';
  if (!/^[0-9a-f]{48}$/i.test(text)) return `${head}\n\n${plain('This text is not 48 hexadecimal digits, so it is not read.')}\n\n${REWRITTEN}`;
  const rows = POLICY_ORDER.map((attribute) => [code(digitsIn(text, attribute)), attribute, nameOf(text, attribute), meaningOf(text, attribute)]);
  return [head, table(['Bytes', 'Value', 'In the cmdlets', 'Meaning'], rows), OBSERVED, REWRITTEN].join('\n\n');
}

function describePart(text: string, part: AttributeName): string {
  const number = numberOf(digitsIn(text, part));
  const head = `${code(digitsIn(text, part))} is number ${number ?? '?'} for ${part}. ${OBSERVED}`;
  const algorithm = algorithmByNumber(part, number ?? -1);
  if (!algorithm) return `**${part}**: ${plain('a number that is not known')}\n\n${head}\n\n${REWRITTEN}`;
  return [describeAlgorithm(part, algorithm.cmdlet, 'client-cmdlet'), head, REWRITTEN].join('\n\n');
}

function digitsIn(text: string, attribute: AttributeName): string {
  const start = POLICY_ORDER.indexOf(attribute) * DIGITS;
  return text.slice(start, start + DIGITS);
}

function nameOf(text: string, attribute: AttributeName): string {
  const algorithm = algorithmByNumber(attribute, numberOf(digitsIn(text, attribute)) ?? -1);
  return algorithm ? code(algorithm.cmdlet) : 'not known';
}

function meaningOf(text: string, attribute: AttributeName): string {
  return plain(algorithmByNumber(attribute, numberOf(digitsIn(text, attribute)) ?? -1)?.meaning ?? '');
}
