import type { DerivedText } from '../../core/derived-text.ts';
import { encloses, type Span } from '../../core/span.ts';
import { treeOfUri, type ProfileDeployment } from '../../model/profile/deployment.ts';
import type { PsScript } from '../../syntax/powershell/commands.ts';
import { isClosed, mayHoldProfile, numbered, profileIn, type Embedded } from '../embedded.ts';
import type { Reading } from '../artefact.ts';
import { concatenated } from './concatenated.ts';
import { replacedIn } from './replaced.ts';
import type { ScriptTree } from './tree.ts';

/** The profiles that a script's strings hold. */
export function profilesInScript({ file, tree: { script } }: Reading<ScriptTree>): Embedded[] {
  if (!script || !mayHoldProfile(file.text)) return [];
  const replaced = replacedIn(file.text, script.strings);
  const found: { taken: Span; profile: Omit<Embedded, 'name' | 'languageId'> }[] = [];
  for (const [index, literal] of script.strings.entries()) {
    const { start, end } = literal.inner;
    // What stands in the $( … ) of another one is part of that, and what is put together with another one as well.
    if (!mayHoldProfile(file.text.slice(start, end)) || found.some(({ taken }) => encloses(taken, literal.span))) continue;
    const text = concatenated(file.text, literal, script.strings.slice(index + 1), (each) => each.includes('/VPNProfile'), replaced);
    const content = profileIn(text);
    const taken = { start: literal.span.start, end: Math.max(literal.span.end, text.outer.end) };
    if (content && !isScaffold(content)) found.push({ taken, profile: { content, partial: !literal.closed || isPartial(content) } });
  }
  const deployedTo = found.length > 0 ? deploymentOf(script, file) : undefined;
  return numbered(found.map(({ profile }) => ({ ...profile, ...(deployedTo && { deployedTo }) })));
}

/**
 * Whether a profile in one line has no value at all, as the beginning of a document that the script builds has none
 * (`[xml]'<VPNProfile><NativeProfile/></VPNProfile>'`), and a pattern that it looks for.
 */
function isScaffold({ text }: DerivedText): boolean {
  const root = /<VPNProfile[^<>]*>/.exec(text);
  const below = root ? text.slice(root.index + root[0].length) : '';
  return !text.includes('\n') && (!!root?.[0].endsWith('/>') || below.includes('</VPNProfile')) && !/<[^/!?<>][^<>]*(?<!\/)>\s*[^<\s]/.test(below);
}

/** Whether the string is a piece of a profile, or something that the script puts in may be markup. */
function isPartial(content: DerivedText): boolean {
  return !isClosed(content) || !content.unknown.every((span) => isValue(content.text, span));
}

/** Whether something stands where markup would be a surprise: between the tags of one element, in an attribute, in a comment. */
function isValue(text: string, { start, end }: Span): boolean {
  const before = text.slice(Math.max(0, text.lastIndexOf('<', start - 1)), start);
  const next = text.indexOf('<', end);
  if (/^<[^/!?][^<>]*>[^<>]*$/.test(before) && !before.includes('/>')) return text.startsWith('</', next);
  return /^<[^>]*=\s*(?:"[^"]*|'[^']*)$/.test(before) || (before.startsWith('<!--') && !before.includes('-->'));
}

/**
 * Where a script deploys its profiles: certain only if every URI of a VPNv2 node in its strings names the same tree.
 * `./Vendor` does not: in the WMI bridge it is the user's tree for a session in the user's context.
 */
function deploymentOf({ strings }: PsScript, file: Reading['file']): ProfileDeployment | undefined {
  const mentions = strings.filter(({ inner }) => /(?<!MDM_)VPNv2/i.test(file.text.slice(inner.start, inner.end)));
  const trees = new Set(mentions.map(({ inner }) => treeOfUri(file.text.slice(inner.start, inner.end))));
  const [tree] = trees;
  const [first] = mentions;
  return first && trees.size === 1 && tree && tree !== 'vendor' ? { tree, at: { file, span: first.inner } } : undefined;
}
