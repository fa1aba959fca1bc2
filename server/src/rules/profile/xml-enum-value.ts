import { algorithmFor, isAttributeName } from '../../knowledge/ipsec.ts';
import { nearest } from '../nearest.ts';
import { rule } from '../rule.ts';
import { suggestedValues } from '../suggestion.ts';
import { listed } from '../wording.ts';

export default rule({
  id: 'xml-enum-value',
  on: 'element',
  severity: 'error',
  title: 'An element has a value that Windows does not know',
  why: 'The element takes a fixed list of values. Windows rejects the profile or drops the setting without a word.',
  howToFix: 'Choose one of the values that the message lists.',
  whenOff: 'Where a release of Windows takes a value that this product does not know yet. Never where the profile is seen to be refused.',
  sources: ['Microsoft VPNv2 CSP'],
  confidence: 'documented',
  examples: {
    bad: [
      '=== profile.xml\n<VPNProfile><NativeProfile><NativeProtocolType>⟦IKE2⟧</NativeProtocolType><RoutingPolicyType>⟦Split⟧</RoutingPolicyType></NativeProfile></VPNProfile>\n',
    ],
    good: [
      // Only the letter case differs: Windows takes it.
      '=== profile.xml\n<VPNProfile><NativeProfile><RoutingPolicyType>splittunnel</RoutingPolicyType><NativeProtocolType>Sstp</NativeProtocolType><Authentication><UserMethod>Eap</UserMethod></Authentication></NativeProfile></VPNProfile>\n',
      // Filled in later.
      '=== profile.xml\n<VPNProfile><NativeProfile><NativeProtocolType>$Protocol</NativeProtocolType><RoutingPolicyType>{{Routing}}</RoutingPolicyType></NativeProfile></VPNProfile>\n',
    ],
  },
  check({ name, element, value }, report) {
    if (!element?.values || value.state !== 'known') return;
    const { values } = element;
    const { written } = value;
    if (values.some((each) => each.toLowerCase() === written.value.toLowerCase()) || isForeignSpelling(name, written.value)) return;
    report({
      at: written.at,
      message: `${name} has no value ${written.value}. It takes ${listed(values)}.`,
      fixes: () =>
        suggestions(name, written.value, values).map((text) => ({
          title: `Change to ${text}`,
          safe: false,
          changes: [{ kind: 'replace', at: written.at, text }],
        })),
    });
  },
});

/** PowerShell's spelling of a value that ProfileXML has under another name is the business of xml-ps-spelling. */
function isForeignSpelling(name: string, text: string): boolean {
  return isAttributeName(name) && algorithmFor(name, text, 'client-cmdlet')?.profileXml !== undefined;
}

/** What was probably meant: by meaning for a value of the policy, else by its beginning or its letters; a short list is offered whole. */
function suggestions(element: string, text: string, allowed: readonly string[]): string[] {
  if (isAttributeName(element)) return suggestedValues(element, text, 'profile-xml');
  const begun = allowed.filter((value) => value.toLowerCase().startsWith(text.toLowerCase()));
  if (begun.length === 1) return begun;
  const near = nearest(text, allowed);
  return near.length > 0 || allowed.length > 2 ? near : [...allowed];
}
