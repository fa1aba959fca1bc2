import { plainText, SNIPPETS } from '../../server/src/knowledge/snippets.ts';
import { RULES } from '../../server/src/rules/index.ts';
import { PROFILE_TEXTS, SERVER_TEXTS, walked } from './authoring.ts';
import { parseFixture } from './fixture.ts';

/** The only file of each bad example of each rule that has one file only. */
const DEFECTS = RULES.flatMap(({ examples: { bad } }) => bad)
  .map((example) => parseFixture(example).files)
  .flatMap(([file, ...more]) => (file && more.length === 0 ? [file] : []));

/** Scripts that are wrong in one thing each. */
export const WRONG_SCRIPTS: readonly string[] = DEFECTS.filter(({ uri }) => uri.endsWith('.ps1')).map(({ text }) => text);

/** Configurations of load balancers that are wrong in one thing each, with the ends of their names. */
export const WRONG_BALANCERS: readonly { readonly ending: string; readonly text: string }[] = DEFECTS.filter(({ uri }) => /\.(?:conf|tmsh|cfg)$/.test(uri)).map(
  ({ uri, text }) => ({ ending: uri.slice(uri.lastIndexOf('.')), text }),
);

/** Profiles that are cut down to what is wrong in them, as far as they are XML. */
export const WRONG_PROFILES: readonly string[] = DEFECTS.filter(({ uri, text }) => uri.endsWith('.xml') && childrenOf(text, 'VPNProfile') !== undefined).map(
  ({ text }) => text,
);

const WIZARD_KINDS = ['split', 'force'] as const;

/** Whole documents without defects: what the product itself writes. Only within a test: the grammar must be there. */
export function soundProfiles(): string[] {
  const snippets = SNIPPETS.filter(({ body }) => body.join('\n').includes('<VPNProfile>')).map((snippet) => plainText(snippet));
  const drafts = WIZARD_KINDS.map((routing) => walked('profile', { ...PROFILE_TEXTS, ...(routing === 'force' && { servers: 'vpn.contoso.com' }) }).ready.text);
  return [...new Set([...snippets, ...drafts])].filter((text) => childrenOf(text, 'VPNProfile') !== undefined);
}

/** A server's script that the product itself writes. Only within a test. */
export function soundScript(): string {
  return walked('server-policy', SERVER_TEXTS).ready.text;
}

/** A whole profile with what is wrong in others in place of its own elements of the same names. */
export function planted(sound: string, wrong: readonly string[]): string {
  return `<VPNProfile>\n${wrong.reduce((inner, each) => merged(inner, childrenOf(each, 'VPNProfile') ?? ''), childrenOf(sound, 'VPNProfile') ?? '')}</VPNProfile>\n`;
}

function merged(sound: string, wrong: string): string {
  const [own, others] = [elementsIn(sound), elementsIn(wrong)];
  const names = new Set(others.map(({ name }) => name));
  const native = own.find(({ name }) => name === 'NativeProfile');
  const added = others.map(({ name, text }) => {
    const inner = [native?.text, text].map((each) => (each === undefined || name !== 'NativeProfile' ? undefined : childrenOf(each, name)));
    return inner[0] === undefined || inner[1] === undefined ? text : `<NativeProfile>\n${merged(inner[0], inner[1])}</NativeProfile>`;
  });
  return [...own.filter(({ name }) => !names.has(name)).map(({ text }) => text), ...added].map((text) => `  ${text}\n`).join('');
}

/** What stands in the outermost element; `undefined` where that is not the named one, or tags do not match. */
function childrenOf(text: string, name: string): string | undefined {
  const inner = new RegExp(`^\\s*<${name}>([^]*)</${name}>\\s*$`).exec(text)?.[1];
  return inner !== undefined && elementsIn(inner).length > 0 ? inner : undefined;
}

/** The outermost elements of a text; none where tags do not match. */
function elementsIn(text: string): { readonly name: string; readonly text: string }[] {
  const found: { name: string; text: string }[] = [];
  const open: { name: string; at: number }[] = [];
  for (const tag of text.matchAll(/<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<(\/?)([\w:.-]+)[^<>]*?(\/?)>/g)) {
    const [whole, end, name, empty] = tag;
    if (name === undefined) continue;
    if (end === '') open.push({ name, at: tag.index });
    if (end === '' && empty === '') continue;
    const begun = open.pop();
    if (begun?.name !== name) return [];
    if (open.length === 0) found.push({ name, text: text.slice(begun.at, tag.index + whole.length) });
  }
  return open.length === 0 ? found : [];
}
