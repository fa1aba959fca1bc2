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
  readonly source: string;
  readonly confidence: Confidence;
}

type Detail = Partial<Pick<EapElement, 'type' | 'trap' | 'source' | 'confidence'>>;

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
  row('host', 'EapMethod', HOST, 'Which EAP method is used, and by whom it is made.', { type: 'container' }),
  row('host', 'EapMethod/Type', COMMON, 'Number of the outer EAP method.', {
    type: 'number',
    trap: "PEAP is 25; Microsoft's device description of the CSP says 27.",
  }),
  row('host', 'EapMethod/VendorId', COMMON, 'Vendor of the method, 0 for those of Windows.', { type: 'number' }),
  row('host', 'EapMethod/VendorType', COMMON, 'Number that the vendor gives the method, 0 for those of Windows.', { type: 'number' }),
  row('host', 'EapMethod/AuthorId', COMMON, 'Author of the method, 0 for those of Windows.', { type: 'number' }),
  row('host', 'Config', HOST, 'The settings of the method.', { type: 'container' }),

  row('choice', '', CHOICE, 'A method with its settings; within PEAP, the method inside the tunnel.', { type: 'container' }),
  row('choice', 'Type', CHOICE, 'Number of the EAP method.', { type: 'number', trap: 'The outer one must be that of EapMethod.' }),

  row('peap', '', PEAP, 'Settings of PEAP.', { type: 'container' }),
  row('peap', 'ServerValidation', PEAP, validation.node, { type: 'container' }),
  row('peap', 'ServerValidation/DisableUserPromptForServerValidation', PEAP, validation.prompt, { type: 'boolean', trap: validation.promptTrap }),
  row('peap', 'ServerValidation/ServerNames', PEAP, validation.names, { trap: validation.namesTrap }),
  row('peap', 'ServerValidation/TrustedRootCA', PEAP, validation.root, { type: 'thumbprint', trap: validation.rootTrap }),
  row('peap', 'FastReconnect', PEAP, 'Whether a session can be resumed without authenticating in full.', { type: 'boolean' }),
  row('peap', 'InnerEapOptional', PEAP, 'Whether the method inside the tunnel may be left out.', { type: 'boolean' }),
  row('peap', 'EnableQuarantineChecks', PEAP, 'Whether Network Access Protection is used, which Windows 10 no longer has.', { type: 'boolean' }),
  row('peap', 'RequireCryptoBinding', PEAP, 'Whether the server must prove that it took part in both the tunnel and the method inside it.', {
    type: 'boolean',
    trap: 'Without it somebody in the middle can relay the inner method.',
  }),
  row('peap', 'PeapExtensions', PEAP, 'Settings that came after the first schema.', {
    type: 'container',
    trap: 'Its children are in namespaces of their own.',
  }),
  row('peap', 'PeapExtensions/PerformServerValidation', PEAP_2, validation.perform, { type: 'boolean' }),
  row('peap', 'PeapExtensions/AcceptServerName', PEAP_2, validation.accept, { type: 'boolean' }),
  row('peap', 'PeapExtensions/IdentityPrivacy', PEAP_2, 'Which name is told before the tunnel is up.', { type: 'container' }),
  row('peap', 'PeapExtensions/IdentityPrivacy/EnableIdentityPrivacy', PEAP_2, "Whether the user's name is hidden.", { type: 'boolean' }),
  row('peap', 'PeapExtensions/IdentityPrivacy/AnonymousUserName', PEAP_2, "The name that is told instead of the user's."),
  row('peap', 'PeapExtensions/PeapExtensionsV2', PEAP_2, 'Settings that came with Windows 8.', { type: 'container' }),
  row(
    'peap',
    'PeapExtensions/PeapExtensionsV2/AllowPromptingWhenServerCANotFound',
    PEAP_3,
    'Whether the user may accept a server whose root is not among those of TrustedRootCA.',
    { type: 'boolean' },
  ),

  row('tls', '', TLS, 'Settings of EAP-TLS.', { type: 'container' }),
  row('tls', 'CredentialsSource', TLS, 'Where the certificate comes from: CertificateStore or SmartCard.', { type: 'container' }),
  row('tls', 'CredentialsSource/CertificateStore', TLS, 'The certificate is in the store.', { type: 'container' }),
  row(
    'tls',
    'CredentialsSource/CertificateStore/SimpleCertSelection',
    TLS,
    'Whether Windows chooses the certificate itself where it can (true), or always asks (false).',
    {
      type: 'boolean',
    },
  ),
  row('tls', 'CredentialsSource/SmartCard', TLS, 'The certificate is on a smart card.', { type: 'container' }),
  row('tls', 'ServerValidation', TLS, validation.node, { type: 'container' }),
  row('tls', 'ServerValidation/DisableUserPromptForServerValidation', TLS, validation.prompt, { type: 'boolean', trap: validation.promptTrap }),
  row('tls', 'ServerValidation/ServerNames', TLS, validation.names, { trap: validation.namesTrap }),
  row('tls', 'ServerValidation/TrustedRootCA', TLS, validation.root, { type: 'thumbprint', trap: validation.rootTrap }),
  row('tls', 'DifferentUsername', TLS, "Whether a name other than the certificate's is used.", { type: 'boolean' }),
  row('tls', 'PerformServerValidation', TLS_2, validation.perform, { type: 'boolean' }),
  row('tls', 'AcceptServerName', TLS_2, validation.accept, { type: 'boolean' }),
  row('tls', 'TLSExtensions', TLS_2, 'Settings that came after the second schema.', { type: 'container' }),
  row('tls', 'TLSExtensions/FilteringInfo', TLS_3, 'Which certificates of the client are considered.', {
    type: 'container',
    trap: 'Without it Windows may choose a wrong certificate or ask the user.',
  }),
  row('tls', 'TLSExtensions/FilteringInfo/AllPurposeEnabled', TLS_3, 'Whether a certificate for all purposes is considered.', { type: 'boolean' }),
  row('tls', 'TLSExtensions/FilteringInfo/CAHashList', TLS_3, 'With Enabled="true", only certificates under one of these CAs are considered.', {
    type: 'container',
    trap: 'With Conditional Access the certificate comes from Entra, so a list of your own CAs filters it out.',
  }),
  row('tls', 'TLSExtensions/FilteringInfo/CAHashList/IssuerHash', TLS_3, "SHA-1 thumbprint of a CA in the certificate's chain; may be repeated.", {
    type: 'thumbprint',
    trap: "DPC asks for the CA that issues the certificates, Microsoft's schema reference for a root.",
  }),
  row('tls', 'TLSExtensions/FilteringInfo/EKUMapping', TLS_3, 'Names for the EKUs that the lists below speak of.', { type: 'container' }),
  row('tls', 'TLSExtensions/FilteringInfo/EKUMapping/EKUMap', TLS_3, 'One EKU and its name.', { type: 'container' }),
  row('tls', 'TLSExtensions/FilteringInfo/EKUMapping/EKUMap/EKUName', TLS_3, 'The name that the lists use.'),
  row('tls', 'TLSExtensions/FilteringInfo/EKUMapping/EKUMap/EKUOID', TLS_3, 'The EKU as an object identifier.', { type: 'oid' }),
  ...['ClientAuthEKUList', 'AnyPurposeEKUList'].flatMap((list) => [
    row(
      'tls',
      `TLSExtensions/FilteringInfo/${list}`,
      TLS_3,
      `With Enabled="true", certificates for ${list.startsWith('Any') ? 'any purpose' : 'client authentication'} that have all EKUs of the list are considered.`,
      { type: 'container' },
    ),
    row('tls', `TLSExtensions/FilteringInfo/${list}/EKUMapInList`, TLS_3, eku, { type: 'container' }),
    row('tls', `TLSExtensions/FilteringInfo/${list}/EKUMapInList/EKUName`, TLS_3, eku),
    row('tls', `TLSExtensions/FilteringInfo/${list}/EKUMapInList/EKUOID`, TLS_3, 'The EKU as an object identifier.', { type: 'oid' }),
  ]),

  row('mschapv2', '', MSCHAPV2, 'Settings of EAP-MSCHAPv2.', { type: 'container' }),
  row('mschapv2', 'UseWinLogonCredentials', MSCHAPV2, 'Whether the name and password of the Windows logon are used.', { type: 'boolean' }),
];

function row(scope: EapScope, path: string, namespace: string, summary: string, detail: Detail = {}): EapElement {
  return { scope, path, namespace, summary, type: 'text', source: SCHEMAS, confidence: 'documented', ...detail };
}

const byScope = new Map<EapScope, Map<string, EapElement>>();
for (const element of EAP_ELEMENTS) byScope.set(element.scope, (byScope.get(element.scope) ?? new Map<string, EapElement>()).set(element.path, element));
const orders = new Map(EAP_ELEMENTS.map((element, index) => [element, index]));

/** The row of an element by where it stands; `undefined` for one that is not in the table. */
export function eapElement(scope: EapScope, path: string): EapElement | undefined {
  return byScope.get(scope)?.get(path);
}

/**
 * The rows that an element may be, by its local names below the root of the profile. Several where the names do not tell
 * which method is meant; empty outside `EapHostConfig` and for an element that is not in the table.
 */
export function eapElementsAt(names: readonly string[]): readonly EapElement[] {
  const host = names.indexOf('EapHostConfig');
  if (host < 0) return [];
  const inside = names.slice(host + 1);
  const settings = inside.lastIndexOf('EapType');
  const choice = inside.lastIndexOf('Eap');
  const scopes: readonly EapScope[] = settings > choice ? ['tls', 'peap', 'mschapv2'] : choice >= 0 ? ['choice'] : ['host'];
  const path = inside.slice(Math.max(settings, choice) + 1).join('/');
  return scopes.flatMap((scope) => eapElement(scope, path) ?? []);
}

/** The place of an element in the order of Microsoft's schemas, comparable between elements of one parent; `undefined` for an unknown one. */
export function eapOrder(names: readonly string[]): number | undefined {
  const [first] = eapElementsAt(names);
  return first && orders.get(first);
}

/** Microsoft's page about the schemas of EAP. */
export function eapReference(): string {
  return SCHEMAS_ADDRESS;
}
