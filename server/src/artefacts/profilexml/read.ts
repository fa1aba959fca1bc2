import type { Location, SourceFile } from '../../core/source-file.ts';
import { algorithmFor, ATTRIBUTES, type AttributeName } from '../../knowledge/ipsec.ts';
import { profileElement } from '../../knowledge/profile-xml.ts';
import { Anchors, type Facts } from '../../model/facts.ts';
import type { IPsecPolicy, Slot, TunnelKind } from '../../model/policy.ts';
import type { EnumeratedValue, Field, NativeProfile, VpnProfile } from '../../model/profile.ts';
import { childElements, isComplete } from '../../syntax/xml/navigate.ts';
import { leafText } from '../../syntax/xml/leaf-text.ts';
import { parseXml } from '../../syntax/xml/parse.ts';
import type { XmlElement } from '../../syntax/xml/tree.ts';
import type { Reading } from '../artefact.ts';
import type { ProfileTree } from './tree.ts';

/** Elements whose content follows another schema, or none. */
const FOREIGN = new Set(['Eap', 'CustomConfiguration']);

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
  const whole = document.problems.length === 0 && root !== undefined && !holdsElsewhere(root, suite);
  const policy = root && reader.policy(native, suite, whole);
  const profile = root && reader.profile(root, native, suite ? policy : undefined, policy, whole);
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
    anchors: anchors.spans,
  };
  return { file, tree: { document, ...(native && { native }), ...(suite && { suite }) }, facts };
}

class ProfileReader {
  readonly #anchors: Anchors;

  constructor(anchors: Anchors) {
    this.#anchors = anchors;
  }

  profile(root: XmlElement, native: XmlElement | undefined, suite: IPsecPolicy | undefined, policy: IPsecPolicy | undefined, whole: boolean): VpnProfile {
    return {
      key: 'profile/0',
      at: this.#anchors.at(root.nameSpan, 'profile/0'),
      whole,
      name: this.#field(root, 'ProfileName'),
      alwaysOn: this.#field(root, 'AlwaysOn'),
      deviceTunnel: this.#field(root, 'DeviceTunnel'),
      ...(native && { native: this.#native(native, suite) }),
      ...(policy && { policyKey: policy.key }),
      enumerations: this.#enumerations(root, policy),
    };
  }

  /** The policy of the suite, or the Windows default where there is no suite. */
  policy(native: XmlElement | undefined, suite: XmlElement | undefined, whole: boolean): IPsecPolicy | undefined {
    if (!native) return undefined;
    const protocol = this.#field(native, 'NativeProtocolType');
    const place = protocol.state === 'known' ? protocol.written.at : this.#anchors.at(native.nameSpan, 'native');
    const many = childElements(native).filter((element) => element.name === 'CryptographySuite').length > 1;
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

  #native(native: XmlElement, suite: IPsecPolicy | undefined): NativeProfile {
    const authentication = only(native, 'Authentication');
    const under = (name: string): Field => (authentication ? this.#field(authentication, name) : { state: 'absent' });
    return {
      at: this.#anchors.at(native.nameSpan, 'native'),
      servers: this.#field(native, 'Servers'),
      routingPolicy: this.#field(native, 'RoutingPolicyType'),
      protocol: this.#field(native, 'NativeProtocolType'),
      l2tpPsk: this.#field(native, 'L2tpPsk'),
      disableClassBasedDefaultRoute: this.#field(native, 'DisableClassBasedDefaultRoute'),
      plumbIkev2TsAsRoutes: this.#field(native, 'PlumbIKEv2TSAsRoutes'),
      userMethod: under('UserMethod'),
      machineMethod: under('MachineMethod'),
      hasEapConfiguration: authentication !== undefined && only(authentication, 'Eap') !== undefined,
      ...(suite && { suite }),
    };
  }

  #slots(suite: XmlElement, whole: boolean): Record<AttributeName, Slot> {
    const children = childElements(suite);
    // A child that is not understood may be one of the six, misspelt.
    const sure = whole && isComplete(suite) && children.every((element) => (ATTRIBUTES as readonly string[]).includes(element.name));
    const slot = (attribute: AttributeName): Slot => {
      const [element, ...more] = children.filter((each) => each.name === attribute);
      if (!element) return sure ? { state: 'absent' } : { state: 'unread' };
      const key = `policy/0/${attribute}`;
      const leaf = more.length === 0 ? leafText(element) : undefined;
      if (!leaf || !element.closed || !LITERAL.test(leaf.value)) return { state: 'unread', at: this.#anchors.at(leaf?.span ?? element.nameSpan, key) };
      const written = { value: leaf.value, text: leaf.raw, at: this.#anchors.at(leaf.span, key) };
      const own = algorithmFor(attribute, leaf.value, 'profile-xml');
      if (own) return { state: 'known', algorithm: own.id, written, spelledAs: 'profile-xml' };
      const foreign = algorithmFor(attribute, leaf.value, 'client-cmdlet');
      // PowerShell's None has no place in ProfileXML: that is another value, not another spelling.
      return foreign?.profileXml !== undefined ? { state: 'known', algorithm: foreign.id, written, spelledAs: 'client-cmdlet' } : { state: 'invalid', written };
    };
    return Object.fromEntries(ATTRIBUTES.map((attribute) => [attribute, slot(attribute)])) as Record<AttributeName, Slot>;
  }

  #field(parent: XmlElement, name: string): Field {
    const elements = childElements(parent).filter((element) => element.name === name);
    const [element] = elements;
    if (!element) return { state: 'absent' };
    const key = `${parent.name}/${name}`;
    const leaf = elements.length === 1 ? leafText(element) : undefined;
    const at: Location = this.#anchors.at(leaf?.span ?? element.nameSpan, key);
    if (!leaf || leaf.value === '' || isPlaceholder(leaf.value)) return { state: 'unread', at };
    return { state: 'known', written: { value: leaf.value, text: leaf.raw, at } };
  }

  #enumerations(root: XmlElement, policy: IPsecPolicy | undefined): EnumeratedValue[] {
    const values: EnumeratedValue[] = [];
    const visit = (element: XmlElement, path: readonly string[]): void => {
      if (FOREIGN.has(element.name)) return;
      const row = profileElement(path);
      const leaf = row?.values && element.closed ? leafText(element) : undefined;
      if (row?.values && leaf && LITERAL.test(leaf.value) && !isKnownValue(policy, path)) {
        values.push({
          element: element.name,
          written: { value: leaf.value, text: leaf.raw, at: this.#anchors.at(leaf.span, `${path.join('/')}@${values.length}`) },
          allowed: row.values,
        });
      }
      for (const child of childElements(element)) visit(child, [...path, child.name]);
    };
    for (const child of childElements(root)) visit(child, [child.name]);
    return values;
  }
}

/** Whether the policy knows the value of the element at this path, if in another notation's spelling. */
function isKnownValue(policy: IPsecPolicy | undefined, path: readonly string[]): boolean {
  const name = path.at(-1) ?? '';
  return (
    policy !== undefined && path.at(-2) === 'CryptographySuite' && Object.hasOwn(policy.slots, name) && policy.slots[name as AttributeName].state === 'known'
  );
}

/** Templates write `$Server`, `%SERVER%`, `{{server}}`, `[server]`, `__SERVER__` where a value will stand. */
function isPlaceholder(text: string): boolean {
  return /[$%{}[\]<>@]|__/.test(text);
}

function only(parent: XmlElement, name: string): XmlElement | undefined {
  const elements = childElements(parent).filter((element) => element.name === name);
  return elements.length === 1 ? elements[0] : undefined;
}

/** Whether a suite stands where it has no effect, or under a name of another letter case: then it is not missing, but misplaced. */
function holdsElsewhere(root: XmlElement, suite: XmlElement | undefined): boolean {
  const pending = childElements(root);
  for (let element = pending.pop(); element; element = pending.pop()) {
    if (element !== suite && element.name.toLowerCase() === 'cryptographysuite') return true;
    pending.push(...childElements(element));
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
  return Object.fromEntries(ATTRIBUTES.map((attribute) => [attribute, { state: 'absent' } satisfies Slot])) as Record<AttributeName, Slot>;
}
