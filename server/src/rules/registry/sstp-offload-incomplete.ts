import { inCurrentSet } from '../../knowledge/registry-path.ts';
import { registryValue, type RegistryValue } from '../../knowledge/registry.ts';
import { SERVICES } from '../../knowledge/services.ts';
import { entryOf, isCertain, writtenNumber } from '../../model/registry/file.ts';
import { isSetByCall, writesNamed, type RegistryInContext } from '../../model/registry/context.ts';
import type { RegistryWrite } from '../../model/registry/write.ts';
import { rule, type Fix } from '../rule.ts';

const KEY = 'SYSTEM\\CurrentControlSet\\Services\\SstpSvc\\Parameters';
const HASH = 'SHA256CertificateHash';
const BY_HAND = 'isHashConfiguredByAdmin';
const written = (name: string, data: string, type = 'DWord'): string =>
  `New-ItemProperty -Path HKLM:\\${KEY} -Name ${name} -PropertyType ${type} -Value ${data} -Force\n`;
const HTTP = written('⟦UseHttps⟧', '0');
const PLAIN = written('UseHttps', '0');

export default rule({
  id: 'sstp-offload-incomplete',
  on: 'registryInContext',
  severity: 'warning',
  title: 'TLS offload for SSTP is set up in part',
  why: 'With offload RRAS never sees the certificate that clients see. It must know the hash of it (SHA256CertificateHash), and that the hash was set by hand (isHashConfiguredByAdmin 1). With one of the two missing, clients connect and are dropped at once (event 6 of RasSstp).',
  howToFix: 'Set both beside UseHttps 0, as Enable-SstpOffload does. Neither is needed where the public certificate is installed on RRAS and chosen for SSTP.',
  whenOff: 'Where the public certificate is installed on RRAS and chosen for SSTP, so that neither value is needed.',
  lowered: 'Information where neither is set: that is enough where the certificate was chosen in the console or with Set-RemoteAccess.',
  sources: ['Richard Hicks, "Always On VPN SSTP Connects then Disconnects"', 'richardhicks/aovpn, Enable-SstpOffload.ps1'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== server.ps1\n${HTTP}${written(HASH, '$bytes', 'Binary')}Remove-ItemProperty -Path HKLM:\\${KEY} -Name SHA1CertificateHash\nRestart-Service RemoteAccess\n`,
      `=== server.ps1\n${HTTP}${written(BY_HAND, '1')}Restart-Service RemoteAccess\n`,
      // Information.
      `=== server.ps1\n${HTTP}Restart-Service RemoteAccess\n`,
    ],
    good: [
      `=== server.ps1\n${PLAIN}${written(HASH, '$bytes', 'Binary')}${written(BY_HAND, '1')}Restart-Service RemoteAccess\n`,
      // In two files, and by the function.
      `=== server/http.ps1\n${PLAIN}=== server/hash.ps1\n${written(HASH, '$bytes', 'Binary')}${written(BY_HAND, '1')}`,
      `=== server.ps1\n${PLAIN}Enable-SstpOffload -CertificateHash $hash\n`,
      // In a control set by its number, which is mostly the one in use.
      `=== server.ps1\n${PLAIN}${written(HASH, '$bytes', 'Binary')}${written(BY_HAND, '1').replace(`HKLM:\\${KEY}`, '⟦HKLM:\\SYSTEM\\ControlSet001\\Services\\SstpSvc\\Parameters⟧{reg-path}')}Restart-Service RemoteAccess\n`,
      `=== server/http.ps1\n${PLAIN}${written(HASH, '$bytes', 'Binary')}=== server/hash.reg\nWindows Registry Editor Version 5.00\n\n[⟦HKEY_LOCAL_MACHINE\\SYSTEM\\ControlSet001\\Services\\SstpSvc\\Parameters⟧{reg-path}]\n"isHashConfiguredByAdmin"=dword:00000001\n`,
      // The certificate is on the server.
      `=== server.ps1\nSet-RemoteAccess -SslCertificate $certificate\n${PLAIN}`,
      `=== server.ps1\n$certificate = Import-PfxCertificate -FilePath vpn.pfx -CertStoreLocation Cert:\\LocalMachine\\My\n${PLAIN}`,
      // HTTPS, under a condition, taken back further down, and not understood to the end.
      `=== server.ps1\n${written('UseHttps', '1')}`,
      `=== server.ps1\nif ($offload) { ${PLAIN.trim()} }\n`,
      `=== server.ps1\n${PLAIN}Set-FabrikamHash $certificate\n`,
      `=== server.ps1\n${PLAIN}if ($hash) { ${written(HASH, '$bytes', 'Binary').trim()} }\nif ($hash) { ${written(BY_HAND, '1').trim()} }\n`,
      // Another key.
      `=== server.ps1\n${PLAIN.replace('SstpSvc', 'W3SVC')}`,
    ],
  },
  check(context, report) {
    const http = context.file.writes.findLast((write) => isNamed(write, 'UseHttps') && isCertain(write));
    if (
      !http ||
      !context.whole ||
      writtenNumber(http) !== 0n ||
      writesNamed(context, 'UseHttps').some((write) => write !== http && writtenNumber(write) !== 0n)
    )
      return;
    if (isSetByCall(context, HASH) || hasCertificate(context)) return;
    const [hash, byHand] = [isSet(context, HASH), isSet(context, BY_HAND)];
    if (hash && byHand) return;
    if (!hash && !byHand) {
      report({
        at: http.name.at,
        message: `SSTP takes HTTP here, and neither ${HASH} nor ${BY_HAND} is set: clients are dropped at once unless the public certificate is chosen for SSTP on this server. Set both where it is not.`,
        severity: 'information',
      });
      return;
    }
    report({
      at: http.name.at,
      message: `SSTP takes HTTP here, and of the two values that say which certificate clients see ${hash ? BY_HAND : HASH} is not set: clients connect and are dropped at once. Set it as well.`,
      fixes: () => (hash ? fixesFor(context, http) : []),
    });
  },
});

function isNamed(write: RegistryWrite, name: string): boolean {
  return write.path.value.key.toLowerCase() === KEY.toLowerCase() && write.name.value.toLowerCase() === name.toLowerCase();
}

/** Also a value of that name in a control set by its number, which may be the one in use. */
function mayBeNamed({ path, name }: RegistryWrite, wanted: string): boolean {
  return inCurrentSet(path.value.key).toLowerCase() === KEY.toLowerCase() && name.value.toLowerCase() === wanted.toLowerCase();
}

/** Whether a value is set by something, in the end or perhaps. */
function isSet(context: RegistryInContext, name: string): boolean {
  return writesNamed(context, name).some((write) => write.action !== 'delete' && mayBeNamed(write, name) && writtenNumber(write) !== 0n);
}

/** Whether a script imports a certificate with its key, which may be that of SSTP. */
function hasCertificate({ file, others }: RegistryInContext): boolean {
  return [file, ...others.map((other) => other.file)].some(({ imports }) => imports === true);
}

function fixesFor({ file }: RegistryInContext, http: RegistryWrite): Fix[] {
  const row: RegistryValue | undefined = registryValue(KEY, BY_HAND);
  const at = (file.writes.findLast((write) => isNamed(write, HASH) && isCertain(write)) ?? http).at;
  if (!row) return [];
  const entries = [entryOf(row, { type: 'DWord', number: 1n })];
  return [{ title: `Set ${BY_HAND} to 1`, safe: false, changes: [{ kind: 'add-registry-values', at, entries, restart: SERVICES.remoteAccess.name }] }];
}
