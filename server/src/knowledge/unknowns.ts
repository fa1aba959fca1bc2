/** Something that nobody outside of the vendor has written down, as far as this product's sources go. */
export interface Unknown {
  readonly about: 'Windows' | 'load balancers';
  /** What is not known, as a sentence. */
  readonly what: string;
  /** What sources do say, and how far they go. */
  readonly known: string;
  /** What this product makes of that. */
  readonly therefore: string;
  /** Ids of the rules that it concerns. */
  readonly rules: readonly string[];
}

/** What is not known of the systems that files are written for. Whoever can settle one of these with evidence changes the row and the rules that it names. */
export const UNKNOWNS: readonly Unknown[] = [
  {
    about: 'Windows',
    what: 'Which order of elements Intune on Windows 11 insists on.',
    known: "Richard Hicks reports that the order is critical there. His own profiles are not in the order of Microsoft's schema, and both are used.",
    therefore:
      'Another order is information where the project file says that Intune deploys the profile, a hint where nothing says how, and not reported for other ways.',
    rules: ['xml-order'],
  },
  {
    about: 'Windows',
    what: 'Whether a profile without RoutingPolicyType is a split or a force tunnel.',
    known: "Microsoft's page says force tunnel. DPC, a profile generator, and strongSwan's documentation say split tunnel.",
    therefore: 'That the element is missing is reported. What holds for only one of the two is not said of such a profile.',
    rules: ['routing-missing'],
  },
  {
    about: 'Windows',
    what: 'What Windows does with a CryptographySuite where NativeProtocolType is Automatic.',
    known:
      'That the fall-back to IKEv2 can fail because of how the profile is processed is documented. That the suite is what gets lost is the reading of DPC. Ignored or half applied: nobody says.',
    therefore: 'Automatic is information, and a difference of policies is a warning there and not an error.',
    rules: ['protocol-automatic', 'policy-mismatch'],
  },
  {
    about: 'Windows',
    what: 'Whether every release takes the ProtocolList form, and whether AlwaysOnActive works in ProfileXML.',
    known: 'A public generator writes both into the profile. ProtocolList is observed to break what PowerShell and WMI show of the connection.',
    therefore: 'Both are read and neither is reported as an unknown element. That a profile works with them is not said.',
    rules: ['xml-unknown-element', 'xml-version-floor'],
  },
  {
    about: 'Windows',
    what: 'With which release the newer elements of ProfileXML came.',
    known: "Microsoft's device description has one release for nearly all of them, the first Windows 11. Richard Hicks and DPC name later ones, 22H2 and 24H2.",
    therefore: 'The later release counts, and only where the project file says how old the clients may be.',
    rules: ['xml-version-floor'],
  },
  {
    about: 'Windows',
    what: 'Which values Windows takes where a CryptographySuite leaves some out, and where it has an element twice.',
    known: 'The schema allows the first and forbids the second. What happens is not described.',
    therefore: 'A value that is left out is unknown and is compared with nothing.',
    rules: ['crypto-incomplete', 'xml-duplicate-single'],
  },
  {
    about: 'Windows',
    what: 'Which error each single difference of two policies leads to.',
    known:
      'Error 13868 is documented for a mismatch in general, and what a PFS group does at the first rekey. Cipher, hash and group by themselves are not told apart.',
    therefore: 'A mismatch is said to fail with 13868, whichever value differs.',
    rules: ['policy-mismatch', 'policy-pfs-mismatch'],
  },
  {
    about: 'Windows',
    what: 'What Get-VpnServerConfiguration prints on Windows Server 2019 to 2025, row by row.',
    known: 'The names of the properties are documented. The printed examples that are published are of Windows Server 2012 R2.',
    therefore: 'A row that is not known is passed over, and a value that is not printed counts as unknown, never as absent.',
    rules: ['policy-server-drift'],
  },
  {
    about: 'Windows',
    what: 'The defaults of IkeNumEstablishedForInitialQuery and of MMSALifeTimeSeconds.',
    known: 'For the first a published script has a number in its text, and for the second one is observed. No page of Microsoft states either.',
    therefore: 'Nothing is reported because a value is, or is not, the default.',
    rules: ['ikenum-workaround', 'ps-lifetime-odd', 'ps-mm-shorter'],
  },
  {
    about: 'Windows',
    what: 'What has to be restarted for NegotiateDH2048_AES256, and why it fails beside a custom policy.',
    known: 'What 0, 1 and 2 mean is documented by strongSwan. The failure beside a custom policy is seen in the source of one VPN client.',
    therefore: 'No restart is asked for. The conflict is reported with where it was seen.',
    rules: ['reg-negotiatedh-with-custom'],
  },
  {
    about: 'Windows',
    what: 'What traffic filters do with empty conditions, malformed lists and IPv6.',
    known: 'The forms are documented. What becomes of another form is told by the authors of tools, from what they saw.',
    therefore: 'That the filter does not do what it says is reported. Whether it lets through more or less is not.',
    rules: ['filter-empty', 'filter-address-form', 'filter-port-range', 'filter-ports-protocol', 'filter-ipv6', 'filter-local-remote'],
  },
  {
    about: 'Windows',
    what: 'What Windows does to protect its own connection where a route covers the address of the server.',
    known: 'It adds a route of its own to the server. When it loses that route, and which route wins then, is not described.',
    therefore: 'The route is a warning that says that it is inferred.',
    rules: ['route-covers-server', 'route-default', 'route-duplicate'],
  },
  {
    about: 'Windows',
    what: 'When Windows logs the RasClient events 20224 and 20226.',
    known: 'Their meaning is general knowledge. No page was found that states it.',
    therefore: 'They are explained with the word recalled. No rule rests on them.',
    rules: [],
  },
  {
    about: 'Windows',
    what: 'What PfsGroup PFSMM of an Azure gateway is to Windows.',
    known: 'Its name says that it is the group of main mode. Azure lists it, Windows does not have it.',
    therefore: 'It is compared as the group of main mode, and `aovpn negotiate` says of such a pair at best that it depends.',
    rules: ['policy-mismatch', 'policy-pfs-mismatch'],
  },
  {
    about: 'load balancers',
    what: 'That the timeout of a BIG-IP monitor should be three intervals and a second.',
    known: "The defaults of F5's monitors are made that way, and many repeat it. A statement of F5 itself was not found.",
    therefore: 'A timeout that is too short by that rule alone is a hint.',
    rules: ['lb-f5-timeout'],
  },
  {
    about: 'load balancers',
    what: 'Which version of HTTP the plain HTTP monitor of Citrix ADC speaks.',
    known: 'The command reference does not say.',
    therefore: 'That such a monitor has no host is not reported.',
    rules: ['lb-sstp-monitor-host'],
  },
  {
    about: 'load balancers',
    what: 'Whether port following of a Kemp LoadMaster has to be set on both services, and whether its HTTP/1.1 check insists on a host.',
    known: 'As far as the documentation goes, one service that follows the other is enough.',
    therefore: 'One is enough here too.',
    rules: ['lb-ikev2-persistence', 'lb-kemp-follow-id', 'lb-sstp-monitor-host'],
  },
  {
    about: 'load balancers',
    what: 'How HAProxy, NGINX and Azure Load Balancer behave with IKEv2 and SSTP in detail.',
    known: 'Most of it is known from experience and was not looked up.',
    therefore: 'What is said of them is information, and nothing is fixed. Windows NLB, Barracuda and A10 are not read at all.',
    rules: ['lb-haproxy-udp', 'lb-ikev2-persistence', 'lb-sstp-monitor-tcp'],
  },
];
