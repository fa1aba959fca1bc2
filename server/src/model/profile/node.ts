import type { Location, Written } from '../../core/source-file.ts';
import type { ProfileElement } from '../../knowledge/profile-xml.ts';
import type { Field } from './field.ts';

/** One element of a profile as it is written, with what the schema says about it. */
export interface ProfileNode {
  /** As written, without a namespace prefix. */
  readonly name: string;
  /** Its name in the start tag. The key names the element within its file: `Route[2]/Address`. */
  readonly at: Location;
  /** Names below the root, joined by `/`; empty for the root. */
  readonly path: string;
  /** Its row in the table; absent for an element that the table does not have at this place, and for all below one. */
  readonly element?: ProfileElement;
  readonly parent?: ProfileNode;
  readonly children: readonly ProfileNode[];
  /** The first child element of a name. Takes the same time however many there are. */
  childNamed(name: string): ProfileNode | undefined;
  /** Its text. `empty` for an element with neither text nor child elements, `unread` for one with child elements. */
  readonly value: Field;
  /** Whether it can be taken at its word: closed, with nothing broken in it. Only then is a child that is not there absent. */
  readonly complete: boolean;
  /** Whether it belongs to content with another schema: EAP, or the configuration of a plug-in. */
  readonly foreign: boolean;
  /** The namespace that it is in by its own or an outer `xmlns`; empty for none. */
  readonly namespace: string;
  /** Names in lower case of what is below and has no row in the table, content with another schema left out. */
  readonly strays: ReadonlySet<string>;
  readonly attributes: readonly { readonly name: string; readonly written: Written<string> }[];
}

/** The child elements of a name, in order. */
export function childNodes(node: ProfileNode, name: string): readonly ProfileNode[] {
  return node.children.filter((each) => each.name === name);
}

/** The element at a path of names below a node, the first of several; `undefined` when there is none. */
export function nodeAt(node: ProfileNode, path: string): ProfileNode | undefined {
  let at: ProfileNode | undefined = node;
  for (const name of stepsOf(path)) {
    at = at.childNamed(name);
    if (!at) return undefined;
  }
  return at;
}

/**
 * What the element at a path of names below a node says. Never `absent` where it may have been lost in something broken.
 * Of several the first one counts, as it does while the others are still to be typed; that there are several is an error of
 * its own.
 */
export function fieldAt(node: ProfileNode, path: string): Field {
  let at = node;
  for (const name of stepsOf(path)) {
    const child = at.childNamed(name);
    if (!child) return at.complete ? ABSENT : MAYBE_ABSENT;
    at = child;
  }
  return at.value;
}

const ABSENT: Field = { state: 'absent' };
const MAYBE_ABSENT: Field = { state: 'unread' };

/** Names of a path. Paths are written in the code, so there are few, and each is asked for in every profile. */
function stepsOf(path: string): readonly string[] {
  let steps = STEPS.get(path);
  if (!steps) {
    steps = path.split('/');
    STEPS.set(path, steps);
  }
  return steps;
}

const STEPS = new Map<string, readonly string[]>();

/** Whether the element at a path is certainly not there. */
export function isAbsent(node: ProfileNode, path: string): boolean {
  return fieldAt(node, path).state === 'absent';
}

/** A node and all below it in the order of the document, content with another schema left out. */
export function ownNodes(node: ProfileNode): ProfileNode[] {
  const nodes: ProfileNode[] = [];
  collectOwn(node, nodes);
  return nodes;
}

function collectOwn(node: ProfileNode, nodes: ProfileNode[]): void {
  if (node.foreign) return;
  nodes.push(node);
  for (const child of node.children) collectOwn(child, nodes);
}
