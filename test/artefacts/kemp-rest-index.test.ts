import { describe, expect, test } from 'vitest';
import type { Change } from '../../server/src/model/change.ts';
import type { LoadBalancer } from '../../server/src/model/load-balancer/load-balancer.ts';
import { changed } from '../support/balancer-changes.ts';
import { parseFixture, ROOT, workspaceOf } from '../support/fixture.ts';
import { shownBalancer } from '../support/shown-balancer.ts';

const LM = 'https://lm.fabrikam.com/access';
const named = (port: number): string => `vs=203.0.113.10&port=${port}&prot=udp`;
const IKE = [500, 4500].map((port) => `curl -k "${LM}/addvs?${named(port)}&persist=src&persisttimeout=3600"\n`).join('');

const read = (text: string, name = 'lm.sh'): string[] =>
  shownBalancer(workspaceOf(parseFixture(`=== ${name}\n${text}`)).analysisOf(`${ROOT}/${name}`)?.reading.facts.loadBalancer);

/** For what the records of the last service that has some of its own hold. */
const scope = (text: string, name?: string): string | undefined =>
  read(text, name)
    .filter((line) => line.startsWith('persistence'))
    .map((line) => / of (\S+)/.exec(line)?.[1])
    .at(-1);

describe('the service that an index is of', () => {
  const asked = `curl -k "${LM}/showvs?${named(500)}"`;
  const follow = (index: string): string => `curl -k "${LM}/modvs?${named(4500)}&followvsid=${index}"\n`;

  test.each([
    ['asked for where it is used', follow(`$(${asked} | sed -n 's/.*<Index>\\([0-9]*\\)<.*/\\1/p')`)],
    ['asked for before', `id=$(${asked} | grep -oP '(?<=<Index>)\\d+')\n${follow('$id')}`],
    ['asked for in backticks', `export id=\`${asked} | xmllint --xpath 'string(//Index)' -\`\n${follow('${id}')}`],
    ['taken from an answer', `answer=$(${asked})\nid=$(echo "$answer" | xmllint --xpath 'string(//Index)' -)\n${follow('$id')}`],
    ['kept in an answer', `# <Data><Index>3</Index><VSAddress>203.0.113.10</VSAddress><VSPort>500</VSPort><Protocol>udp</Protocol></Data>\n${follow('3')}`],
    ['kept in an answer in JSON', `# {"Index": 3, "VSAddress": "203.0.113.10", "VSPort": "500", "Layer": 4, "Protocol": "udp"}\n${follow('3')}`],
  ])('is known where it is %s', (_, text) => {
    expect(scope(IKE + text)).toBe('(group)');
  });

  test.each([
    ['a number alone', follow('1')],
    ['a variable from nowhere', follow('$1')],
    ['a variable that is set again', `id=$(${asked} | grep Index)\nid=7\n${follow('$id')}`],
    ['a variable of a loop', `for id in 1 2; do\n${follow('$id')}done\n`],
    ['another number of the answer', `id=$(${asked} | grep -oP '(?<=<RsIndex>)\\d+')\n${follow('$id')}`],
    ['the answer of two questions', `id=$(${asked}; ${asked} | grep Index)\n${follow('$id')}`],
    ['a function', `id=$(index_of 203.0.113.10 500)\n${follow('$id')}`],
    ['an answer about another service', `# <Index>3</Index><VSAddress>203.0.113.10</VSAddress><VSPort>443</VSPort><Protocol>tcp</Protocol>\n${follow('4')}`],
    [
      'two answers that differ',
      [500, 443]
        .map((port) => `# <Index>3</Index><VSAddress>203.0.113.10</VSAddress><VSPort>${port}</VSPort><Protocol>udp</Protocol>\n`)
        .join('')
        .concat(follow('3')),
    ],
  ])('is not known of %s', (_, text) => {
    expect(scope(IKE + text)).toBe('?');
  });

  test('is known in a script that reads it from an answer', () => {
    const script = (index: string): string =>
      `$vip = '203.0.113.10'\n$ike = Invoke-RestMethod "${LM}/addvs?vs=$vip&port=500&prot=udp&persist=src" -Credential $c\n` +
      `Invoke-RestMethod "${LM}/addvs?vs=$vip&port=4500&prot=udp&persist=src" -Credential $c\n${index}`;
    const follows = (index: string): string => `Invoke-RestMethod "${LM}/modvs?vs=$vip&port=4500&prot=udp&followvsid=${index}"\n`;
    expect(scope(script(follows('$($ike.Response.Success.Data.Index)')), 'lm.ps1')).toBe('(group)');
    expect(scope(script(`$id = $ike.Response.Success.Data.Index\n${follows('$id')}`), 'lm.ps1')).toBe('(group)');
    expect(scope(script(follows('$($other.Response.Success.Data.Index)')), 'lm.ps1')).toBe('?');
  });

  test('names the service of other commands as well', () => {
    const text = `id=$(curl -k "${LM}/addvs?${named(500)}" | grep Index)\ncurl -k "${LM}/addrs?vs=$id&rs=10.0.0.11&rsport=500"\n`;
    expect(read(text)).toContain('pool udp/203.0.113.10:500 10.0.0.11:500 monitors ?');
  });
});

describe('variables', () => {
  test.each([
    [
      'lm.sh',
      `VIP=203.0.113.10 # outside\nAPI="${LM}"\ncurl -k "$API/addvs?vs=$VIP&port=500&prot=udp"\ncurl "$API/addrs?vs=\${VIP}&port=500&prot=udp&rs=10.0.0.11&rsport=500"\n`,
    ],
    [
      'lm.http',
      `@api = ${LM}\n@vip = 203.0.113.10\n\nGET {{api}}/addvs?vs={{vip}}&port=500&prot=udp\n\n###\nGET {{api}}/addrs?vs={{vip}}&port=500&prot=udp&rs=10.0.0.11&rsport=500\n`,
    ],
    [
      'lm.ps1',
      `$vip = '203.0.113.10'\n$api = "${LM}"\nirm "$api/addvs?vs=$vip&port=500&prot=udp"\nirm "\${api}/addrs?vs=$vip&port=500&prot=udp&rs=10.0.0.11&rsport=500"\n`,
    ],
    [
      'lm.sh',
      `lm() { curl -k "${LM}/$1"; }\nlm "addvs?vs=203.0.113.10&port=500&prot=udp"\nlm 'addrs?vs=203.0.113.10&port=500&prot=udp&rs=10.0.0.11&rsport=500'\n`,
    ],
  ])('that are set once stand for what they are given in %s', (name, text) => {
    expect(read(text, name)).toEqual([
      'listener udp/203.0.113.10:500 udp 203.0.113.10:500 (pass-through) snat (false) persistence (-) pools udp/203.0.113.10:500',
      'pool udp/203.0.113.10:500 10.0.0.11:500 monitors ?',
    ]);
  });

  test.each([
    ['set again', 'VIP=203.0.113.10\nVIP=203.0.113.11\n'],
    ['set where a condition decides', 'if [ "$1" = test ]; then\n  VIP=203.0.113.10\nfi\n'],
    ['read', 'read -p "Address: " VIP\n'],
    ['made of another one', 'VIP=$NET.10\n'],
    ['a default', 'VIP=${1:-203.0.113.10}\n'],
    ['what a function is called with', 'VIP=203.0.113.10\nadd() {\n  local VIP=$1\n}\n'],
  ])('that are %s are not known', (_, text) => {
    expect(read(`${text}curl "${LM}/addvs?vs=$VIP&port=500&prot=udp"\n`)[0]).toContain('udp ?:500');
  });

  test.each([
    ['$_', '$servers | ForEach-Object {\n', '}\n'],
    ['$rs', 'foreach ($rs in $servers) {\n', '}\n'],
    ['$rs', 'function Add-Server([string] $rs) {\n', '}\n'],
    ['$rs', "function Add-Server {\nparam(\n[Parameter(Mandatory)]\n$rs = '10.0.0.11'\n)\n", '}\n'],
  ])('%s may be several servers after %s', (variable, before, behind) => {
    const text = `param($c)\n$vip = '203.0.113.10'\nirm "${LM}/addvs?vs=$vip&port=500&prot=udp"\n${before}irm "${LM}/addrs?vs=$vip&port=500&prot=udp&rs=${variable}&rsport=500"\n${behind}`;
    expect(read(text, 'lm.ps1').filter((line) => line.startsWith('pool'))).toEqual([expect.stringContaining('...')]);
    expect(read(text, 'lm.ps1')[0]).toContain('203.0.113.10:500');
  });

  test('that are set again tie nothing together', () => {
    const add = (vip: string, rs: string): string =>
      `VIP=${vip}\ncurl "${LM}/addvs?vs=$VIP&port=500&prot=udp"\ncurl "${LM}/addrs?vs=$VIP&port=500&prot=udp&rs=${rs}"\n`;
    expect(read(add('203.0.113.10', '10.0.0.11') + add('203.0.113.20', '10.0.0.12')).filter((line) => line.startsWith('pool'))).toEqual([
      'pool udp/?:500 ... - monitors ?',
      'pool udp/?:500 (2) ... - monitors ?',
    ]);
  });
});

test.each(["$twin = $body -replace '500', '4500'", "$twin = $body.Replace('500', '4500')", '$twin = $body | ConvertFrom-Json'])(
  'what is made of a command by %s may be about any service',
  (copy) => {
    const script = `$body = @'\n{ "cmd": "addvs", "vs": "203.0.113.10", "port": "500", "prot": "udp" }\n'@\n`;
    expect(read(script, 'lm.ps1').filter((line) => line.startsWith('listener'))).toHaveLength(1);
    expect(read(`${script}${copy}\n`, 'lm.ps1').filter((line) => line.startsWith('listener'))[1]).toContain('? ?:?');
  },
);

test('a command that a program puts together may be about any service', () => {
  const sound = read(IKE);
  expect(read(`${IKE}curl -G "${LM}/modvs" -d vs=203.0.113.10\n`)).not.toEqual(sound);
  expect(read(`${IKE}# curl -G "${LM}/modvs" -d vs=203.0.113.10\n`)).toEqual(sound);
  expect(read(`$body = @{ cmd = 'addvs'; vs = $vip } | ConvertTo-Json\nirm "${LM}/addvs?${named(500)}"\n`, 'lm.ps1')[0]).toContain('? ?:?');
});

describe('what is tied', () => {
  const tie = ({ listeners: [a, b] }: LoadBalancer): Change[] => (a && b ? [{ kind: 'tie-listeners', at: a.at, other: b.at, seconds: 300 }] : []);
  const index = String.raw`s/.*<Index>\([0-9]*\)<.*/\1/p`;

  test.each([
    [
      'in a shell',
      'lm.sh',
      (order: string) => `curl -sk -u "bal:$PW" "${LM}/${order}" >/dev/null # ok`,
      [
        `vs_index=$(curl -sk -u "bal:$PW" "${LM}/showvs?${named(500)}" | sed -n '${index}')`,
        `curl -sk -u "bal:$PW" "${LM}/modvs?${named(4500)}&followvsid=$vs_index"`,
      ],
    ],
    [
      'in a shell, with other quotes',
      'lm.sh',
      (order: string) => `  curl '${LM}/${order}' -k`,
      [`  vs_index=$(curl '${LM}/showvs?${named(500)}' -k | sed -n '${index}')`, `  curl "${LM}/modvs?${named(4500)}&followvsid=$vs_index" -k`],
    ],
    [
      'in PowerShell',
      'lm.ps1',
      (order: string) => `$null = Invoke-RestMethod -Uri "${LM}/${order}" -Credential (Get-Secret lm) | Out-Null`,
      [
        `$vsIndex = (Invoke-RestMethod -Uri "${LM}/showvs?${named(500)}" -Credential (Get-Secret lm)).Response.Success.Data.Index`,
        `Invoke-RestMethod -Uri "${LM}/modvs?${named(4500)}&followvsid=$vsIndex" -Credential (Get-Secret lm)`,
      ],
    ],
  ] as const)('%s', (_, name, line, added) => {
    const text = [500, 4500].map((port) => `${line(`addvs?${named(port)}&persist=src&persisttimeout=3600`)}\n`).join('');
    const after = changed(name, text, tie);
    expect(after).toBe(`${text}${added.join('\n')}\n`);
    expect(scope(after ?? '', name)).toBe('(group)');
  });

  test('in bodies', () => {
    const line = (body: string): string => `curl -k https://lm.fabrikam.com/accessv2 -d '{"cmd":${body}}'\n`;
    const service = (port: number): string => `"apikey":"'$KEY'","vs":"203.0.113.10","port":"${port}","prot":"udp"`;
    const text = [500, 4500].map((port) => line(`"addvs",${service(port)},"persist":"src","persisttimeout":3600`)).join('');
    const question = line(`"showvs",${service(500)}`).trimEnd();
    const after = changed('lm.sh', text, tie);
    expect(after).toBe(
      `${text}vs_index=$(${question} | sed -n 's/.*"Index": *\\([0-9]*\\).*/\\1/p')\n${line(`"modvs",${service(4500)},"followvsid":'$vs_index'`)}`,
    );
    expect(scope(after ?? '')).toBe('(group)');
  });

  test('in bodies, each as its own is written', () => {
    const script = (bodies: readonly string[]): string => bodies.map((body) => `curl -k https://lm.fabrikam.com/accessv2 -d '${body}'\n`).join('');
    const spaced = (cmd: string, port: number, more = ''): string => `{ "vs" : "203.0.113.10",  "cmd" : "${cmd}",  "port" : ${port},  "prot" : "udp"${more} }`;
    const made = [500, 4500].map((port) => spaced('addvs', port, `,  "persist" : "src",  "persisttimeout" : 3600`));
    expect(changed('lm.sh', script(made), tie)).toBe(
      `${script(made)}vs_index=$(${script([spaced('showvs', 500)]).trimEnd()} | sed -n 's/.*"Index": *\\([0-9]*\\).*/\\1/p')\n` +
        script([spaced('modvs', 4500, `,  "followvsid" : '$vs_index'`)]),
    );
    const lines = (cmd: string, port: number, more = ''): string =>
      `{\n  "cmd":"${cmd}",\n  "vs":"203.0.113.10",\n  "port":"${port}",\n  "prot":"udp"${more}\n}`;
    const long = [500, 4500].map((port) => lines('addvs', port, `,\n  "persist":"src",\n  "persisttimeout":3600`));
    expect(changed('lm.sh', script(long), tie)).toContain(script([lines('modvs', 4500, `,\n  "followvsid":'$vs_index'`)]));
    const deep = (cmd: string, port: number, more: string): string =>
      `{\n      "port": ${port},\n      "cmd": "${cmd}",\n      "vs": "203.0.113.10",\n      "prot": "udp"${more}\n    }`;
    const nested = [500, 4500].map((port) => deep('addvs', port, `,\n      "persist": "src",\n      "persisttimeout": 3600,\n      "x": { "y": {} }`));
    expect(changed('lm.sh', script(nested), tie)).toContain(script([deep('modvs', 4500, `,\n      "followvsid": '$vs_index'`)]));
  });

  test('by an index that the file keeps', () => {
    const request = (order: string): string => `GET ${LM}/${order}\nAccept: */*\n`;
    const kept = '# <Index>3</Index><VSAddress>203.0.113.10</VSAddress><VSPort>500</VSPort><Protocol>udp</Protocol>\n';
    const requests = [500, 4500].map((port) => request(`addvs?${named(port)}&persist=src&persisttimeout=3600`)).join('\n###\n');
    const text = `${kept}${requests}`;
    expect(changed('lm.http', text, tie)).toBe(`${text}\n###\n${request(`modvs?${named(4500)}&followvsid=3`)}`);
    expect(changed('lm.http', requests, tie)).toBeUndefined();
  });

  test('by an index that a script keeps', () => {
    const kept = '# <Index>3</Index><VSAddress>203.0.113.10</VSAddress><VSPort>500</VSPort><Protocol>udp</Protocol>\n';
    const quiet = kept + IKE.replaceAll('"\n', '" >/dev/null # ok\n');
    for (const text of [kept + IKE, quiet]) expect(changed('lm.sh', text, tie)).toBe(`${text}curl -k "${LM}/modvs?${named(4500)}&followvsid=3"\n`);
  });

  test('by an index that is kept among the elements of a list', () => {
    const element = (cmd: string, port: number, more: string): string => `{"cmd":"${cmd}","vs":"203.0.113.10","port":${port},"prot":"udp",${more}},\n  `;
    const made = [500, 4500].map((port) => element('addvs', port, '"persist":"src","persisttimeout":3600')).join('');
    const kept = '{"Index":3,"VSAddress":"203.0.113.10","VSPort":"500","Protocol":"udp"}\n]\n';
    expect(changed('lm.json', `[\n  ${made}${kept}`, tie)).toBe(`[\n  ${made}${element('modvs', 4500, '"followvsid":3')}${kept}`);
  });

  test('in requests, each with all of its headers', () => {
    const kept = '# <Index>3</Index><VSAddress>203.0.113.10</VSAddress><VSPort>500</VSPort><Protocol>udp</Protocol>\n';
    const request = (order: string): string => `GET ${LM}/${order} HTTP/1.1\nX-Reason: change #4711\n`;
    const requests = [500, 4500].map((port) => request(`addvs?${named(port)}&persist=src&persisttimeout=3600`)).join('\n###\n');
    expect(changed('lm.http', kept + requests, tie)).toBe(`${kept}${requests}\n###\n${request(`modvs?${named(4500)}&followvsid=3`)}`);
  });

  test.each([
    [
      'in a shell',
      'lm.sh',
      '\n',
      (order: string) => `curl "${LM}/${order}" \\\n  -k`,
      (asked: string) => `vs_index=$(${asked} | sed -n '${index}')`,
      '$vs_index',
    ],
    [
      'in PowerShell on Windows',
      'lm.ps1',
      '\r\n',
      (order: string) => `irm -Credential $c \`\r\n    "${LM}/${order}"`,
      (asked: string) => `$vsIndex = (${asked}).Response.Success.Data.Index`,
      '$vsIndex',
    ],
    [
      'in PowerShell on Windows, with the address first',
      'lm.ps1',
      '\r\n',
      (order: string) => `irm "${LM}/${order}" \`\r\n    -Credential $c`,
      (asked: string) => `$vsIndex = (${asked}).Response.Success.Data.Index`,
      '$vsIndex',
    ],
  ])('in lines that go on, %s', (_, name, eol, line, question, variable) => {
    const text = [500, 4500].map((port) => line(`addvs?${named(port)}&persist=src&persisttimeout=3600`) + eol).join('');
    const asked = question(line(`showvs?${named(500)}`));
    expect(changed(name, text, tie)).toBe(`${text}${asked}${eol}${line(`modvs?${named(4500)}&followvsid=${variable}`)}${eol}`);
  });

  test('by a variable of a name that is free', () => {
    const text = (name: string): string => `${IKE}${name}=7\n`;
    expect(changed('lm.sh', text('vs_index'), tie)).toContain('\nvs_index2=$(');
    expect(changed('lm.sh', text('my_vs_index'), tie)).toContain('\nvs_index=$(');
    expect(changed('lm.sh', text('VS_INDEX') + text('vs_index2'), tie)).toContain('\nvs_index3=$(');
  });

  test.each([
    ['lm.sh', undefined, true],
    ['lm.sh.http', undefined, false],
    ['lm', 'shellscript', true],
    ['lm.txt', 'plaintext', false],
  ])('where a shell carries it out: %s as %s', (name, languageId, isShell) => {
    const text = [500, 4500].map((port) => `curl "${LM}/addvs?${named(port)}&persist=src&persisttimeout=3600"\n`).join('');
    const uri = `${ROOT}/${name}`;
    const analysis = workspaceOf({ files: [{ uri, text, ...(languageId !== undefined && { languageId }) }] }).analysisOf(uri);
    const balancer = analysis?.reading.facts.loadBalancer;
    const edits = balancer && analysis.artefact.write(analysis.reading, tie(balancer));
    expect(edits?.map(({ newText }) => newText.trimStart().split(/\W/, 1)[0])).toEqual(isShell ? ['vs_index'] : undefined);
  });

  test.each([
    ['an answer goes to a file', (order: string) => `curl -k -o answer.xml "${LM}/${order}"`],
    ['a condition decides', (order: string) => `if curl -k "${LM}/${order}"; then echo ok; fi`],
    ['a function asks', (order: string) => `kemp "${order}"`],
    ['another program asks', (order: string) => `wget -q "${LM}/${order}"`],
    ['an address stands in no quotes', (order: string) => `curl -k ${LM}/${order}`],
    ['an address stands in quotes in part', (order: string) => `curl -k "$LM"/access/${order}`],
    ['an address is not whole', (order: string) => `curl -k "${LM}/${order}&$MORE"`],
    [
      'an address is one of other quotes',
      (order: string) =>
        `curl -d "{"cmd":"addvs","vs":"203.0.113.10","port":${/\d+(?=&prot)/.exec(order)?.[0] ?? ''},"prot":"udp","persist":"src","persisttimeout":3600}"`,
    ],
    ['a variable is one of the single quotes', (order: string) => `curl '${LM}/${order.replace('prot', 'x=$y&prot')}'`],
  ])('not where %s', (_, line) => {
    const text = [500, 4500].map((port) => `${line(`addvs?${named(port)}&persist=src&persisttimeout=3600`)}\n`).join('');
    expect(changed('lm.sh', text, tie)).toBeUndefined();
  });

  test.each([
    ['goes to a file', (line: string) => line.replace('curl -k', 'curl -k -o answer.xml')],
    ['may be about more', (line: string) => line.replace('3600"', '3600&$MORE"')],
    ['says no transport', (line: string) => line.replace('&prot=udp', '')],
  ])('not where one of the two %s', (_, other) => {
    const [ike = '', natt = ''] = IKE.split(/(?<=\n)/);
    expect(changed('lm.sh', other(ike) + natt, tie)).toBeUndefined();
    expect(changed('lm.sh', ike + other(natt), tie)).toBeUndefined();
  });

  test('not where a condition decides on one of the two, whatever stands behind it', () => {
    const [ike = '', natt = ''] = IKE.split(/(?<=\n)/);
    const server = `curl -k "${LM}/addrs?${named(4500)}&rs=10.0.0.11&rsport=4500"\n`;
    expect(changed('lm.sh', `${ike}if ${natt.trimEnd()}; then echo ok; fi\n${server}`, tie)).toBeUndefined();
  });

  test.each([
    ['another cmdlet', (order: string) => `Invoke-WebRequest "${LM}/${order}"`],
    [
      'a body',
      (order: string) =>
        `irm https://lm/accessv2 -Method Post -Body '{"cmd":"addvs","vs":"203.0.113.10","port":${/\d+(?=&prot)/.exec(order)?.[0] ?? ''},"prot":"udp","persist":"src","persisttimeout":3600}'`,
    ],
  ])('not in PowerShell by %s', (_, line) => {
    const text = [500, 4500].map((port) => `${line(`addvs?${named(port)}&persist=src&persisttimeout=3600`)}\n`).join('');
    expect(changed('lm.ps1', text, tie)).toBeUndefined();
  });

  test('with variables in quotes, and beside quotes', () => {
    const line = (order: string, quote: string, host: string): string => `curl -u "bal:$PW" ${quote}https://${host}/access/${order}${quote}\n`;
    const text = (quote: string, host: string): string =>
      [500, 4500].map((port) => line(`addvs?${named(port)}&persist=src&persisttimeout=3600`, quote, host)).join('');
    expect(changed('lm.sh', text('"', '$LM'), tie)).toContain(line(`modvs?${named(4500)}&followvsid=$vs_index`, '"', '$LM'));
    expect(changed('lm.sh', text("'", 'lm'), tie)).toContain(line(`modvs?${named(4500)}&followvsid=$vs_index`, '"', 'lm'));
  });

  test('behind a loop and not in it', () => {
    const loop = `for rs in 10.0.0.11 10.0.0.12; do\n  curl "${LM}/addrs?${named(4500)}&rs=$rs&rsport=4500"\ndone\n`;
    expect(changed('lm.sh', IKE + loop, tie)).toContain(`${loop}vs_index=$(`);
    expect(changed('lm.sh', IKE + loop.replace('done\n', 'done | sort\n'), tie)).toBeUndefined();
  });
});

test('a text that is cut anywhere is read, changed and completed without an error', () => {
  const shell = `id=$(curl -k "${LM}/showvs?${named(500)}" | sed 's/<Index>(')\n${IKE}curl -d '{"cmd":"modvs","vs":"'$id'","x":[{' "$API/modvs?vs=$id&followvsid=$(curl "${LM}/addvs?${named(443)}")&a"`;
  const list = `[{"cmd":"addvs","vs":"1.2.3.4","port":500,"prot":"udp"},{"Index":3,"VSAddress":"1.2.3.4","VSPort":"500","Protocol":"udp"},{"cmd":"addrs"}]`;
  for (const [name, text] of [
    ['lm.sh', shell],
    ['lm.ps1', shell],
    ['lm.http', `@a = 1\n### x\nPOST {{a}}/addvs?vs={{a}}&port=500&prot=udp\nA: b\n\n${list}`],
    ['lm.json', list],
  ] as const)
    for (let end = 0; end <= text.length; end += 3) {
      const workspace = workspaceOf(parseFixture(`=== ${name}\n${text.slice(0, end)}`));
      const analysis = workspace.analysisOf(`${ROOT}/${name}`);
      if (!analysis) continue;
      const { artefact, reading } = analysis;
      const [a, b] = reading.facts.loadBalancer?.listeners ?? [];
      if (a) artefact.write(reading, [b ? { kind: 'tie-listeners', at: a.at, other: b.at, seconds: 300 } : { kind: 'add-twin', at: a.at, port: 4500 }]);
      for (const offset of [end, Math.floor(end / 2)]) {
        expect(() => artefact.slotAt(reading, offset)).not.toThrow();
        expect(() => artefact.subjectAt(reading, offset)).not.toThrow();
      }
    }
});
