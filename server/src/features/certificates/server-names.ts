import { hostUri, uriName } from '../../core/uri.ts';
import { compareTexts } from '../../core/texts.ts';
import { fieldText } from '../../model/profile/field.ts';
import { profileField } from '../../model/profile/profile.ts';
import { isAddress, serverEntries } from '../../rules/profile/server-list.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { ServerName } from './fit.ts';

/** The names under which the profiles of a workspace connect, each with the files that say so, in the order of their names. Addresses are in no certificate. */
export function serverNames(workspace: Workspace): ServerName[] {
  const files = new Map<string, Set<string>>();
  for (const uri of workspace.uris()) {
    for (const { analysis } of workspace.partsOf(uri)) {
      for (const profile of analysis.reading.facts.profiles) {
        for (const { host } of serverEntries(fieldText(profileField(profile, 'NativeProfile/Servers')) ?? '')) {
          if (host === '' || isAddress(host) || !/^[a-z0-9.-]+$/iu.test(host)) continue;
          const name = host.toLowerCase();
          files.set(name, (files.get(name) ?? new Set()).add(uriName(hostUri(uri))));
        }
      }
    }
  }
  return [...files].map(([host, names]) => ({ host, files: [...names] })).sort((one, other) => compareTexts(one.host, other.host));
}
