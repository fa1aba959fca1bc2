import { describe, expect, test } from 'vitest';
import type { Change } from '../../server/src/model/change.ts';
import type { LoadBalancer } from '../../server/src/model/load-balancer/load-balancer.ts';
import { changed } from '../support/balancer-changes.ts';
import { parseFixture, ROOT, workspaceOf } from '../support/fixture.ts';
import { shownBalancer } from '../support/shown-balancer.ts';

const LM = 'https://lm.fabrikam.com/access';
const named = (port: number): string => `vs=203.0.113.10&port=${port}&prot=udp`;
const read = (text: string): string[] => shownBalancer(workspaceOf(parseFixture(`=== lm.sh\n${text}`)).analysisOf(`${ROOT}/lm.sh`)?.reading.facts.loadBalancer);

/** For what the records of the last service that has some of its own hold. */
const scope = (text: string): string | undefined =>
  read(text)
    .filter((line) => line.startsWith('persistence'))
    .map((line) => / of (\S+)/.exec(line)?.[1])
    .at(-1);

describe('the twin', () => {
  const twin = ({ listeners: [only] }: LoadBalancer): Change[] => (only ? [{ kind: 'add-twin', at: only.at, port: 4500 }] : []);
  const ike = (port: number): string => `addvs?${named(port)}&persist=src&persisttimeout=3600`;
  const server = (port: number, rs: string): string => `addrs?${named(port)}&rs=${rs}&rsport=${port}`;

  test('is written without a tie where nobody carries anything out', () => {
    const requests = (port: number): string[] => [ike(port), server(port, '10.0.0.11')].map((order) => `POST ${LM}/${order} HTTP/1.1\r\nAccept: */*`);
    const text = `${requests(500).join('\r\n\r\n### next\r\n')}\r\n\r\n# done\r\n`;
    expect(changed('lm.http', text, twin)).toBe(
      text.replace(
        '\r\n\r\n# done',
        `${requests(4500)
          .map((each) => `\r\n\r\n###\r\n${each}`)
          .join('')}\r\n\r\n# done`,
      ),
    );
  });

  test('is a request with a body', () => {
    const request = (port: number): string =>
      `POST https://lm.fabrikam.com/accessv2\nAccept: */*\n\n{ "cmd": "addvs", "vs": "203.0.113.10", "port": ${port}, "prot": "udp", "persist": "src", "persisttimeout": 3600 }\n`;
    expect(changed('lm.http', `@key = 1\n\n${request(500)}`, twin)).toBe(`@key = 1\n\n${request(500)}\n###\n${request(4500)}`);
  });

  test('stands among the elements of a list', () => {
    const body = (cmd: string, port: number, more: string): string =>
      `  {\n    "cmd": "${cmd}", "vs": "203.0.113.10",\n    "port": ${port}, "prot": "udp",\n    ${more}\n  }`;
    const all = (port: number): string =>
      [body('addvs', port, '"persist": "src", "persisttimeout": 3600'), body('addrs', port, `"rs": "10.0.0.11", "rsport": ${port}`)].join(',\n');
    const rest = ',\n  { "cmd": "listvs" }\n]\n';
    expect(changed('lm.json', `[\n${all(500)}${rest}`, twin)).toBe(`[\n${all(500)},\n${all(4500)}${rest}`);
    expect(changed('lm.json', `{ "body": ${body('addvs', 500, '"persist": "src"')} }`, twin)).toBeUndefined();
  });

  test('goes on over several lines', () => {
    const line = (order: string): string => `curl -k \\\n  -u "bal:$PW" \\\n  "${LM}/${order}"\n`;
    const after = changed('lm.sh', line(ike(500)) + line(server(500, '10.0.0.11')), twin) ?? '';
    expect(after).toContain(line(ike(4500)) + line(server(4500, '10.0.0.11')));
    expect(scope(after)).toBe('(group)');
  });

  test('has its servers in the loop in which the first one gets them', () => {
    const script = (...ports: readonly number[]): string =>
      `${ports.map((port) => `irm "${LM}/${ike(port)}" -Credential $c\n`).join('')}foreach ($rs in $servers) {\n${ports.map((port) => `    irm "${LM}/${server(port, '$rs')}" -Credential $c\n`).join('')}}\n`;
    expect(changed('lm.ps1', script(500), twin)).toBe(
      `${script(500, 4500)}$vsIndex = (irm "${LM}/showvs?${named(500)}" -Credential $c).Response.Success.Data.Index\nirm "${LM}/modvs?${named(4500)}&followvsid=$vsIndex" -Credential $c\n`,
    );
  });

  test('keeps its answer under another name', () => {
    const after = changed('lm.sh', `first=$(curl -k "${LM}/${ike(500)}")\necho "$first"\n`, twin) ?? '';
    expect(after).toContain(`\nfirst2=$(curl -k "${LM}/${ike(4500)}")\n`);
    const numbered = `a1=$(curl -k "${LM}/${ike(500)}")\na2=$(curl -k "${LM}/${server(500, '10.0.0.11')}")\n`;
    expect(changed('lm.sh', numbered, twin)).toContain(`${numbered}a3=$(curl -k "${LM}/${ike(4500)}")\na4=$(curl -k "${LM}/${server(4500, '10.0.0.11')}")\n`);
  });

  test.each([
    ['a10', 'a2'],
    ['v4_answer', 'v4_answer2'],
  ])('keeps its answer beside that in %s in %s', (name, other) => {
    const line = (variable: string, port: number): string => `${variable}=$(curl -k "${LM}/${ike(port)}")\n`;
    expect(changed('lm.sh', line(name, 500), twin)).toContain(line(name, 500) + line(other, 4500));
  });

  test('keeps its answer under the same name where others do', () => {
    const both = (port: number): string => [ike(port), server(port, '10.0.0.11')].map((order) => `answer=$(curl -k "${LM}/${order}")\n`).join('');
    expect(changed('lm.sh', both(500), twin)).toContain(both(500) + both(4500));
    const dropped = (port: number): string => `$null = irm "${LM}/${ike(port)}"\r\n`;
    expect(changed('lm.ps1', dropped(500), twin)).toContain(dropped(500) + dropped(4500));
  });

  test.each([
    ['a condition decides', `if curl -k "${LM}/${ike(500)}"; then echo ok; fi\n`],
    ['several are sent on one line', `curl -k "${LM}/${ike(500)}" "${LM}/${server(500, '10.0.0.11')}"\n`],
    ['a text goes on in the next line', `curl -k \\\n  "${LM}/${ike(500)}" -H "X-Reason: a\nb"\n`],
    ['cmd.exe goes on with the line', `curl -k "${LM}/${ike(500)}" ^\n  -u bal:x\n`],
  ])('is not made where %s', (_, text) => {
    expect(changed('lm.sh', text, twin)).toBeUndefined();
  });

  test('is made beside a comment that no quote ends in', () => {
    const text = `curl -k "${LM}/${ike(500)}" -H 'X-Reason: "a"' # that's IKE\n`;
    expect(changed('lm.sh', text, twin)).toContain(text + text.replace('port=500', 'port=4500'));
  });

  test('is not made of a command by index', () => {
    expect(changed('lm.sh', `id=$(curl "${LM}/${ike(500)}" | grep Index)\ncurl "${LM}/addrs?vs=$id&rs=10.0.0.11&rsport=500"\n`, twin)).toBeUndefined();
  });
});
