import type { KeyUsage } from '../certificates.ts';
import { branch, leaf, type NewElement } from './new-element.ts';

/** What only the administrator knows of an EAP configuration. */
export interface EapValues {
  /** Names of the NPS servers as their certificates have them, separated by semicolons. */
  readonly serverNames: string;
  /** SHA-1 thumbprint of the root certificate that the NPS certificate leads to. */
  readonly rootCa: string;
  /** By what the certificate of the user is chosen: the SHA-1 thumbprint of the CA that issues it, or what it is for. */
  readonly chosenBy: string | KeyUsage;
}

/** Values that stand for nothing yet. No reader takes them for literal ones. */
export const UNFILLED = {
  serverNames: '{{names of the NPS servers}}',
  rootCa: '{{thumbprint of the root CA}}',
  chosenBy: '{{thumbprint of the issuing CA}}',
} as const satisfies EapValues;

/** One way in which users authenticate, as the `EapHostConfig` that Windows takes. */
export interface EapTemplate {
  /** Kebab-case; never changes. */
  readonly id: string;
  readonly title: string;
  /** The whole `EapHostConfig` element with these values. */
  readonly hostConfig: (values: EapValues) => NewElement;
}

export const PEAP_WITH_EAP_TLS: EapTemplate = {
  id: 'peap-eap-tls',
  title: 'PEAP with EAP-TLS (user certificate)',
  hostConfig: (values) => hostConfig('25', peap(values, eapTls(values, serverValidation(values)))),
};

export const EAP_TLS: EapTemplate = {
  id: 'eap-tls',
  title: 'EAP-TLS (user certificate)',
  hostConfig: (values) => hostConfig('13', eapTls(values, withNotes(serverValidation(values)))),
};

export const PEAP_WITH_MSCHAPV2: EapTemplate = {
  id: 'peap-mschapv2',
  title: 'PEAP with MSCHAPv2 (password)',
  hostConfig: (values) => hostConfig('25', peap(values, msChapV2())),
};

/** All of them, the most secure first. */
export const EAP_TEMPLATES: readonly EapTemplate[] = [PEAP_WITH_EAP_TLS, EAP_TLS, PEAP_WITH_MSCHAPV2];

const PROVISIONING = 'http://www.microsoft.com/provisioning';

function hostConfig(type: string, eap: NewElement): NewElement {
  const method = [
    ['Type', type],
    ['VendorId', '0'],
    ['VendorType', '0'],
    ['AuthorId', '0'],
  ] as const;
  return inNamespace(
    'EapHostConfig',
    branch(
      'EapHostConfig',
      branch('EapMethod', ...method.map(([name, text]) => inNamespace('EapCommon', leaf(name, text)))),
      inNamespace('EapHostConfig', branch('Config', eap)),
    ),
  );
}

/** PEAP (type 25), whose server validation protects the exchange within. */
function peap(values: EapValues, inner: NewElement): NewElement {
  return eap('25', 'MsPeap', [
    withNotes(serverValidation(values)),
    leaf('FastReconnect', 'true'),
    leaf('InnerEapOptional', 'false'),
    inner,
    leaf('EnableQuarantineChecks', 'false'),
    leaf('RequireCryptoBinding', 'true'),
    branch('PeapExtensions', ...validated('MsPeapConnectionPropertiesV2')),
  ]);
}

/** EAP-TLS (type 13) with a certificate of the user from the store. */
function eapTls({ chosenBy }: EapValues, validation: NewElement): NewElement {
  const isByCa = typeof chosenBy === 'string';
  const filter = isByCa ? [switchedOn(branch('CAHashList', leaf('IssuerHash', chosenBy)))] : byUsage(chosenBy);
  return eap('13', 'EapTls', [
    branch('CredentialsSource', branch('CertificateStore', leaf('SimpleCertSelection', 'true'))),
    validation,
    leaf('DifferentUsername', 'false'),
    ...validated('EapTlsConnectionPropertiesV2'),
    {
      ...inNamespace('EapTlsConnectionPropertiesV2', branch('TLSExtensions', inNamespace('EapTlsConnectionPropertiesV3', branch('FilteringInfo', ...filter)))),
      comments: [
        isByCa
          ? 'The CA that issues the user certificates, so that no other certificate is chosen.'
          : `What the user certificates are for (${chosenBy.name}), so that no other certificate is chosen.`,
      ],
    },
  ]);
}

/** The part of a certificate filter that asks for a usage: its object identifier has to be given a name first. */
function byUsage({ name, oid }: KeyUsage): NewElement[] {
  return [
    branch('EKUMapping', branch('EKUMap', leaf('EKUName', name), leaf('EKUOID', oid))),
    switchedOn(branch('ClientAuthEKUList', branch('EKUMapInList', leaf('EKUName', name)))),
  ];
}

function switchedOn(list: NewElement): NewElement {
  return { ...list, attributes: { Enabled: 'true' } };
}

/** EAP-MSCHAPv2 (type 26), which asks for name and password. */
function msChapV2(): NewElement {
  return eap('26', 'MsChapV2', [leaf('UseWinLogonCredentials', 'false')]);
}

function eap(type: string, method: string, settings: readonly NewElement[]): NewElement {
  const eapType = inNamespace(`${method}ConnectionPropertiesV1`, branch('EapType', ...settings));
  return inNamespace('BaseEapConnectionPropertiesV1', branch('Eap', leaf('Type', type), eapType));
}

function serverValidation({ serverNames, rootCa }: EapValues): NewElement {
  return branch('ServerValidation', leaf('DisableUserPromptForServerValidation', 'true'), leaf('ServerNames', serverNames), leaf('TrustedRootCA', rootCa));
}

function validated(namespace: string): NewElement[] {
  return ['PerformServerValidation', 'AcceptServerName'].map((name) => inNamespace(namespace, leaf(name, 'true')));
}

/** The outer server validation, with what is easily got wrong. */
function withNotes(validation: NewElement): NewElement {
  return {
    ...validation,
    comments: [
      'Names of the NPS servers as their certificates have them, separated by semicolons: Windows 11 tells upper case from lower.',
      'The root certificate is named by its SHA-1 thumbprint.',
    ],
  };
}

/** Namespaces are named by their last part. */
function inNamespace(namespace: string, element: NewElement): NewElement {
  return { ...element, attributes: { xmlns: `${PROVISIONING}/${namespace}`, ...element.attributes } };
}
