import type { Location, SourceFile } from '../core/source-file.ts';
import type { Span } from '../core/span.ts';
import type { AlgorithmId, AttributeName } from '../knowledge/ipsec.ts';
import type { Suite } from '../knowledge/baselines.ts';
import type { RegistryType } from '../knowledge/registry.ts';
import type { CmdletCall } from './cmdlet-call.ts';
import type { LoadBalancerChange } from './load-balancer/change.ts';
import type { IPsecPolicy } from './policy.ts';
import type { PolicyCommand } from './policy-command.ts';
import type { NewElement } from './profile/new-element.ts';
import type { NativeProfile } from './profile/profile.ts';
import type { RegistryContent, RegistryEntry } from './registry/content.ts';
import type { RegistryWrite } from './registry/write.ts';
import type { ServerAuthentication } from './server-authentication.ts';
import type { TypographicSign } from './typography.ts';

/**
 * What a fix does, in the words of the model. The artefact that owns the file turns it into edits in its own notation and
 * in the style around it, so a rule never knows how anything is spelled or laid out.
 */
export type Change =
  | LoadBalancerChange
  /** Replace the text of a place by another text of the same notation. */
  | { readonly kind: 'replace'; readonly at: Location; readonly text: string }
  /** Make a value of a policy be this algorithm: rewritten where it stands, added where it is absent. */
  | { readonly kind: 'set-algorithm'; readonly policy: IPsecPolicy; readonly attribute: AttributeName; readonly algorithm: AlgorithmId }
  /** Give a profile without a CryptographySuite one. */
  | { readonly kind: 'add-suite'; readonly native: NativeProfile; readonly suite: Suite }
  /** Give a command a switch that it lacks. */
  | { readonly kind: 'add-switch'; readonly command: PolicyCommand; readonly name: string }
  /** Give a call one more switch. */
  | { readonly kind: 'switch-on'; readonly call: CmdletCall; readonly name: string }
  /** Attach what stands behind a switch to it. */
  | { readonly kind: 'attach-value'; readonly call: CmdletCall; readonly name: string }
  /** Write the names of parameters in front of what is given by position. */
  | { readonly kind: 'name-arguments'; readonly call: CmdletCall; readonly names: readonly string[] }
  /** Give a parameter the certificate of the computer's trusted roots that has this thumbprint. Where there is none, the command does not run. */
  | { readonly kind: 'look-up-root'; readonly call: CmdletCall; readonly name: string; readonly thumbprint: string }
  /** Of the certificates that a parameter is given, take the one that is valid longest. */
  | { readonly kind: 'pick-newest'; readonly call: CmdletCall; readonly name: string }
  /** Restart a service right after the command at this place. */
  | { readonly kind: 'restart-service'; readonly at: Location; readonly service: string }
  /** Have a server's script set a custom policy of these values, behind the command at this place or further down, and bring it into force. */
  | { readonly kind: 'state-policy'; readonly at: Location; readonly suite: Suite }
  /** Replace typographic quotes and dashes by plain ones. */
  | { readonly kind: 'plain-signs'; readonly signs: readonly TypographicSign[]; readonly at: Location }
  /** Take characters out that belong to no notation, or put others in their place. The same in every notation, so written by `workspace/`. */
  | { readonly kind: 'clean-text'; readonly at: Location; readonly characters: readonly { readonly span: Span; readonly text: string }[] }
  /** State the type of a registry write. */
  | { readonly kind: 'set-registry-type'; readonly write: RegistryWrite; readonly type: RegistryType }
  /** Move a registry write to another key, which is one of HKEY_LOCAL_MACHINE. */
  | { readonly kind: 'set-registry-key'; readonly write: RegistryWrite; readonly registryKey: string }
  /** Make a registry write store this, in the way in which it is written. */
  | { readonly kind: 'set-registry-content'; readonly write: RegistryWrite; readonly content: RegistryContent }
  /** Write a registry write in another way of the same notation: by a cmdlet, or by the program `reg`. */
  | { readonly kind: 'respell-registry-write'; readonly write: RegistryWrite; readonly as: 'powershell' | 'reg-exe' }
  /** Have a registry write overwrite a value that exists. */
  | { readonly kind: 'force-registry-write'; readonly write: RegistryWrite }
  /**
   * Write registry values as well, behind the statement at this place or further down, before the restart that puts them into force. With a
   * service, restart that one behind them where nothing further down does.
   */
  | { readonly kind: 'add-registry-values'; readonly at: Location; readonly entries: readonly RegistryEntry[]; readonly restart?: string }
  /** Let a server accept one more method of authentication. */
  | { readonly kind: 'accept-method'; readonly authentication: ServerAuthentication; readonly method: string }
  /** Make an element of a profile say this. `at` is the place of its name, here and below. */
  | { readonly kind: 'set-value'; readonly at: Location; readonly text: string }
  /** Give an element a new child, where the schema has it. */
  | { readonly kind: 'add-element'; readonly parent: Location; readonly element: NewElement }
  /** Put other elements in the place of one. */
  | { readonly kind: 'replace-element'; readonly at: Location; readonly by: readonly NewElement[] }
  | { readonly kind: 'remove-element'; readonly at: Location }
  | { readonly kind: 'rename-element'; readonly at: Location; readonly name: string }
  /** Take an element out of where it stands and put it, unchanged, into another where the schema has it. */
  | { readonly kind: 'move-element'; readonly at: Location; readonly to: Location }
  /** Put the children of an element in its place. */
  | { readonly kind: 'unwrap-element'; readonly at: Location }
  /** Bring all elements of a profile into the order of the schema. */
  | { readonly kind: 'reorder-elements'; readonly at: Location }
  /** Bring these children of an element into this order. Whatever else is in it stays where it is. */
  | { readonly kind: 'sort-elements'; readonly at: Location; readonly order: readonly Location[] }
  /** Give an element an attribute; without a value, take it away. */
  | { readonly kind: 'set-attribute'; readonly at: Location; readonly name: string; readonly value?: string }
  /** State in the project file that this client belongs to this server. Written by `workspace/`, which knows where that file is. */
  | { readonly kind: 'pin'; readonly client: Location; readonly server: Location };

/** The file that a change edits; `undefined` for the project file, which may not exist yet. */
export function fileOf(change: Change): SourceFile | undefined {
  if (change.kind === 'pin') return undefined;
  if ('at' in change) return change.at.file;
  if ('parent' in change) return change.parent.file;
  if ('policy' in change) return change.policy.at.file;
  if ('native' in change) return change.native.at.file;
  if ('command' in change) return change.command.at.file;
  if ('call' in change) return change.call.at.file;
  if ('write' in change) return change.write.at.file;
  return change.authentication.at.file;
}
