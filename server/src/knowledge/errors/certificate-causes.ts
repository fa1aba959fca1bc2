import type { Cause } from './cause.ts';

const MACHINE_STORE = 'Get-ChildItem Cert:\\LocalMachine\\My | Format-List Subject, DnsNameList, EnhancedKeyUsageList, Issuer, NotAfter, HasPrivateKey';
const USER_STORE = 'Get-ChildItem Cert:\\CurrentUser\\My | Format-List Subject, EnhancedKeyUsageList, Issuer, NotAfter, HasPrivateKey';
const ROOTS = 'Get-ChildItem Cert:\\LocalMachine\\Root | Format-List Subject, Thumbprint, NotAfter';
const REFUSALS = "Get-WinEvent -FilterHashtable @{ LogName = 'Security'; Id = 6273 } -MaxEvents 5 | Format-List TimeCreated, Message";

/** What is wrong with a certificate, or with how somebody authenticates. */
export const CERTIFICATE_CAUSES = {
  serverCertificate: {
    what: 'The certificate of the server has expired, lacks the usage Server Authentication, is not trusted by the client, or has another name than Servers.',
    rules: ['servers-ip-address'],
    look: {
      at: 'RRAS server',
      why: 'One certificate must have the name that clients dial, Server Authentication (1.3.6.1.5.5.7.3.1), and a date in the future.',
      command: MACHINE_STORE,
    },
  },
  rootFilter: {
    what: "The server accepts certificates of another root than the client's.",
    rules: ['root-cert-not-set', 'root-ca-mismatch', 'ps-root-cert-string', 'ps-root-cert-many'],
    look: {
      at: 'RRAS server',
      why: 'RootCertificateNameToAccept must be the root of the clients.',
      command: 'Get-VpnAuthProtocol | Format-List RootCertificateNameToAccept, UserAuthProtocolAccepted, TunnelAuthProtocolsAdvertised',
    },
  },
  machineCertificate: {
    what: 'There is no machine certificate that can be used.',
    rules: ['oid-form'],
    look: {
      at: 'client',
      why: 'One certificate must have a private key, Client Authentication (1.3.6.1.5.5.7.3.2), and a date in the future. Look on the server as well.',
      command: MACHINE_STORE,
    },
  },
  userCertificate: {
    what: 'No certificate of the user passes the filter of the profile.',
    rules: ['eap-cahash-format', 'eap-eku-undefined', 'ca-cahash-conflict', 'ca-eku-missing', 'sso-hash-format'],
    look: { at: 'client', why: 'One certificate must have the usages and the issuer that the filter asks for. Run it as the user.', command: USER_STORE },
  },
  userCertificateRefused: {
    what: 'The server does not accept the certificate of the user: it has expired, is revoked, or cannot be validated.',
    look: { at: 'NPS server', why: 'The reason stands in the event.', command: REFUSALS },
  },
  eapServer: {
    what: 'The client does not trust the server that it authenticates to: its root or its name is not in the profile, or not on the client.',
    rules: ['eap-no-root', 'eap-no-server-names', 'eap-thumbprint-format', 'eap-validation-off'],
    look: { at: 'client', why: 'The root of the NPS certificate must be there, and its thumbprint in TrustedRootCA of the profile.', command: ROOTS },
  },
  npsCertificate: {
    what: 'The certificate of the NPS server has expired, or is another one than its policy names.',
    look: {
      at: 'NPS server',
      why: 'It needs Server Authentication (1.3.6.1.5.5.7.3.1), the name in ServerNames, and a date in the future.',
      command: MACHINE_STORE,
    },
  },
  method: {
    what: 'The server does not accept the method by which the client authenticates.',
    rules: ['auth-server-method-mismatch', 'auth-mschap-ikev2', 'eap-type-mismatch', 'eap-type-unknown', 'eap-inner-outer-differ'],
    look: {
      at: 'RRAS server',
      why: 'The method of the profile must be among those that are accepted.',
      command: 'Get-VpnAuthProtocol | Format-List UserAuthProtocolAccepted, TunnelAuthProtocolsAdvertised',
    },
  },
  npsPolicy: {
    what: 'A policy of the NPS server refuses the user: a condition, the group, or the type of EAP.',
    look: { at: 'NPS server', why: 'The reason stands in the event.', command: REFUSALS },
  },
  cryptoBinding: {
    what: 'The server does no crypto-binding for PEAP, or somebody is in between.',
    rules: ['eap-cryptobinding'],
    look: { at: 'NPS server', why: 'The profile asks for crypto-binding (RequireCryptoBinding).', command: REFUSALS },
  },
  revocation: {
    what: 'A list of revoked certificates cannot be reached.',
    look: {
      at: 'RRAS server',
      why: 'Export the certificate to a file first. Every address in the answer must be reachable from here.',
      command: 'certutil -verify -urlfetch certificate.cer',
    },
  },
  untrustedRoot: {
    what: 'The chain of the certificate ends in a root that the client does not trust.',
    rules: ['eap-thumbprint-format', 'eap-no-root'],
    look: { at: 'client', why: 'The root must be in the store of the computer.', command: ROOTS },
  },
  compliance: {
    what: 'Conditional Access refused the device, or its certificate is not the one that the profile asks for.',
    rules: ['ca-eku-missing', 'sso-hash-format', 'device-compliance'],
    look: {
      at: 'client',
      why: 'There must be a certificate with the usage AAD Conditional Access (1.3.6.1.4.1.311.87). Run it as the user.',
      command: USER_STORE,
    },
  },
  credentials: {
    what: 'The name or password is wrong, or the account may not connect.',
    look: { at: 'NPS server', why: 'The reason stands in the event.', command: REFUSALS },
  },
} as const satisfies Record<string, Cause>;
