import { CITRIX_SNIPPETS } from './snippets/citrix-adc.ts';
import { F5_SNIPPETS } from './snippets/f5.ts';
import { FIREWALL_SNIPPETS } from './snippets/firewall.ts';
import { KEMP_SNIPPETS } from './snippets/kemp.ts';
import { POLICY_SNIPPETS } from './snippets/policy.ts';
import { PROFILE_PART_SNIPPETS } from './snippets/profile-parts.ts';
import { PROFILE_SNIPPETS } from './snippets/profile.ts';
import { REGISTRY_SNIPPETS } from './snippets/registry.ts';
import { linked, type Snippet } from './snippets/snippet.ts';

export { plainText, rewritten, withoutDefaults, type Snippet } from './snippets/snippet.ts';

/** Every snippet: for the editor's own snippet files and for completion in any other editor. */
export const SNIPPETS: readonly Snippet[] = [
  ...REGISTRY_SNIPPETS,
  ...FIREWALL_SNIPPETS,
  ...POLICY_SNIPPETS,
  ...PROFILE_SNIPPETS,
  ...PROFILE_PART_SNIPPETS,
  ...F5_SNIPPETS,
  ...CITRIX_SNIPPETS,
  ...KEMP_SNIPPETS,
].map((snippet) => ({
  ...snippet,
  body: linked(snippet.body),
}));
