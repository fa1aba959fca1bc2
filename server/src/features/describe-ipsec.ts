import {
  algorithmFor,
  attributeName,
  IPSEC,
  isAzureIkeGcm,
  IPSEC_SOURCES,
  spell,
  type Algorithm,
  type AttributeName,
  type PolicyForm,
  type Strength,
} from '../knowledge/ipsec.ts';
import { code, link, plain, table } from './markdown.ts';

/** What a strength means for whoever has to choose. */
export const STRENGTH_WORDS: Readonly<Record<Strength, string>> = {
  broken: 'broken: do not use',
  weak: 'weak: replace',
  discouraged: 'discouraged',
  none: 'no protection',
  acceptable: 'fine',
  strong: 'strong',
};

const FORMS: readonly PolicyForm[] = ['profile-xml', 'client-cmdlet', 'server-cmdlet', 'azure'];

/** What an algorithm is, how strong, and how every notation spells it. A text that names none gets the list of those that there are. */
export function describeAlgorithm(attribute: AttributeName, text: string, form: PolicyForm): string {
  const algorithm = algorithmFor(attribute, text, form) ?? algorithmFor(attribute, text, 'profile-xml') ?? algorithmFor(attribute, text, 'client-cmdlet');
  const name = attributeName(attribute, form);
  if (form === 'azure' && isAzureIkeGcm(attribute, text))
    return `**${name} ${plain(text)}**: AES-GCM, which Azure can name here and Windows cannot.\n\n${describeAttribute(attribute, form)}`;
  if (!algorithm) return `**${name}** has no value ${code(text)}.\n\n${describeAttribute(attribute, form)}`;
  const { phase, role } = IPSEC[attribute];
  return [
    `**${name} ${spell(attribute, algorithm.id, form) ?? text}**: ${plain(algorithm.meaning)}`,
    `Strength: **${STRENGTH_WORDS[algorithm.strength]}**${algorithm.verdict === undefined ? '' : `. ${plain(algorithm.verdict)}`}`,
    table(['ProfileXML', 'Client cmdlet', 'Server cmdlet', `Azure ${IPSEC[attribute].azureName}`, 'strongSwan'], [spellingsOf(attribute, algorithm)]),
    `${phase === 'rekey' ? 'Rekey' : phase === 'main mode' ? 'IKEv2 main mode' : 'First child SA (quick mode)'}. ${plain(role)}`,
    sources(),
  ].join('\n\n');
}

/** What a policy value decides, and which algorithms it can name in each notation. Those that the notation lacks are left out. */
export function describeAttribute(attribute: AttributeName, form: PolicyForm): string {
  const rows = IPSEC[attribute].algorithms.flatMap((algorithm) => {
    if (spell(attribute, algorithm.id, form) === undefined) return [];
    const [profileXml = '', , cmdlet = '', azure = ''] = spellingsOf(attribute, algorithm);
    return [[profileXml, cmdlet, azure, plain(algorithm.meaning), STRENGTH_WORDS[algorithm.strength]]];
  });
  const head = ['ProfileXML', 'Client and server cmdlet', `Azure ${IPSEC[attribute].azureName}`, 'Meaning', 'Strength'];
  return `${plain(IPSEC[attribute].role)}\n\n${table(head, rows)}\n\n${sources()}`;
}

function sources(): string {
  return `Sources: ${FORMS.map((each) => link(IPSEC_SOURCES[each].title, IPSEC_SOURCES[each].address)).join(', ')}`;
}

function spellingsOf(attribute: AttributeName, algorithm: Algorithm): string[] {
  const all = [...FORMS.map((form) => spell(attribute, algorithm.id, form)), algorithm.strongSwan];
  return all.map((spelling) => (spelling === undefined ? 'none' : code(spelling)));
}
