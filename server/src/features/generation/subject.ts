import { normalised, type IPsecPolicy } from '../../model/policy.ts';
import type { VpnProfile } from '../../model/profile/profile.ts';
import type { Part } from '../../workspace/embedded-texts.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { policiesAt } from '../policy-places.ts';

/** What something is generated from: a policy, a profile, or a profile with its policy, and the document that states it. */
export interface Subject {
  readonly part: Part;
  /** For IKEv2. */
  readonly policy?: IPsecPolicy;
  readonly profile?: VpnProfile;
}

/** The policy or profile that an offset is on or in, or the only one of the file; a sentence where that is none, or one of several. */
export function subjectAt(workspace: Workspace, uri: string, offset: number): Subject | { readonly reason: string } {
  const all = workspace.partsOf(uri).flatMap(subjectsOf);
  const pointedAt = new Set(policiesAt(workspace, uri, offset).map(({ policy }) => policy));
  const narrowed = [
    all.filter(({ policy }) => policy && pointedAt.has(policy)),
    all.filter(({ part }) => part.embedded && part.embedded.content.outer.start <= offset && offset <= part.embedded.content.outer.end),
    all,
  ]
    .map(distinct)
    .find((found) => found.length > 0);
  const [only, ...more] = narrowed ?? [];
  if (!only) return { reason: 'There is no profile and no IPsec policy for IKEv2 in this document, so there is nothing to generate from.' };
  return more.length === 0 ? only : { reason: 'This document states several policies or profiles. Put the cursor on the one that is meant.' };
}

/** The profiles of a document, and the policies that belong to none. */
function subjectsOf(part: Part): Subject[] {
  const { profiles, policies } = part.analysis.reading.facts;
  const counted = policies.filter(({ superseded, tunnel }) => !superseded && tunnel !== 'other');
  const ofProfiles = new Set(profiles.map(({ policyKey }) => policyKey));
  return [
    ...profiles.map((profile): Subject => {
      const policy = counted.find(({ key }) => key === profile.policyKey);
      return { part, profile, ...(policy && { policy }) };
    }),
    ...counted.filter(({ key }) => !ofProfiles.has(key)).map((policy): Subject => ({ part, policy })),
  ];
}

/** Without policies that say what another one says about the same connection. */
function distinct(subjects: readonly Subject[]): Subject[] {
  const keyOf = ({ part, policy, profile }: Subject): string =>
    profile ? `${part.analysis.file.uri} ${profile.key}` : `${policy?.side ?? ''} ${policy?.name ?? ''} ${policy ? normalised(policy) : ''}`;
  return [...new Map(subjects.map((subject) => [keyOf(subject), subject])).values()];
}
