import { escapeProfile, unescapeProfile } from '../artefacts/escaped-profile/convert.ts';
import { isDeviceTunnel, type VpnProfile } from '../model/profile/profile.ts';
import type { Part } from '../workspace/embedded-texts.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** A text, or why there is none: one sentence. */
export type Converted = { readonly text: string } | { readonly reason: string };

/** A text with its markup escaped for the WMI bridge, or with the markup that was escaped. */
export function convertProfile(text: string, to: 'escaped' | 'plain'): Converted {
  const converted = to === 'escaped' ? escapeProfile(text) : unescapeProfile(text);
  if (converted !== undefined) return { text: converted };
  return { reason: to === 'escaped' ? 'This text is escaped already.' : 'This text is not escaped: it does not begin with &lt; or holds plain markup.' };
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
  return { text: chosen.analysis.file.text, message: `${described(profile)}${filledIn(chosen)}` };
}

function isIn(embedded: Part['embedded'], offset: number): boolean {
  return embedded !== undefined && embedded.content.outer.start <= offset && offset <= embedded.content.outer.end;
}

function described(profile: VpnProfile): string {
  const isDevice = isDeviceTunnel(profile);
  const what = isDevice === undefined ? 'ProfileXML' : isDevice ? 'ProfileXML of the device tunnel' : 'ProfileXML of the user tunnel';
  const tree = isDevice === true ? 'Device' : 'User';
  return `Copied the ${what}. In Intune it is the value of a custom setting with the OMA-URI ./${tree}/Vendor/MSFT/VPNv2/NAME/ProfileXML and the data type String (XML file), which takes it as a file.`;
}

function filledIn({ embedded }: Part): string {
  const count = embedded?.content.unknown.length ?? 0;
  if (count === 0) return '';
  return ` The script fills in ${count === 1 ? 'one value' : `${count} values`}: write what Intune is to get in ${count === 1 ? 'its place' : 'their places'}.`;
}
