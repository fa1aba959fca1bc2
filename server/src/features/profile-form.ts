import { escapeProfile, unescapeProfile } from '../artefacts/escaped-profile/convert.ts';
import type { SourceFile } from '../core/source-file.ts';
import type { Span } from '../core/span.ts';
import { isDeviceTunnel, type VpnProfile } from '../model/profile/profile.ts';
import type { Part } from '../workspace/embedded-texts.ts';
import { Workspace } from '../workspace/workspace.ts';
import { isForDevice, withoutEncoding } from './conversion/convert.ts';

/** What a stretch of a file becomes, or why it stays as it is: one sentence or two. */
export type Converted = { readonly text: string; readonly span: Span } | { readonly reason: string };

/**
 * A part of a file with its markup escaped for the WMI bridge, or with the markup that was escaped. Where nothing is
 * selected, that is the profile at the cursor, or the whole file. It is not done where the file would then hold another
 * profile, since a quote that is no longer escaped ends the string around it.
 */
export function convertProfile(workspace: Workspace, file: SourceFile, selected: Span, to: 'escaped' | 'plain'): Converted {
  const span = selected.end > selected.start ? selected : spanOfProfile(workspace, file, selected.start);
  const text = file.text.slice(span.start, span.end);
  const converted = to === 'escaped' ? escapeProfile(text) : unescapeProfile(text);
  if (converted === undefined) {
    if (to === 'escaped') return { reason: 'This is escaped already.' };
    return {
      reason: 'This is not escaped: it does not begin with &lt; or holds plain markup. Put the cursor into the escaped profile, or select the whole of it.',
    };
  }
  if (to === 'escaped' && !/^\uFEFF?\s*</.test(text))
    return { reason: 'This does not begin with <, so it is no profile. Put the cursor into the profile, or select the whole of it.' };
  const after = { ...file, text: file.text.slice(0, span.start) + converted + file.text.slice(span.end) };
  const before = profilesOf(workspace, file);
  const without = new Workspace();
  without.setFile(after);
  if (before.join('\n') === profilesOf(without, after).join('\n')) return { text: converted, span };
  return {
    reason:
      'Nothing was changed, since the document would no longer hold the same profile. Select the whole profile; where quotes would end the string that it is in, copy it into a document of its own first.',
  };
}

/** The innermost place with a profile at an offset, or the only one of the file; the file where there is none. */
function spanOfProfile(workspace: Workspace, { uri, text }: SourceFile, offset: number): Span {
  const embedded = workspace.partsOf(uri).flatMap((part) => part.embedded ?? []);
  const at = embedded.length > 1 ? embedded.find((each) => isIn(each, offset)) : embedded[0];
  return at?.content.outer ?? { start: 0, end: text.length };
}

/** What a file's profiles say, with what a script puts into them. */
function profilesOf(workspace: Workspace, { uri, text }: SourceFile): string[] {
  return workspace
    .partsOf(uri)
    .filter(({ analysis }) => analysis.reading.facts.profiles.length > 0)
    .flatMap(({ analysis, embedded }) => [
      analysis.file.text.trim(),
      ...(embedded?.content.unknown ?? []).map((span) => {
        const outer = embedded?.content.toOuter(span) ?? span;
        return text.slice(outer.start, outer.end);
      }),
    ]);
}

/** A profile as Intune takes it, and a sentence that says what it is and where it goes. */
export type ForIntune = { readonly text: string; readonly message: string } | { readonly reason: string };

/** The profile at an offset of a file, or the only one in it, with all that the file around it adds taken away. */
export function profileForIntune(workspace: Workspace, uri: string, offset: number): ForIntune {
  const parts = workspace.partsOf(uri).filter(({ analysis }) => analysis.reading.facts.profiles.length > 0);
  const [only, ...more] = parts;
  if (!only) return { reason: 'There is no ProfileXML in this document.' };
  const chosen = more.length === 0 ? only : parts.find(({ embedded }) => isIn(embedded, offset));
  const [profile] = chosen?.analysis.reading.facts.profiles ?? [];
  if (!chosen || !profile) return { reason: 'This document holds several profiles: put the cursor into the one to copy.' };
  return { text: withoutEncoding(chosen.analysis.file.text), message: `${described(profile)}${filledIn(chosen)}` };
}

function isIn(embedded: Part['embedded'], offset: number): boolean {
  return embedded !== undefined && embedded.content.outer.start <= offset && offset <= embedded.content.outer.end;
}

function described(profile: VpnProfile): string {
  const isDevice = isDeviceTunnel(profile);
  const what = isDevice === undefined ? 'ProfileXML' : isDevice ? 'ProfileXML of the device tunnel' : 'ProfileXML of the user tunnel';
  const tree = isForDevice(profile) ? 'Device' : 'User';
  return `Copied the ${what}. In Intune it is the value of a custom setting with the OMA-URI ./${tree}/Vendor/MSFT/VPNv2/NAME/ProfileXML and the data type String (XML file), which takes it as a file.`;
}

function filledIn({ embedded }: Part): string {
  const count = embedded?.content.unknown.length ?? 0;
  if (count === 0) return '';
  return ` The script fills in ${count === 1 ? 'one value' : `${count} values`}: write what Intune is to get in ${count === 1 ? 'its place' : 'their places'}.`;
}
