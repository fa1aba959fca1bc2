import { registryValue } from '../../knowledge/registry.ts';
import { SERVICES } from '../../knowledge/services.ts';
import { entryOf, isCertain } from '../../model/registry/file.ts';
import { isSetByCall, writesNamed } from '../../model/registry/context.ts';
import { isHash } from '../../model/registry/sstp-hashes.ts';
import { rule } from '../rule.ts';

const KEY = 'SYSTEM\\CurrentControlSet\\Services\\SstpSvc\\Parameters';
const OLD = 'SHA1CertificateHash';
const HASH = `New-ItemProperty -Path HKLM:\\${KEY} -Name SHA256CertificateHash -PropertyType Binary -Value $bytes -Force`;
const DELETE = `Remove-ItemProperty -Path HKLM:\\${KEY} -Name ${OLD}`;

export default rule({
  id: 'sstp-sha1-left',
  on: 'registryInContext',
  severity: 'hint',
  title: 'The SHA-1 hash of the SSTP certificate is left beside the new one',
  why: 'The published script removes SHA1CertificateHash when it sets the SHA-256 hash. Left behind, it is that of an older certificate, and what RRAS makes of the two is not documented.',
  howToFix: 'Delete SHA1CertificateHash where the SHA-256 hash is set.',
  whenOff: 'Where something else sets and removes the old value, such as a tool that changes certificates.',
  sources: ['richardhicks/aovpn, Enable-SstpOffload.ps1'],
  confidence: 'observed',
  examples: {
    bad: [`=== server.ps1\n${HASH.replace('SHA256CertificateHash', '⟦SHA256CertificateHash⟧')}\nRestart-Service RemoteAccess\n`],
    good: [
      `=== server.ps1\n${HASH}\n${DELETE}\n`,
      // Only where it exists, in another file, and by the function.
      `=== server.ps1\nif (Get-ItemProperty HKLM:\\${KEY} -Name ${OLD} -ErrorAction SilentlyContinue) { ${DELETE} }\n${HASH}\n`,
      `=== server/hash.ps1\n${HASH}\n=== server/old.ps1\n${DELETE}\n`,
      `=== server.ps1\n${HASH}\nEnable-SstpOffload -CertificateHash $hash\n`,
      // Set as well, on purpose, and not understood to the end.
      `=== server.ps1\n${HASH}\n${HASH.replace('SHA256', 'SHA1')}\n`,
      `=== server.ps1\n${HASH}\nRemove-OldHash\n`,
    ],
  },
  check(context, report) {
    const hash = context.file.writes.findLast((write) => isHash(write) && write.action !== 'delete' && isCertain(write));
    const row = registryValue(KEY, OLD);
    if (!hash || !row || !context.whole || writesNamed(context, OLD).length > 0 || isSetByCall(context, OLD)) return;
    report({
      at: hash.name.at,
      message: `The SHA-256 hash is set, and ${OLD} stays where a server has it. Delete that value.`,
      fixes: () => [
        {
          title: `Delete ${OLD}`,
          safe: false,
          changes: [{ kind: 'add-registry-values', at: hash.at, entries: [entryOf(row, 'deleted')], restart: SERVICES.remoteAccess.name }],
        },
      ],
    });
  },
});
