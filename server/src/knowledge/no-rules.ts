/** A difference that people take for a mistake and that is none. */
export interface NoRule {
  /** In the form of a rule's id, so that whoever looks for one finds out why there is none. */
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly instead: string;
  readonly sources: readonly string[];
}

/** What is deliberately never reported. A rule of one of these ids would be a false alarm each time. */
export const NO_RULES: readonly NoRule[] = [
  {
    id: 'policy-lifetime-diff',
    title: 'lifetimes that differ between client and server are no mismatch',
    why: 'IKEv2 does not negotiate lifetimes; IKEv1 did. Each side renews main mode and child SAs by its own clock and its own count of bytes, and the shorter one renews first. A ProfileXML and the cmdlet of the client cannot even state them. So SALifeTimeSeconds, MMSALifeTimeSeconds and SADataSizeForRenegotiationKilobytes of a server, a gateway or another server may differ, and nothing fails.',
    instead:
      'Look at the six values of the policy where a negotiation fails (policy-mismatch), and at PfsGroup where a connection drops at a rekey (policy-pfs-mismatch).',
    sources: ['RFC 7296, section 2.8', 'Microsoft, "About cryptographic requirements and Azure VPN gateways"'],
  },
];
