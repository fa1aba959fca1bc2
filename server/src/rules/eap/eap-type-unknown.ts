import { EAP_METHOD_TYPES, eapMethodType, type EapMethodType } from '../../knowledge/profile-xml/eap-methods.ts';
import { eapOf } from '../../model/profile/eap.ts';
import { fieldText, type Field } from '../../model/profile/field.ts';
import { rule } from '../rule.ts';
import { method, peap, profileWith, tls, validation } from './examples.ts';

type Known = Extract<Field, { state: 'known' }>;

export default rule({
  id: 'eap-type-unknown',
  on: 'profile',
  severity: 'error',
  title: 'The number of an EAP method is not one of Windows',
  why: "Windows finds no method of that number and the connection has no way to authenticate. Microsoft's device description of the CSP gives 27 for PEAP, which is 25.",
  howToFix: 'State 25 for PEAP, 13 for EAP-TLS, 26 for EAP-MSCHAPv2, 21 for EAP-TTLS, 55 for TEAP.',
  whenOff: "Where the number is that of a vendor's method that is installed on the clients. Never for 27.",
  lowered: "A warning for a number other than 27, since it may be a vendor's method. Nothing is said where VendorId names a vendor.",
  sources: ['Microsoft VPNv2 CSP, device description (27 for PEAP)', 'Microsoft EAPHost schemas', 'IANA, EAP method types'],
  confidence: 'documented',
  examples: {
    bad: [
      // Once for both places.
      profileWith(method('27', 'MsPeapConnectionPropertiesV1', ['<FastReconnect>true</FastReconnect>']), [], '⟦27⟧'),
      profileWith(peap(validation(), tls(validation())), [], '⟦27⟧'),
      profileWith(peap(validation(), method('⟦31⟧', 'EapTlsConnectionPropertiesV1', []))),
      profileWith(method('⟦PEAP⟧', 'MsPeapConnectionPropertiesV1', [])),
    ],
    good: [
      ...['13', '18', '21', '23', '25', '26', '43', '50', '55', '254'].map((type) => profileWith(method(type, 'EapConnectionPropertiesV1', []), [], type)),
      profileWith(method('{{EapType}}', 'EapConnectionPropertiesV1', []), [], '$type'),
      // A vendor's method says who its vendor is.
      profileWith(method('77', 'VendorConnectionPropertiesV1', []), [], '77').replace('EapCommon">77</Type>', 'EapCommon">77</Type><VendorId>311</VendorId>'),
      '=== profile.xml\n<VPNProfile><NativeProfile><Authentication><Eap><Type>27</Type></Eap></Authentication></NativeProfile></VPNProfile>\n',
    ],
  },
  check(profile, report) {
    const eap = eapOf(profile);
    if (!eap || (fieldText(eap.vendor) ?? '0') !== '0' || eap.vendor.state === 'unread') return;
    const unknown = new Map<string, Known[]>();
    const types = [eap.hostType, ...eap.methods.map(({ type }) => type)].filter((field) => field.state === 'known');
    for (const field of types.sort((a, b) => a.written.at.span.start - b.written.at.span.start)) {
      if (eapMethodType(field.written.value)) continue;
      unknown.set(field.written.value, [...(unknown.get(field.written.value) ?? []), field]);
    }
    for (const [text, [first, ...others]] of unknown) {
      if (!first) continue;
      const meant = methodMeant(text);
      report({
        at: first.written.at,
        ...(!meant && /^\d+$/.test(text) && { severity: 'warning' }),
        message: messageOf(text, meant),
        related: others.map(({ written: { at } }) => ({ at, message: 'The same number.' })),
        fixes: () =>
          meant
            ? [
                {
                  title: `Change to ${meant.number} (${meant.name})`,
                  safe: false,
                  changes: [first, ...others].map(({ written: { at } }) => ({ kind: 'replace', at, text: String(meant.number) })),
                },
              ]
            : [],
      });
    }
  },
});

/** What was meant where only one thing can be: the number of Microsoft's description, or a name in place of a number. */
function methodMeant(text: string): EapMethodType | undefined {
  const plain = (name: string): string => name.toLowerCase().replace(/^eap-|[^a-z0-9]/g, '');
  return text === '27' ? eapMethodType('25') : EAP_METHOD_TYPES.find(({ name }) => plain(name) === plain(text));
}

function messageOf(text: string, meant: EapMethodType | undefined): string {
  if (text === '27') return "No EAP method of Windows is 27; Microsoft's device description says so for PEAP, which is 25. State 25.";
  if (meant) return `The EAP method must be a number, and "${text}" is none. State ${meant.number} for ${meant.name}.`;
  if (!/^\d+$/.test(text)) return `The EAP method must be a number, and "${text}" is none. State 25 for PEAP or 13 for EAP-TLS.`;
  return `No EAP method of Windows has the number ${text}. Unless a vendor's method has it, state 25 for PEAP or 13 for EAP-TLS.`;
}
