import type { Confidence } from '../confidence.ts';
import type { EapKind } from './eap-methods.ts';

/**
 * The documents that an EAP configuration consists of: the frame, the choice of a method, which a tunnel method has again
 * within itself, and the settings of each method.
 */
export type EapScope = 'host' | 'choice' | EapKind;

/** One element of an EAP configuration. */
export interface EapElement {
  readonly scope: EapScope;
  /** Names below `EapHostConfig`, below `Eap`, or below `EapType`, joined by `/`; empty for that element itself. */
  readonly path: string;
  readonly namespace: string;
  readonly type: 'container' | 'text' | 'boolean' | 'number' | 'thumbprint' | 'oid';
  /** One sentence. */
  readonly summary: string;
  /** What is easily got wrong, in one sentence. */
  readonly trap?: string;
  /** Whether it is normally written where its parent is. Microsoft's schemas require hardly anything. */
  readonly normal?: true;
  /** Whether its parent may have several. */
  readonly repeats?: true;
  /** The value that is wanted most. */
  readonly usual?: string;
  /** Whether it takes effect only with the attribute `Enabled="true"`. */
  readonly enabled?: true;
  readonly source: string;
  readonly confidence: Confidence;
}

type Detail = Partial<Omit<EapElement, 'scope' | 'path' | 'namespace' | 'summary'>>;

const PROVISIONING = 'http://www.microsoft.com/provisioning/';
const HOST = `${PROVISIONING}EapHostConfig`;
const COMMON = `${PROVISIONING}EapCommon`;
const CHOICE = `${PROVISIONING}BaseEapConnectionPropertiesV1`;
const PEAP = `${PROVISIONING}MsPeapConnectionPropertiesV1`;
const PEAP_2 = `${PROVISIONING}MsPeapConnectionPropertiesV2`;
const PEAP_3 = `${PROVISIONING}MsPeapConnectionPropertiesV3`;
const TLS = `${PROVISIONING}EapTlsConnectionPropertiesV1`;
const TLS_2 = `${PROVISIONING}EapTlsConnectionPropertiesV2`;
const TLS_3 = `${PROVISIONING}EapTlsConnectionPropertiesV3`;
const MSCHAPV2 = `${PROVISIONING}MsChapV2ConnectionPropertiesV1`;

const SCHEMAS = 'Microsoft EAPHost schemas';
const SCHEMAS_ADDRESS = 'https://learn.microsoft.com/windows/win32/eaphost/eaphost-schemas';

const validation = {
  node: 'How the server is authenticated.',
  prompt: 'Whether a server that fails the validation is refused (true), or the user may accept it (false).',
  promptTrap: 'Users accept what they are asked to accept, so false lets an attacker in.',
  names: 'Names of the servers that are accepted, separated by semicolons; each may be a regular expression.',
  namesTrap: 'Windows 11 compares with the certificate of the NPS server case-sensitively.',
  root: "SHA-1 thumbprint of a root CA that the server's certificate must chain to; may be repeated.",
  rootTrap: 'It is the root, not the CA that issued the certificate.',
  perform: "Whether the server's certificate is validated.",
  accept: "Whether the server's name is compared with ServerNames.",
};
const eku = 'An EKU that the certificate must have, by the name that EKUMapping gives it; several must all be there.';

/** The elements of an EAP configuration as far as Windows' own methods go, in the order of Microsoft's schemas. */
export const EAP_ELEMENTS: readonly EapElement[] = [
  row('host', '', HOST, 'The configuration of EAP.', { type: 'container' }),
  row('host', 'EapMethod', HOST, 'Which EAP method is used, and by whom it is made.', { type: 'container', normal: true }),
  row('host', 'EapMethod/Type', COMMON, 'Number of the outer EAP method.', {
    type: 'number',
    trap: "PEAP is 25; Microsoft's device description of the CSP says 27.",
    normal: true,
  }),
  row('host', 'EapMethod/VendorId', COMMON, 'Vendor of the method, 0 for those of Windows.', { type: 'number', normal: true, usual: '0' }),
  row('host', 'EapMethod/VendorType', COMMON, 'Number that the vendor gives the method, 0 for those of Windows.', { type: 'number', normal: true, usual: '0' }),
  row('host', 'EapMethod/AuthorId', COMMON, 'Author of the method, 0 for those of Windows.', { type: 'number', normal: true, usual: '0' }),
  row('host', 'Config', HOST, 'The settings of the method.', { type: 'container', normal: true }),

  row('choice', '', CHOICE, 'A method with its settings; within PEAP, the method inside the tunnel.', { type: 'container' }),
  row('choice', 'Type', CHOICE, 'Number of the EAP method.', { type: 'number', trap: 'The outer one must be that of EapMethod.', normal: true }),

  row('peap', '', PEAP, 'Settings of PEAP.', { type: 'container' }),
  row('peap', 'ServerValidation', PEAP, validation.node, { type: 'container', normal: true }),
  row('peap', 'ServerValidation/DisableUserPromptForServerValidation', PEAP, validation.prompt, { type: 'boolean', trap: validation.promptTrap, normal: true }),
  row('peap', 'ServerValidation/ServerNames', PEAP, validation.names, { trap: validation.namesTrap, normal: true }),
  row('peap', 'ServerValidation/TrustedRootCA', PEAP, validation.root, { type: 'thumbprint', trap: validation.rootTrap, normal: true, repeats: true }),
  row('peap', 'FastReconnect', PEAP, 'Whether a session can be resumed without authenticating in full.', { type: 'boolean', normal: true }),
  row('peap', 'InnerEapOptional', PEAP, 'Whether the method inside the tunnel may be left out.', { type: 'boolean', normal: true, usual: 'false' }),
  row('peap', 'Eap', CHOICE, 'The method inside the tunnel.', { type: 'container', normal: true }),
  row('peap', 'EnableQuarantineChecks', PEAP, 'Whether Network Access Protection is used, which Windows 10 no longer has.', {
    type: 'boolean',
    normal: true,
    usual: 'false',
  }),
  row('peap', 'RequireCryptoBinding', PEAP, 'Whether the server must prove that it took part in both the tunnel and the method inside it.', {
    type: 'boolean',
    trap: 'Without it somebody in the middle can relay the inner method.',
    normal: true,
  }),
  row('peap', 'PeapExtensions', PEAP, 'Settings that came after the first schema.', {
    type: 'container',
    trap: 'Its children are in namespaces of their own.',
    normal: true,
  }),
  row('peap', 'PeapExtensions/PerformServerValidation', PEAP_2, validation.perform, { type: 'boolean', normal: true }),
  row('peap', 'PeapExtensions/AcceptServerName', PEAP_2, validation.accept, { type: 'boolean', normal: true }),
  row('peap', 'PeapExtensions/IdentityPrivacy', PEAP_2, 'Which name is told before the tunnel is up.', { type: 'container' }),
  row('peap', 'PeapExtensions/IdentityPrivacy/EnableIdentityPrivacy', PEAP_2, "Whether the user's name is hidden.", { type: 'boolean', normal: true }),
  row('peap', 'PeapExtensions/IdentityPrivacy/AnonymousUserName', PEAP_2, "The name that is told instead of the user's.", { normal: true }),
  row('peap', 'PeapExtensions/PeapExtensionsV2', PEAP_2, 'Settings that came with Windows 8.', { type: 'container' }),
  row(
    'peap',
    'PeapExtensions/PeapExtensionsV2/AllowPromptingWhenServerCANotFound',
    PEAP_3,
    'Whether the user may accept a server whose root is not among those of TrustedRootCA.',
    { type: 'boolean', normal: true, usual: 'false' },
  ),

  row('tls', '', TLS, 'Settings of EAP-TLS.', { type: 'container' }),
  row('tls', 'CredentialsSource', TLS, 'Where the certificate comes from: CertificateStore or SmartCard.', { type: 'container', normal: true }),
  row('tls', 'CredentialsSource/CertificateStore', TLS, 'The certificate is in the store.', { type: 'container', normal: true }),
  row(
    'tls',
    'CredentialsSource/CertificateStore/SimpleCertSelection',
    TLS,
    'Whether Windows chooses the certificate itself where it can (true), or always asks (false).',
    {
      type: 'boolean',
      normal: true,
    },
  ),
  row('tls', 'CredentialsSource/SmartCard', TLS, 'The certificate is on a smart card.', { type: 'container' }),
  row('tls', 'ServerValidation', TLS, validation.node, { type: 'container', normal: true }),
  row('tls', 'ServerValidation/DisableUserPromptForServerValidation', TLS, validation.prompt, { type: 'boolean', trap: validation.promptTrap, normal: true }),
  row('tls', 'ServerValidation/ServerNames', TLS, validation.names, { trap: validation.namesTrap, normal: true }),
  row('tls', 'ServerValidation/TrustedRootCA', TLS, validation.root, { type: 'thumbprint', trap: validation.rootTrap, normal: true, repeats: true }),
  row('tls', 'DifferentUsername', TLS, "Whether a name other than the certificate's is used.", { type: 'boolean', normal: true, usual: 'false' }),
  row('tls', 'PerformServerValidation', TLS_2, validation.perform, { type: 'boolean', normal: true }),
  row('tls', 'AcceptServerName', TLS_2, validation.accept, { type: 'boolean', normal: true }),
  row('tls', 'TLSExtensions', TLS_2, 'Settings that came after the second schema.', { type: 'container', normal: true }),
  row('tls', 'TLSExtensions/FilteringInfo', TLS_3, 'Which certificates of the client are considered.', {
    type: 'container',
    trap: 'Without it Windows may choose a wrong certificate or ask the user.',
    normal: true,
  }),
  row('tls', 'TLSExtensions/FilteringInfo/AllPurposeEnabled', TLS_3, 'Whether a certificate for all purposes is considered.', {
    type: 'boolean',
    usual: 'false',
  }),
  row('tls', 'TLSExtensions/FilteringInfo/CAHashList', TLS_3, 'With Enabled="true", only certificates under one of these CAs are considered.', {
    type: 'container',
    trap: 'With Conditional Access the certificate comes from Entra, so a list of your own CAs filters it out.',
    normal: true,
    enabled: true,
  }),
  row('tls', 'TLSExtensions/FilteringInfo/CAHashList/IssuerHash', TLS_3, "SHA-1 thumbprint of a CA in the certificate's chain; may be repeated.", {
    type: 'thumbprint',
    trap: "DPC asks for the CA that issues the certificates, Microsoft's schema reference for a root.",
    normal: true,
    repeats: true,
  }),
  row('tls', 'TLSExtensions/FilteringInfo/EKUMapping', TLS_3, 'Names for the EKUs that the lists below speak of.', { type: 'container' }),
  row('tls', 'TLSExtensions/FilteringInfo/EKUMapping/EKUMap', TLS_3, 'One EKU and its name.', { type: 'container', normal: true, repeats: true }),
  row('tls', 'TLSExtensions/FilteringInfo/EKUMapping/EKUMap/EKUName', TLS_3, 'The name that the lists use.', { normal: true }),
  row('tls', 'TLSExtensions/FilteringInfo/EKUMapping/EKUMap/EKUOID', TLS_3, 'The EKU as an object identifier.', { type: 'oid', normal: true }),
  ...['ClientAuthEKUList', 'AnyPurposeEKUList'].flatMap((list) => [
    row(
      'tls',
      `TLSExtensions/FilteringInfo/${list}`,
      TLS_3,
      `With Enabled="true", certificates for ${list.startsWith('Any') ? 'any purpose' : 'client authentication'} that have all EKUs of the list are considered.`,
      { type: 'container', enabled: true },
    ),
    row('tls', `TLSExtensions/FilteringInfo/${list}/EKUMapInList`, TLS_3, eku, { type: 'container', normal: true, repeats: true }),
    row('tls', `TLSExtensions/FilteringInfo/${list}/EKUMapInList/EKUName`, TLS_3, eku, { normal: true }),
    row('tls', `TLSExtensions/FilteringInfo/${list}/EKUMapInList/EKUOID`, TLS_3, 'The EKU as an object identifier.', { type: 'oid' }),
  ]),

  row('mschapv2', '', MSCHAPV2, 'Settings of EAP-MSCHAPv2.', { type: 'container' }),
  row('mschapv2', 'UseWinLogonCredentials', MSCHAPV2, 'Whether the name and password of the Windows logon are used.', {
    type: 'boolean',
    normal: true,
    usual: 'false',
  }),
];

function row(scope: EapScope, path: string, namespace: string, summary: string, detail: Detail = {}): EapElement {
  return { scope, path, namespace, summary, type: 'text', source: SCHEMAS, confidence: 'documented', ...detail };
}

const byScope = new Map<EapScope, Map<string, EapElement>>();
for (const element of EAP_ELEMENTS) byScope.set(element.scope, (byScope.get(element.scope) ?? new Map<string, EapElement>()).set(element.path, element));
const byAnyCase = new Map(EAP_ELEMENTS.map((element) => [`${element.scope}:${element.path}`.toLowerCase(), element]));
const orders = new Map(EAP_ELEMENTS.map((element, index) => [element, index]));

/** The row of an element by where it stands; `undefined` for one that is not in the table. */
export function eapElement(scope: EapScope, path: string): EapElement | undefined {
  return byScope.get(scope)?.get(path);
}

/** Where an element of an EAP configuration stands. */
interface EapPlace {
  /** Several where the names do not tell which method is meant. */
  readonly scopes: readonly EapScope[];
  readonly path: string;
}

/** `undefined` outside of `EapHostConfig`. */
function placeOf(names: readonly string[], method: EapKind | undefined): EapPlace | undefined {
  const lower = names.map((name) => name.toLowerCase());
  const host = lower.indexOf('eaphostconfig');
  if (host < 0) return undefined;
  const inside = lower.slice(host + 1);
  const settings = inside.lastIndexOf('eaptype');
  const choice = inside.lastIndexOf('eap');
  const methods: readonly EapScope[] = method ? [method] : ['tls', 'peap', 'mschapv2'];
  return {
    scopes: settings > choice ? methods : choice >= 0 ? ['choice'] : ['host'],
    path: names.slice(host + 2 + Math.max(settings, choice)).join('/'),
  };
}

/**
 * The rows that an element may be, by its local names below the root of the profile, in any letter case. Several where
 * neither the names nor the method, if that is known, tell which; empty outside `EapHostConfig` and for an element that is
 * not in the table.
 */
export function eapElementsAt(names: readonly string[], method?: EapKind): readonly EapElement[] {
  const place = placeOf(names, method);
  return place?.scopes.flatMap((scope) => byAnyCase.get(`${scope}:${place.path}`.toLowerCase()) ?? []) ?? [];
}

/**
 * The rows of the elements that may stand in an element, in the order of the schema; empty for a leaf, and for settings of
 * a method that is not known.
 */
export function eapChildren(names: readonly string[], method: EapKind | undefined): readonly EapElement[] {
  const place = placeOf(names, method);
  const [scope, other] = place?.scopes ?? [];
  if (!place || !scope || other) return [];
  const parent = place.path.toLowerCase();
  if (scope === 'host' && parent === 'config') return [eapElement('choice', '')].filter((row) => row !== undefined);
  const own = EAP_ELEMENTS.filter((row) => row.scope === scope && row.path !== '' && parentOf(row.path).toLowerCase() === parent);
  const settings = scope === 'choice' && parent === '' && method ? eapElement(method, '') : undefined;
  return settings ? [...own, settings] : own;
}

/** The element's own name. */
export function eapName({ scope, path }: EapElement): string {
  if (path !== '') return path.slice(path.lastIndexOf('/') + 1);
  return scope === 'host' ? 'EapHostConfig' : scope === 'choice' ? 'Eap' : 'EapType';
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The place of an element in the order of Microsoft's schemas, comparable between elements of one parent; `undefined` for an unknown one. */
export function eapOrder(names: readonly string[]): number | undefined {
  const isInner = names.at(-1) === 'Eap' && names.at(-2) === 'EapType';
  const first = isInner ? eapElement('peap', 'Eap') : eapElementsAt(names)[0];
  return first && orders.get(first);
}

/** Microsoft's page about the schemas of EAP. */
export function eapReference(): string {
  return SCHEMAS_ADDRESS;
}
