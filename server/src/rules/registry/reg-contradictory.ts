import { uriName } from '../../core/uri.ts';
import { contentText } from '../../model/registry/content.ts';
import { cataloguedValue, isCertain, shownContent } from '../../model/registry/file.ts';
import type { RegistryInContext } from '../../model/registry/context.ts';
import type { RegistryContent } from '../../model/registry/content.ts';
import type { RegistryFile } from '../../model/registry/file.ts';
import { Restarts } from '../../model/registry/restarts.ts';
import { SameValue } from '../../model/registry/same-value.ts';
import type { RegistryWrite } from '../../model/registry/write.ts';
import { rule, type Fix, type Report } from '../rule.ts';
import { isRight } from './allowed-data.ts';

const write = (data: string, name = 'EnableServerFragmentation'): string =>
  `New-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2' -Name ${name} -PropertyType DWord -Value ${data} -Force`;

/** Values that differ from server to server, as their certificates do. */
const OF_ONE_SERVER: ReadonlySet<string> = new Set(['SHA256CertificateHash', 'SHA1CertificateHash']);

const deployment = (...servers: string[]): string =>
  `=== aovpn.json\n{ "deployments": [{ "name": "berlin", "clients": [], "servers": ${JSON.stringify(servers)} }] }\n`;

export default rule({
  id: 'reg-contradictory',
  on: 'registryInContext',
  severity: 'warning',
  title: 'A registry value is set twice, to different data',
  why: 'The last one stays, whatever the first was meant for. Mostly the two come from different articles, and whoever reads the first believes it.',
  howToFix: 'Keep the one that is meant.',
  whenOff: 'Where a condition that is not read here decides which of the two runs.',
  lowered:
    'Between files of one deployment in aovpn.json it is information: the order in which they run is not known, nor whether each is for another server. Hashes of certificates are not compared there.',
  sources: ['the order of the file itself'],
  confidence: 'inferred',
  restsOn: 'The order of the statements in the file, which is taken for the order in which they run.',
  examples: {
    bad: [
      `=== server.ps1\n${write('1')}\n${write('⟦0⟧')}\n`,
      // Two files for the same servers.
      `${deployment('*.ps1')}=== a.ps1\n${write('⟦1⟧')}\n=== b.ps1\n${write('⟦0⟧')}\n`,
    ],
    good: [
      // In a control set by its number, which need not be the one that the other is in.
      `=== server.ps1\n${write('1')}\n${write('0').replace('HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2', '⟦HKLM:\\SYSTEM\\ControlSet001\\Services\\RemoteAccess\\Parameters\\Ikev2⟧{reg-path}')}\n`,
      // The same twice, spelled differently.
      `=== server.ps1\n${write('1')}\n${write("'0x1'")}\n`,
      // A condition decides, or who calls a function; not known; another value; another computer.
      `=== server.ps1\nif ($on) { ${write('1')} } else { ${write('0')} }\n`,
      `=== server.ps1\n${write('0')}\nif ($on) { ${write('1')} }\n`,
      `=== server.ps1\nfunction Enable-It { ${write('1')} }\nfunction Disable-It { ${write('0')} }\n`,
      `=== server.ps1\n${write('1')}\n${write('$data')}\n`,
      `=== server.ps1\n${write('1')}\n${write('4', 'CertAuthFlags')}\n`,
      `=== server.ps1\n${write('1')}\nInvoke-Command -ComputerName VPN2 { ${write('0')} }\n`,
      // Files that nothing puts together but their folder, and files of different deployments.
      `=== a.ps1\n${write('1')}\n=== b.ps1\n${write('0')}\n`,
      `${deployment('a.ps1')}=== a.ps1\n${write('1')}\n=== b.ps1\n${write('0')}\n`,
      `${deployment('*.ps1')}=== a.ps1\n${write('1')}\n=== b.ps1\n${write("'0x1'")}\n`,
      `${deployment('*.ps1')}=== a.ps1\n${write('1')}\n=== b.ps1\nif ($undo) { ${write('0')} }\n`,
      // In force between the two.
      `=== server.ps1\n${write('1')}\nRestart-Service RemoteAccess -Force\nTest-It\n${write('0')}\n`,
    ],
  },
  check(context, report) {
    inFile(context.file, report);
    acrossFiles(context, report);
  },
});

function inFile(file: RegistryFile, report: (report: Report) => void): void {
  const before = previousWrites(file.writes);
  const restarts = new Restarts(file.restarts);
  for (const later of file.writes) {
    const now = contentOf(later);
    const earlier = before.get(later);
    const then = now && earlier && contentOf(earlier);
    if (!then || contentText(then) === contentText(now) || restarts.isBetween(earlier.offset, later.offset)) continue;
    report({
      at: placeOf(later),
      message: `${nameOf(later)} is set to ${shownContent(then)} further up and to ${shownContent(now)} here, which is what stays. Keep the one that is meant.`,
      related: [{ at: placeOf(earlier), message: `It is set to ${shownContent(then)} here` }],
      fixes: () => [...writing(earlier, now, 'further up as well'), ...writing(later, then, 'here as well')],
    });
  }
}

function acrossFiles({ file, others, deployment: name }: RegistryInContext, report: (report: Report) => void): void {
  if (name === undefined) return;
  const theirs = others.map(({ uri, file: other }) => ({ uri, values: new SameValue(other.writes) }));
  for (const writes of new SameValue(file.writes).all()) {
    const own = lastOf(writes);
    const here = own && contentOf(own);
    if (!here || OF_ONE_SERVER.has(nameOf(own))) continue;
    for (const { uri, values } of theirs) {
      const other = lastOf(values.of(own));
      const there = other && contentOf(other);
      if (!there || contentText(there) === contentText(here)) continue;
      report({
        at: placeOf(own),
        severity: 'information',
        message: `${nameOf(own)} is set to ${shownContent(here)} here and to ${shownContent(there)} in ${uriName(uri)}, both for servers of ${name}. Keep the one that is meant.`,
        related: [{ at: placeOf(other), message: `It is set to ${shownContent(there)} here` }],
        fixes: () => writing(own, there, 'here as well'),
      });
    }
  }
}

/** The fix that has a write say the same as another one; none where that says what the value must not have (`reg-data`, `reg-type`). */
function writing(write: RegistryWrite, content: RegistryContent, where: string): Fix[] {
  if (!isRight(cataloguedValue(write), content)) return [];
  return [{ title: `Set ${shownContent(content)} ${where}`, safe: false, changes: [{ kind: 'set-registry-content', write, content }] }];
}

/** What a write certainly leaves behind in a value of the catalogue; `undefined` where that is not known. */
function contentOf(write: RegistryWrite): RegistryContent | undefined {
  return cataloguedValue(write) && isCertain(write) ? write.content : undefined;
}

/** What is written last; `undefined` for no writes. */
function lastOf(writes: readonly RegistryWrite[]): RegistryWrite | undefined {
  let last: RegistryWrite | undefined;
  for (const write of writes) if (write.offset >= (last?.offset ?? 0)) last = write;
  return last;
}

/** To each write the last one of its value that stands before it. What one statement writes has no order. */
function previousWrites(writes: readonly RegistryWrite[]): ReadonlyMap<RegistryWrite, RegistryWrite> {
  const before = new Map<RegistryWrite, RegistryWrite>();
  for (const same of new SameValue(writes).all()) {
    let previous: RegistryWrite | undefined;
    let current: RegistryWrite | undefined;
    for (const write of same) {
      if (current && current.offset < write.offset) previous = current;
      if (previous) before.set(write, previous);
      current = write;
    }
  }
  return before;
}

function placeOf({ dataAt, name }: RegistryWrite): Report['at'] {
  return dataAt ?? name.at;
}

function nameOf(write: RegistryWrite): string {
  return cataloguedValue(write)?.name ?? write.name.value;
}
