/**
 * EAP configurations for the examples of the rules, cut down to what an example is about. Content is a list of lines and of
 * elements, which are lists of lines themselves.
 */
type Content = readonly (string | readonly string[])[];

const PROVISIONING = 'http://www.microsoft.com/provisioning';
const FRAME = ['VPNProfile', 'NativeProfile', 'Authentication', 'Eap', 'Configuration'];

/** Thumbprints of a root and of a CA below it. */
export const ROOT_HASH = '3f 8c 51 09 d7 2e a4 66 1b 90 c5 7d e8 04 b2 9f 6a 13 58 cc';
export const ISSUER_HASH = 'a1 4b 07 e6 92 5d 38 f0 c3 71 6e 2a 84 db 19 57 0c f5 b8 43';

/** A file `profile.xml` with this EAP method and, beside its NativeProfile, these elements. */
export function profileWith(method: Content, beside: Content = [], hostType?: string): string {
  const host = hostType === undefined ? [] : [element('EapMethod', [`<Type xmlns="${PROVISIONING}/EapCommon">${hostType}</Type>`])];
  return document(element(`EapHostConfig xmlns="${PROVISIONING}/EapHostConfig"`, [...host, element('Config', method)]), beside);
}

/** A file `profile.xml` with this content of the `Configuration` element. */
export function document(configuration: Content, beside: Content = []): string {
  const [root = '', ...inner] = FRAME;
  const native = inner.reduceRight<readonly string[]>((content, name) => element(name, content), configuration.flat());
  return `=== profile.xml\n${element(root, [...beside, native]).join('\n')}\n`;
}

/** PEAP with these settings. */
export function peap(...settings: Content): string[] {
  return method('25', 'MsPeapConnectionPropertiesV1', settings);
}

/** EAP-TLS with these settings. */
export function tls(...settings: Content): string[] {
  return method('13', 'EapTlsConnectionPropertiesV1', settings);
}

/** A method with these settings. */
export function method(type: string, namespace: string, settings: Content): string[] {
  const content = settings.length > 0 ? [element(`EapType xmlns="${PROVISIONING}/${namespace}"`, settings)] : [];
  return element(`Eap xmlns="${PROVISIONING}/BaseEapConnectionPropertiesV1"`, [`<Type>${type}</Type>`, ...content]);
}

/** A `ServerValidation` with nothing wrong in it but what is given. */
export function validation({ names = 'nps1.corp.fabrikam.com', root = ROOT_HASH, prompt = 'true' } = {}): string[] {
  return element('ServerValidation', [
    `<DisableUserPromptForServerValidation>${prompt}</DisableUserPromptForServerValidation>`,
    `<ServerNames>${names}</ServerNames>`,
    `<TrustedRootCA>${root}</TrustedRootCA>`,
  ]);
}

/** A certificate filter with this content. */
export function filter(...content: Content): string[] {
  return element(`TLSExtensions xmlns="${PROVISIONING}/EapTlsConnectionPropertiesV2"`, [
    element(`FilteringInfo xmlns="${PROVISIONING}/EapTlsConnectionPropertiesV3"`, content),
  ]);
}

/** An element of EAP-TLS that came with the second schema. */
export function tlsExtension(name: string, value: string): string {
  return `<${name} xmlns="${PROVISIONING}/EapTlsConnectionPropertiesV2">${value}</${name}>`;
}

/** The extensions of PEAP with this content. */
export function peapExtensions(...values: readonly (readonly [name: string, value: string])[]): string[] {
  return element(
    'PeapExtensions',
    values.map(([name, value]) => `<${name} xmlns="${PROVISIONING}/MsPeapConnectionPropertiesV2">${value}</${name}>`),
  );
}

/** Device compliance for Conditional Access, switched on. */
export const COMPLIANCE: readonly string[] = element('DeviceCompliance', ['<Enabled>true</Enabled>']);

/** An element over several lines. Marks may stand around its name. */
export function element(tag: string, content: Content): string[] {
  const name = /^[^\s]+/.exec(tag.replace(/⟦|⟧(\{[a-z0-9-]+\})?/g, ''))?.[0] ?? '';
  return [`<${tag}>`, ...content.flat().map((line) => `  ${line}`), `</${name}>`];
}
