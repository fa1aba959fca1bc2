import type { Location, SourceFile } from '../core/source-file.ts';
import type { AlgorithmId, AttributeName } from '../knowledge/ipsec.ts';
import type { Suite } from '../knowledge/baselines.ts';
import type { RegistryType } from '../knowledge/registry.ts';
import type { IPsecPolicy } from './policy.ts';
import type { PolicyCommand } from './policy-command.ts';
import type { NativeProfile } from './profile.ts';
import type { RegistryWrite } from './registry-write.ts';

/**
 * What a fix does, in the words of the model. The artefact that owns the file turns it into edits in its own notation and
 * in the style around it, so a rule never knows how anything is spelled or laid out.
 */
export type Change =
  /** Replace the text of a place by another text of the same notation. */
  | { readonly kind: 'replace'; readonly at: Location; readonly text: string }
  /** Make a value of a policy be this algorithm: rewritten where it stands, added where it is absent. */
  | { readonly kind: 'set-algorithm'; readonly policy: IPsecPolicy; readonly attribute: AttributeName; readonly algorithm: AlgorithmId }
  /** Give a profile without a CryptographySuite one. */
  | { readonly kind: 'add-suite'; readonly native: NativeProfile; readonly suite: Suite }
  /** Give a command a switch that it lacks. */
  | { readonly kind: 'add-switch'; readonly command: PolicyCommand; readonly name: string }
  /** State the type of a registry write. */
  | { readonly kind: 'set-registry-type'; readonly write: RegistryWrite; readonly type: RegistryType }
  /** Move a registry write to another key of the same hive. */
  | { readonly kind: 'set-registry-key'; readonly write: RegistryWrite; readonly registryKey: string }
  /** State in the project file that this client belongs to this server. Written by `workspace/`, which knows where that file is. */
  | { readonly kind: 'pin'; readonly client: Location; readonly server: Location };

/** The file that a change edits; `undefined` for the project file, which may not exist yet. */
export function fileOf(change: Change): SourceFile | undefined {
  switch (change.kind) {
    case 'replace':
      return change.at.file;
    case 'set-algorithm':
      return change.policy.at.file;
    case 'add-suite':
      return change.native.at.file;
    case 'add-switch':
      return change.command.at.file;
    case 'set-registry-type':
    case 'set-registry-key':
      return change.write.at.file;
    case 'pin':
      return undefined;
  }
}
