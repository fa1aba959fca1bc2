import { textArgument } from '../../model/cmdlet-call.ts';
import { rule, type Fix } from '../rule.ts';
import { shown } from '../shown.ts';

const PARAMETER = 'RootCertificateNameToAccept';

export default rule({
  id: 'ps-root-cert-string',
  on: 'cmdletCall',
  severity: 'error',
  title: 'The root certificate is given as a text',
  why: '-RootCertificateNameToAccept takes a certificate, whatever its name says. From a text PowerShell tries to open a file of that name, so the command fails and any trusted root is still accepted.',
  howToFix:
    'Get the certificate from the store, best by its thumbprint: (Get-Item Cert:\\LocalMachine\\Root\\thumbprint -ErrorAction Stop). The fix does so where the text is a thumbprint; which certificate a name means, only you know.',
  whenOff: 'Never: the command fails, or opens a file of that name.',
  sources: ['Microsoft, Set-VpnAuthProtocol', 'richardhicks/aovpn, Set-IKEv2VpnRootCertificate.ps1'],
  confidence: 'documented',
  examples: {
    bad: [
      "=== server.ps1\nSet-VpnAuthProtocol -UserAuthProtocolAccepted Certificate -RootCertificateNameToAccept '⟦CN=Fabrikam Root CA⟧'\n",
      "=== server.ps1\nSet-VpnAuthProtocol -RootCertificateNameToAccept '⟦71 89 9A 67 BF 33 AF 31 BE FD C0 71 F8 F7 33 B1 83 85 63 32⟧'\n",
      '=== server.ps1\n$root = "⟦Fabrikam Root CA⟧"\nSet-VpnAuthProtocol -RootCertificateNameToAccept $root\n',
      '=== server.ps1\nSet-VpnAuthProtocol -RootCertificateNameToAccept ⟦Cert:\\LocalMachine\\Root\\71899A67BF33AF31BEFDC071F8F733B183856332⟧\n',
    ],
    good: [
      "=== server.ps1\n$root = Get-ChildItem Cert:\\LocalMachine\\Root | Where-Object { $_.Thumbprint -eq '71899A67BF33AF31BEFDC071F8F733B183856332' }\nSet-VpnAuthProtocol -RootCertificateNameToAccept $root\n",
      // Nothing: goes back to any root.
      '=== server.ps1\nSet-VpnAuthProtocol -RootCertificateNameToAccept $null\n',
      // A certificate file, which PowerShell opens.
      "=== server.ps1\nSet-VpnAuthProtocol -RootCertificateNameToAccept 'C:\\Certificates\\FabrikamRoot.cer'\n",
      '=== server.ps1\nSet-VpnAuthProtocol -RootCertificateNameToAccept (Get-Root)\n',
    ],
  },
  check({ call }, report) {
    const value = call.cmdlet === 'Set-VpnAuthProtocol' ? textArgument(call, PARAMETER) : undefined;
    if (!value || (/[\\/]|\.\w{3}$/.test(value.text) && !/^cert:/i.test(value.text))) return;
    const { text } = value;
    report({
      at: value.at,
      message: `${PARAMETER} takes a certificate, and "${shown(text)}" is a text, so the command fails. Get the certificate from the store.`,
      fixes: (): Fix[] => {
        const thumbprint = thumbprintIn(text);
        return thumbprint === undefined
          ? []
          : [{ title: 'Get the certificate by this thumbprint', safe: false, changes: [{ kind: 'look-up-root', call, name: PARAMETER, thumbprint }] }];
      },
    });
  },
});

/** The thumbprint that a text consists of, or that a path into the store ends in. */
function thumbprintIn(text: string): string | undefined {
  const last = text.replace(/^cert:\\localmachine\\root\\/i, '').replace(/[\s:\u200e]/g, '');
  return /^[\da-f]{40}$/i.test(last) ? last.toUpperCase() : undefined;
}
