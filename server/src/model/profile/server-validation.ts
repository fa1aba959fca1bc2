import type { Location } from '../../core/source-file.ts';
import type { EapConfiguration, EapMethod } from './eap.ts';
import { fieldFlag, type Field } from './field.ts';
import { childNodes, fieldAt, nodeAt, type ProfileNode } from './node.ts';
import { once } from '../../core/once.ts';

/** How one method of EAP authenticates the server. */
export interface ServerValidation {
  readonly method: EapMethod;
  /** The method's `EapType`. */
  readonly settings: ProfileNode;
  /** Its `ServerValidation`; absent where there is none, or several. */
  readonly node?: ProfileNode;
  /** What to point at when something is missing. */
  readonly at: Location;
  /** `PerformServerValidation`. */
  readonly performs: Field;
  /** `AcceptServerName`. */
  readonly comparesNames: Field;
  /** `ServerNames`. */
  readonly names: Field;
  /** `DisableUserPromptForServerValidation`. */
  readonly refusesUnknown: Field;
  /** Every `TrustedRootCA`, empty ones included. */
  readonly roots: readonly ProfileNode[];
}

/** How the methods of a configuration authenticate the server, each before those inside it. Methods whose settings are not known are left out. */
export function validationsOf(eap: EapConfiguration | undefined): readonly ServerValidation[] {
  return eap ? once(eap, readValidations) : [];
}

function readValidations({ methods }: EapConfiguration): readonly ServerValidation[] {
  return methods.flatMap((method) => validationOf(method) ?? []);
}

function validationOf(method: EapMethod): ServerValidation | undefined {
  const { kind, settings } = method;
  if ((kind !== 'peap' && kind !== 'tls') || !settings) return undefined;
  const node = nodeAt(settings, 'ServerValidation');
  const extensions = kind === 'peap' ? 'PeapExtensions/' : '';
  return {
    method,
    settings,
    ...(node && { node }),
    at: (node ?? settings).at,
    performs: fieldAt(settings, `${extensions}PerformServerValidation`),
    comparesNames: fieldAt(settings, `${extensions}AcceptServerName`),
    names: fieldAt(settings, 'ServerValidation/ServerNames'),
    refusesUnknown: fieldAt(settings, 'ServerValidation/DisableUserPromptForServerValidation'),
    roots: node ? childNodes(node, 'TrustedRootCA') : [],
  };
}

/** Whether the server's certificate is validated; `undefined` where that cannot be read. Where nothing is said it is taken to be. */
export function isValidated({ performs }: ServerValidation): boolean | undefined {
  if (performs.state === 'unread') return undefined;
  return fieldFlag(performs) !== false;
}

/** An answer about a part that counts only where the part validates the server; `undefined` where that cannot be known. */
export function whereValidated(part: ServerValidation, answer: boolean | undefined): boolean | undefined {
  const validated = isValidated(part);
  if (validated === false || answer === false) return false;
  return validated && answer;
}

/** Whether no root CA is listed; `undefined` where that cannot be known. */
export function lacksRoot({ settings, roots }: ServerValidation): boolean | undefined {
  if (roots.some(({ value }) => value.state !== 'empty')) return false;
  const validation = nodeAt(settings, 'ServerValidation');
  if (validation) return validation.complete || undefined;
  return fieldAt(settings, 'ServerValidation').state === 'absent' || undefined;
}

/** Whether no server name is listed; `undefined` where that cannot be known. */
export function lacksNames({ names }: ServerValidation): boolean | undefined {
  if (names.state === 'unread') return undefined;
  return names.state !== 'known' || nameList(names).length === 0;
}

/** The names that a list states. */
export function nameList(names: Field): readonly string[] {
  if (names.state !== 'known') return [];
  return names.written.value
    .split(';')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/**
 * The parts of a configuration that have a defect, the outermost first: what is wrong in both is one mistake. Empty while
 * one that comes before them cannot be judged, since the mistake may have to be told there.
 */
export function defective(parts: readonly ServerValidation[], isDefective: (part: ServerValidation) => boolean | undefined): readonly ServerValidation[] {
  const found: ServerValidation[] = [];
  for (const part of parts) {
    const answer = isDefective(part);
    if (answer === undefined && found.length === 0) return [];
    if (answer === true) found.push(part);
  }
  return found;
}
