import { rule } from '../rule.ts';

const PARAMETER = 'RootCertificateNameToAccept';
const READS_STORE: readonly string[] = ['get-childitem', 'gci', 'dir', 'ls', 'get-item', 'gi'];

export default rule({
  id: 'ps-root-cert-many',
  on: 'cmdletCall',
  severity: 'warning',
  title: 'The root certificate is chosen by a part of its subject',
  why: 'After a renewal two roots of one PKI have the same subject. Then the parameter gets an array and the command fails, or it gets the old root, and no client with a new certificate connects.',
  howToFix: 'Choose the certificate by its thumbprint. The fix takes the one that is valid longest.',
  whenOff: 'Where the PKI has exactly one root with this subject and a new one will get another name.',
  sources: ['Richard Hicks, "Always On VPN IKEv2 root certificate"', 'richardhicks/aovpn, Set-IKEv2VpnRootCertificate.ps1'],
  confidence: 'documented',
  examples: {
    bad: [
      "=== server.ps1\n$root = (Get-ChildItem -Path Cert:\\LocalMachine\\Root | Where-Object { $_.Subject -Like '*CN=Fabrikam Root CA*' })\nSet-VpnAuthProtocol -RootCertificateNameToAccept ⟦$root⟧ -PassThru\n",
      "=== server.ps1\nSet-VpnAuthProtocol -RootCertificateNameToAccept ⟦(gci Cert:\\LocalMachine\\Root | ? Subject -like '*Fabrikam*')⟧\n",
    ],
    good: [
      "=== server.ps1\n$root = Get-ChildItem -Path Cert:\\LocalMachine\\Root | Where-Object { $_.Subject -like '*CN=Fabrikam Root CA*' } | Select-Object -First 1\nSet-VpnAuthProtocol -RootCertificateNameToAccept $root\n",
      "=== server.ps1\n$root = Get-ChildItem -Path Cert:\\LocalMachine\\Root | Where-Object { $_.Thumbprint -eq '71899A67BF33AF31BEFDC071F8F733B183856332' }\nSet-VpnAuthProtocol -RootCertificateNameToAccept $root\n",
      "=== server.ps1\n$root = Get-ChildItem -Path Cert:\\LocalMachine\\Root | Where-Object { $_.Subject -like '*Fabrikam*' -and $_.Thumbprint -like '71899A*' }\nSet-VpnAuthProtocol -RootCertificateNameToAccept $root\n",
      // The first of them, one way or another.
      "=== server.ps1\n$root = (Get-ChildItem Cert:\\LocalMachine\\Root | Where-Object { $_.Subject -like '*Fabrikam*' })[0]\nSet-VpnAuthProtocol -RootCertificateNameToAccept $root\n",
      "=== server.ps1\n$roots = Get-ChildItem Cert:\\LocalMachine\\Root | Where-Object { $_.Subject -like '*Fabrikam*' }\n$root = $roots | Sort-Object NotAfter | Select-Object -Last 1\nSet-VpnAuthProtocol -RootCertificateNameToAccept $root\n",
      // Assigned twice: which one it is, the text does not say.
      "=== server.ps1\n$root = Get-ChildItem Cert:\\LocalMachine\\Root | Where-Object { $_.Subject -like '*Fabrikam*' }\nif ($root.Count -gt 1) { $root = Get-Root }\nSet-VpnAuthProtocol -RootCertificateNameToAccept $root\n",
    ],
  },
  check({ call }, report) {
    const value = call.cmdlet === 'Set-VpnAuthProtocol' ? call.arguments.get(PARAMETER)?.value : undefined;
    if (value?.kind !== 'pipeline') return;
    const [source, ...rest] = value.stages;
    const bySubject = rest.some(({ text }) => /\bsubject\b[^|]*-[ci]?(like|match)\b/i.test(text));
    const one = rest.some(({ command, text }) => command.startsWith('select') || /thumbprint|serialnumber/i.test(text));
    if (!source || !READS_STORE.includes(source.command) || !bySubject || one) return;
    if (!rest.every(({ command }) => /^(where|where-object|\?|sort|sort-object)$/.test(command))) return;
    report({
      at: value.at,
      message:
        'Several roots can have this in their subject, for one after a renewal, and then the command fails or takes the wrong one. Choose it by its thumbprint.',
      fixes: () => [{ title: 'Use the certificate that is valid longest', safe: false, changes: [{ kind: 'pick-newest', call, name: PARAMETER }] }],
    });
  },
});
