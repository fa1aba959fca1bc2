import type { ErrorRow } from './error-code.ts';

const TROUBLESHOOTING = 'Microsoft, "Troubleshoot Always On VPN"';
const STRONGSWAN = 'strongSwan documentation, Windows clients';
const MISMATCH = 'Richard Hicks, "Always On VPN IKEv2 Policy Mismatch Error"';

/** What is known of the errors of IKE and IPsec. */
export const IPSEC_ERRORS: readonly ErrorRow[] = [
  [13801, 'the credentials of IKE are not acceptable', ['serverCertificate', 'rootFilter', 'machineCertificate'], 'documented', TROUBLESHOOTING],
  [13805, 'the negotiation took too long', ['udpBlocked', 'portsApart', 'fragments', 'sourceNat'], 'inferred'],
  [13806, 'there is no valid machine certificate', ['machineCertificate'], 'documented', TROUBLESHOOTING],
  [13813, 'the other end did not answer', ['udpBlocked', 'portsApart', 'fragments', 'serverDown'], 'inferred'],
  [13816, 'IKE failed; at a rekey: the other end asks for a key exchange that the client is not set up for', ['pfsDiffers'], 'documented', STRONGSWAN],
  [13817, 'the check for revoked certificates failed', ['revocation'], 'inferred'],
  [13818, 'the usage of a certificate is not valid', ['serverCertificate', 'machineCertificate'], 'inferred'],
  [13819, 'a certificate is of the wrong kind', ['machineCertificate', 'serverCertificate'], 'inferred'],
  [13820, 'a certificate has no private key', ['machineCertificate'], 'inferred'],
  [13822, 'the Diffie-Hellman exchange failed', ['policiesDiffer'], 'inferred'],
  [13824, 'a packet of IKE has a header that is not valid', ['packetsChanged'], 'inferred'],
  [13825, 'there is no policy for the connection', ['oneSided', 'policiesDiffer'], 'inferred'],
  [13831, 'a proposal could not be processed', ['policiesDiffer', 'oneSided'], 'inferred'],
  [13843, 'a payload is not valid', ['policiesDiffer', 'oneSided', 'packetsChanged'], 'inferred'],
  [13847, 'the other end sent no certificate', ['machineCertificate', 'serverCertificate'], 'inferred'],
  [13848, 'the check whether the certificate of the other end is revoked failed', ['revocation'], 'inferred'],
  [
    13863,
    'a request came at a time when it is not acceptable; a client behind NAT refuses a rekey that the gateway starts',
    ['serverRekeys'],
    'documented',
    STRONGSWAN,
  ],
  [13864, 'the Diffie-Hellman exchange failed', ['policiesDiffer'], 'inferred'],
  [13865, 'the Diffie-Hellman group is not valid', ['policiesDiffer'], 'inferred'],
  [13868, 'the IPsec policies of client and server do not match', ['policiesDiffer', 'oneSided', 'group14Alongside', 'notInForce'], 'documented', MISMATCH],
  [13881, 'the key of a certificate is too short', ['machineCertificate', 'serverCertificate'], 'inferred'],
  [13882, 'one address has too many main mode SAs', ['sourceNat'], 'inferred'],
  [13887, 'the chain of a certificate does not reach a root that the policy allows', ['rootFilter'], 'inferred'],
  [13903, 'too many requests came from one address', ['sourceNat'], 'inferred'],
];

/** Errors that have no code of their own in remote access and IPsec. */
export const OTHER_ERRORS: readonly (readonly [symbol: string | undefined, row: ErrorRow])[] = [
  [
    'CERT_E_EXPIRED',
    [
      0x800b0101,
      'a certificate has expired, with SSTP that of the server',
      ['serverCertificate'],
      'documented',
      'Richard Hicks, "Always On VPN Error -2146762495"',
    ],
  ],
  [undefined, [0x80070040, 'the certificate of the server lacks the usage Server Authentication', ['serverCertificate'], 'documented', TROUBLESHOOTING]],
  [
    'CERT_E_UNTRUSTEDROOT',
    [0x800b0109, 'the chain of a certificate ends in a root that is not trusted', ['untrustedRoot', 'inspection'], 'documented', TROUBLESHOOTING],
  ],
  ['CRYPT_E_REVOCATION_OFFLINE', [0x80092013, 'the list of revoked certificates cannot be reached', ['revocation'], 'inferred']],
];
