import { XmlDocument, XsdValidator, type XmlNode } from 'libxml2-wasm';
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { folder, profile, serverScript } from './support.ts';

/** What Jenkins, Azure Pipelines and GitLab all read: each count is there, each test has a name and a class, and children stand in this order. */
const SCHEMA = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:element name="testsuites"><xs:complexType><xs:sequence><xs:element ref="testsuite" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>
  <xs:element name="testsuite"><xs:complexType>
    <xs:sequence><xs:element ref="testcase" maxOccurs="unbounded"/></xs:sequence>
    <xs:attribute name="name" type="xs:string" use="required"/>
    <xs:attribute name="tests" type="xs:positiveInteger" use="required"/>
    <xs:attribute name="failures" type="xs:nonNegativeInteger" use="required"/>
    <xs:attribute name="errors" type="xs:nonNegativeInteger" use="required"/>
    <xs:attribute name="skipped" type="xs:nonNegativeInteger" use="required"/>
    <xs:attribute name="time" type="xs:decimal" use="required"/>
  </xs:complexType></xs:element>
  <xs:element name="testcase"><xs:complexType>
    <xs:choice minOccurs="0"><xs:element ref="skipped"/><xs:element ref="error"/><xs:element ref="failure"/><xs:element name="system-out" type="xs:string"/></xs:choice>
    <xs:attribute name="name" type="xs:string" use="required"/>
    <xs:attribute name="classname" type="xs:string" use="required"/>
    <xs:attribute name="time" type="xs:decimal" use="required"/>
  </xs:complexType></xs:element>
  <xs:element name="skipped"><xs:complexType><xs:attribute name="message" type="xs:string" use="required"/></xs:complexType></xs:element>
  <xs:element name="error" type="problem"/><xs:element name="failure" type="problem"/>
  <xs:complexType name="problem"><xs:simpleContent><xs:extension base="xs:string">
    <xs:attribute name="message" type="xs:string" use="required"/><xs:attribute name="type" type="xs:string" use="required"/>
  </xs:extension></xs:simpleContent></xs:complexType>
</xs:schema>`;

const outcomeOf = (test: XmlNode): string => ['failure', 'error', 'skipped'].find((each) => test.get(each)) ?? 'passed';

/** Each test of a document that the schema accepts, as `suite: name outcome`. Counts are right and no name comes twice. */
function testsOf(xml: string): string[] {
  const schema = XmlDocument.fromString(SCHEMA);
  const validator = XsdValidator.fromDoc(schema);
  const document = XmlDocument.fromString(xml);
  try {
    validator.validate(document);
    const suites = document.find('/testsuites/testsuite');
    return suites.flatMap((suite) => {
      const name = suite.get('@name')?.content ?? '';
      for (const [attribute, path] of Object.entries({ tests: '', failures: '/failure', errors: '/error', skipped: '/skipped' }))
        expect(suite.get(`@${attribute}`)?.content).toBe(String(suite.find(`testcase${path}`).length));
      const names = suite.find('testcase/@name').map(({ content }) => content);
      expect(new Set(names).size).toBe(names.length);
      return suite.find('testcase').map((each) => `${name}: ${each.get('@name')?.content ?? ''} ${outcomeOf(each)}`);
    });
  } finally {
    document.dispose();
    validator.dispose();
    schema.dispose();
  }
}

const FILES = {
  'x/client/p.xml': profile(),
  'x/server/s.ps1': serverScript({ DHGroup: 'ECP384', PfsGroup: 'PFS2' }),
  'y/s.ps1': serverScript(),
  'bad/x.xml': Uint8Array.from([0, 1]),
};

test('JUnit: a suite for each file, a test for each finding, and only what fails the run is a failure', async () => {
  const { aovpn } = folder(FILES);
  const { code, out } = await aovpn('check --format junit');
  expect(code).toBe(1);
  expect(testsOf(out)).toMatchInlineSnapshot(`
    [
      "x/client/p.xml: policy-mismatch failure",
      "x/server/s.ps1: policy-mismatch passed",
      "x/server/s.ps1: crypto-weak passed",
      "y/s.ps1: no findings passed",
      "bad/x.xml: read skipped",
    ]
  `);
  expect(testsOf((await aovpn('check --format junit --fail-on warning')).out).filter((each) => each.endsWith(' failure'))).toMatchInlineSnapshot(`
    [
      "x/client/p.xml: policy-mismatch failure",
      "x/server/s.ps1: crypto-weak failure",
    ]
  `);
  expect(testsOf((await aovpn('check --format junit --fail-on never')).out).some((each) => each.endsWith(' failure'))).toBe(false);
  expect(out).toContain('<failure message="DHGroup is Group14 here but ECP384 on the server');
});

test('JUnit: names stay when lines move, files without findings and empty folders pass, named files that cannot be read are errors', async () => {
  const script = serverScript({ DHGroup: 'Group1', EncryptionMethod: 'DES' });
  const { aovpn, put } = folder({ 's.ps1': script });
  const before = testsOf((await aovpn('check --format junit')).out);
  expect(before).toContain('s.ps1: crypto-broken 2 failure');
  put('s.ps1', `\n\n${script}`);
  expect(testsOf((await aovpn('check --format junit')).out)).toEqual(before);
  expect(testsOf((await folder({}).aovpn('check --format junit')).out)).toEqual(['aovpn: no findings passed']);
  expect(testsOf((await aovpn('check none.xml --format junit')).out)).toEqual(['none.xml: read error']);
});

test('JUnit is well-formed whatever stands in names and values', async () => {
  const { aovpn } = folder({
    'a&b<"c\'>\u0001.ps1': serverScript({ DHGroup: "'Gr<o&u]]>p\u0002\uffff\ud83d\ude00'" }),
    'b.ps1': serverScript({ DHGroup: "'Group\u0001\ud800'" }),
  });
  const tests = testsOf((await aovpn('check --format junit')).out);
  expect(tests.length).toBeGreaterThan(1);
});

test('GitHub: an annotation for each finding, the worst first, and a summary', async () => {
  const { aovpn } = folder({ 'a, b/client:1/p%.xml': profile(), 'a, b/server/s.ps1': serverScript({ DHGroup: 'ECP384', PfsGroup: 'PFS2' }) });
  const { code, out } = await aovpn('check --format github');
  expect(code).toBe(1);
  const lines = out.trimEnd().split('\n');
  const commands = lines.filter((line) => line.startsWith('::'));
  expect(commands[0]).toMatch(
    /^::error file=a%2C b\/client%3A1\/p%25\.xml,line=9,endLine=9,col=16,endColumn=23,title=aovpn policy-mismatch::DHGroup is Group14 here but ECP384 on the server/,
  );
  expect(commands.map((line) => /^::(\w+)/.exec(line)?.[1])).toEqual(['error', 'warning', 'notice']);
  expect(lines.slice(commands.length)).toEqual([
    'aovpn: 1 error, 1 warning, 1 information in 2 files',
    expect.stringMatching(/^aovpn: .*will fail with 13868/),
  ]);
});

test('GitHub: no file makes the runner obey', async () => {
  const name = '##[add-mask]x ::stop-commands::x';
  const deployment = { name, clients: ['client/*'], servers: ['server/*'] };
  const { aovpn } = folder({
    'client/p.xml': profile(),
    'server/s\n::add-mask::y.ps1': serverScript({ DHGroup: 'ECP384' }),
    'aovpn.json': JSON.stringify({ deployments: [deployment] }),
  });
  const { out } = await aovpn('check --format github');
  expect(out).toContain('1 client, 1 server');
  for (const line of out.trimEnd().split('\n')) {
    if (!/^::(error|warning|notice) file=/.test(line)) expect(line).toMatch(/^aovpn: /);
    if (!line.startsWith('::')) expect(line).not.toContain('##[');
  }
});

test('--report writes other formats of the same run', async () => {
  const { aovpn, text, path } = folder({ 'a.ps1': serverScript({ DHGroup: 'Group1' }), 'b.xml': 'old' });
  const { code, out, err } = await aovpn('check a.ps1 --report junit=b.xml --report sarif=c.sarif --report text=d.txt');
  expect({ code, err }).toEqual({ code: 1, err: '' });
  expect(testsOf(text('b.xml'))).toEqual(['a.ps1: crypto-broken failure']);
  expect(text('c.sarif')).toBe((await aovpn('check a.ps1 --format sarif')).out);
  expect(text('d.txt')).toBe(out);
  expect(await aovpn('check a.ps1 --report junit=none/b.xml --report text=e.txt')).toMatchObject({
    code: 2,
    err: 'aovpn: none/b.xml cannot be written (its folder does not exist)\n',
  });
  expect(existsSync(path('e.txt'))).toBe(false);
});
