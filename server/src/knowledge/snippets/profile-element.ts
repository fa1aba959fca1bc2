import { BASELINES } from '../baselines.ts';
import { IPSEC, isAttributeName, spell, type AttributeName } from '../ipsec.ts';
import { childrenOf, elementName, profileElement, type ProfileElement } from '../profile-xml.ts';
import type { EapTemplate } from '../profile-xml/eap-templates.ts';
import { UNFILLED } from '../profile-xml/eap-templates.ts';
import { elementLines } from './elements.ts';
import { cryptographySuite } from './policy.ts';
import { choice, line, linked, placeholder, type Syntax } from './snippet.ts';

/** What stands for a text that only the administrator knows. No reader takes it for a literal one. */
const TEXTS: Readonly<Record<string, string>> = {
  DnsSuffix: 'DNS suffix of the internal network',
  TrustedNetworkDetection: 'DNS suffix of the internal network',
  'Proxy/AutoConfigUrl': 'address of the PAC file',
  'Proxy/Manual/Server': 'proxy:port',
  'AppTrigger/App/Id': 'path or package family name of the app',
  'DomainNameInformation/DomainName': '.domain',
  'DomainNameInformation/DnsServers': 'addresses of the DNS servers',
  'DomainNameInformation/WebProxyServers': 'addresses of the proxy servers',
  'TrafficFilter/App/Id': 'path or package family name of the app',
  'TrafficFilter/LocalPortRanges': 'ports',
  'TrafficFilter/RemotePortRanges': 'ports',
  'TrafficFilter/LocalAddressRanges': 'addresses',
  'TrafficFilter/RemoteAddressRanges': 'addresses',
  'NativeProfile/Servers': 'DNS name of the VPN server',
  'Route/Address': 'address',
  'Route/PrefixSize': 'number of bits',
};

/** The value that is wanted most, where it is not the one that holds by itself. */
const USUAL: Readonly<Record<string, string>> = {
  'NativeProfile/NativeProtocolType': 'IKEv2',
  'NativeProfile/ProtocolList/NativeProtocol/Type': 'IKEv2',
};

const SUITE = 'NativeProfile/CryptographySuite';

/** An element of ProfileXML with all that it must hold, as lines of a snippet's body; one level of indentation is a tab. */
export function elementBody(path: string): string[] {
  const stops = new Stops();
  return linked(bodyOf(path, stops));
}

/** An EAP configuration with all that is around it from an element on, without that element. */
export function eapBody(template: EapTemplate, around: readonly ('UserMethod' | 'Eap' | 'Configuration')[]): string[] {
  const stops = new Map([UNFILLED.serverNames, UNFILLED.rootCa, UNFILLED.chosenBy].map((text, index) => [text, index + 1]));
  let body = elementLines(template.hostConfig(UNFILLED), stops);
  for (const name of ['Configuration', 'Eap'] as const) if (around.includes(name)) body = wrapped(name, body);
  return linked([...(around.includes('UserMethod') ? ['<UserMethod>Eap</UserMethod>'] : []), ...body]);
}

class Stops {
  #last = 0;

  next(): number {
    return ++this.#last;
  }
}

function bodyOf(path: string, stops: Stops): string[] {
  const element = profileElement(path);
  const name = elementName(path);
  if (path === SUITE) return cryptographySuite(BASELINES.enhanced, stops.next());
  if (element?.type !== 'container') return [line`<${name}>${element ? valueOf(element, stops.next()) : ''}</${name}>`];
  // What follows another schema is not made up.
  const required = childrenOf(path).filter((child) => child.required && child.type !== 'foreign');
  return wrapped(name, required.length > 0 ? required.flatMap((child) => bodyOf(child.path, stops)) : [`$${stops.next()}`]);
}

function wrapped(name: string, body: readonly string[]): string[] {
  return [`<${name}>`, ...body.map((each) => `\t${each}`), `</${name}>`];
}

function valueOf(element: ProfileElement, stop: number): Syntax {
  const { path, type, values, range } = element;
  if (type === 'boolean') return choice(stop, element.default === 'true' ? ['false', 'true'] : ['true', 'false']);
  const attribute = elementName(path);
  if (path.startsWith(`${SUITE}/`) && isAttributeName(attribute)) return choice(stop, algorithms(attribute));
  if (values) {
    const usual = USUAL[path] ?? element.default;
    return choice(stop, usual === undefined ? values : [usual, ...values.filter((value) => value !== usual)]);
  }
  const text = TEXTS[path] ?? (type === 'number' && range ? range.join(' to ') : attribute);
  return placeholder(stop, `{{${text}}}`);
}

/** The recommended value, then the other good ones. */
function algorithms(attribute: AttributeName): string[] {
  const good = IPSEC[attribute].algorithms.filter(({ strength }) => strength === 'strong' || strength === 'acceptable').map(({ id }) => id);
  const first = BASELINES.enhanced.suite[attribute];
  return [first, ...good.filter((id) => id !== first)].flatMap((id) => spell(attribute, id, 'profile-xml') ?? []);
}
