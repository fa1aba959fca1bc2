import { append } from '../../core/lists.ts';
import type { SourceFile } from '../../core/source-file.ts';
import { byAttribute, algorithmFor, ATTRIBUTES, type AttributeName } from '../../knowledge/ipsec.ts';
import { Anchors, type Facts } from '../../model/facts.ts';
import type { IPsecPolicy, Slot, TunnelKind } from '../../model/policy.ts';
import type { Field } from '../../model/profile/field.ts';
import { fieldAt, nodeAt, type ProfileNode } from '../../model/profile/node.ts';
import type { VpnProfile } from '../../model/profile/profile.ts';
import { childElements, isComplete, localName } from '../../syntax/xml/navigate.ts';
import { leafText } from '../../syntax/xml/leaf-text.ts';
import { parseXml } from '../../syntax/xml/parse.ts';
import type { XmlElement } from '../../syntax/xml/tree.ts';
import type { Reading } from '../artefact.ts';
import { holdsPlaceholder, placeOfKey, readRoot } from './read-nodes.ts';
import type { ProfileTree } from './tree.ts';

/** A text that stands for itself. Anything else is a placeholder that a deployment tool fills in, or something to be typed. */
const LITERAL = /^(?!__)[\w.-]+$/;

/** Reads one ProfileXML document. Never throws; what is not readable becomes unread. */
export function readProfile(file: SourceFile): Reading<ProfileTree> {
  const document = parseXml(file.text);
  const anchors = new Anchors(file);
  const { root } = document;
  const reader = new ProfileReader(anchors);
  const native = root && only(root, 'NativeProfile');
  const suite = native && only(native, 'CryptographySuite');
  // What a deployment tool or script puts in beside elements may be a suite, or a part of one.
  const isFilledIn = [root, native, suite].some((element) => element && holdsPlaceholder(element));
  const whole = document.problems.length === 0 && root !== undefined && !holdsElsewhere(root, suite) && !isFilledIn;
  const rootNode = root && readRoot(file, document, root);
  const policy = rootNode && reader.policy(rootNode, native, suite, whole);
  const profile = rootNode && profileOf(rootNode, suite ? policy : undefined, policy, whole, anchors);
  const facts: Facts = {
    file,
    problems: document.problems.map((problem, index) => ({
      at: anchors.at(problem.span, `problem/${index}`),
      message: problem.message,
      ...(problem.fix && {
        fix: { at: { file, span: problem.fix.span }, text: problem.fix.newText, title: problem.fix.title, safe: problem.fix.safe },
      }),
    })),
    profiles: profile ? [profile] : [],
    policies: policy ? [policy] : [],
    policyCommands: [],
    registryWrites: [],
    unread: document.problems.map((problem) => problem.span),
    placeOf: (key) => anchors.placeOf(key) ?? (rootNode && placeOfKey(rootNode, key)),
  };
  return { file, tree: { document, ...(rootNode && { root: rootNode }), ...(native && { native }), ...(suite && { suite }) }, facts };
}

class ProfileReader {
  readonly #anchors: Anchors;

  constructor(anchors: Anchors) {
    this.#anchors = anchors;
  }

  /** The policy of the suite, or the Windows default where there is no suite. */
  policy(root: ProfileNode, native: XmlElement | undefined, suite: XmlElement | undefined, whole: boolean): IPsecPolicy | undefined {
    if (!native) return undefined;
    const protocol = fieldAt(root, 'NativeProfile/NativeProtocolType');
    const place = protocol.state === 'known' ? protocol.written.at : this.#anchors.at(native.nameSpan, 'native');
    const many = childElements(native).filter((element) => localName(element.name) === 'CryptographySuite').length > 1;
    return {
      key: 'policy/0',
      side: 'client',
      form: 'profile-xml',
      kind: suite ? 'custom' : whole && !many && isComplete(native) ? 'system-default' : 'unread',
      slots: suite ? this.#slots(suite, whole) : emptySlots(),
      at: suite ? this.#anchors.at(suite.nameSpan, 'policy/0') : place,
      tunnel: tunnelOf(protocol),
      superseded: false,
      writable: true,
    };
  }

  #slots(suite: XmlElement, whole: boolean): Record<AttributeName, Slot> {
    const children = childElements(suite);
    // A child that is not understood may be one of the six, misspelt.
    const sure = whole && isComplete(suite) && children.every((element) => (ATTRIBUTES as readonly string[]).includes(localName(element.name)));
    const slot = (attribute: AttributeName): Slot => {
      const [element, ...more] = children.filter((each) => localName(each.name) === attribute);
      if (!element) return sure ? { state: 'absent' } : { state: 'unread' };
      const key = VALUE_KEYS[attribute];
      const leaf = more.length === 0 ? leafText(element) : undefined;
      if (!leaf || !element.closed || !LITERAL.test(leaf.value)) return { state: 'unread', at: this.#anchors.at(leaf?.span ?? element.nameSpan, key) };
      const written = { value: leaf.value, text: leaf.raw, at: this.#anchors.at(leaf.span, key) };
      const own = algorithmFor(attribute, leaf.value, 'profile-xml');
      if (own) return { state: 'known', algorithm: own.id, written, spelledAs: 'profile-xml' };
      const foreign = algorithmFor(attribute, leaf.value, 'client-cmdlet');
      // PowerShell's None has no place in ProfileXML: that is another value, not another spelling.
      return foreign?.profileXml !== undefined ? { state: 'known', algorithm: foreign.id, written, spelledAs: 'client-cmdlet' } : { state: 'invalid', written };
    };
    return byAttribute((attribute) => slot(attribute));
  }
}

/** Made once, because each is kept for every profile of a folder. */
const VALUE_KEYS = byAttribute((attribute) => `policy/0/${attribute}`);

function profileOf(root: ProfileNode, suite: IPsecPolicy | undefined, policy: IPsecPolicy | undefined, whole: boolean, anchors: Anchors): VpnProfile {
  const native = nodeAt(root, 'NativeProfile');
  return {
    key: 'profile/0',
    remembered: new Map(),
    at: anchors.at(root.at.span, 'profile/0'),
    whole,
    root,
    ...(native && { native: { at: native.at, node: native, protocol: fieldAt(native, 'NativeProtocolType'), ...(suite && { suite }) } }),
    ...(policy && { policyKey: policy.key }),
  };
}

function only(parent: XmlElement, name: string): XmlElement | undefined {
  const elements = childElements(parent).filter((element) => localName(element.name) === name);
  return elements.length === 1 ? elements[0] : undefined;
}

/** Whether a suite stands where it has no effect, or under a name of another letter case: then it is not missing, but misplaced. */
function holdsElsewhere(root: XmlElement, suite: XmlElement | undefined): boolean {
  const pending = childElements(root);
  for (let element = pending.pop(); element; element = pending.pop()) {
    if (element !== suite && localName(element.name).toLowerCase() === 'cryptographysuite') return true;
    append(pending, childElements(element));
  }
  return false;
}

function tunnelOf(protocol: Field): TunnelKind {
  if (protocol.state !== 'known') return 'maybe-ikev2';
  const name = protocol.written.value.toLowerCase();
  if (name === 'ikev2') return 'ikev2';
  return ['l2tp', 'sstp', 'pptp'].includes(name) ? 'other' : 'maybe-ikev2';
}

function emptySlots(): Record<AttributeName, Slot> {
  return byAttribute(() => ({ state: 'absent' }));
}
