import { expect, test } from 'vitest';
import { explanations, knownNames } from '../../server/src/cli/explaining/explanations.ts';
import { RULES } from '../../server/src/rules/index.ts';
import { aovpn } from './support.ts';

test('help and version', async () => {
  const help = await aovpn(['--help']);
  expect(help).toMatchObject({ code: 0, err: '' });
  expect(await aovpn(['help'])).toEqual(help);
  for (const command of ['check', 'negotiate', 'diagnose', 'convert', 'explain', 'rules', 'lsp']) {
    expect(help.out).toContain(`  ${command} `);
    const { code, out, err } = await aovpn([command, '--help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(new RegExp(`^Usage: aovpn ${command}`));
    expect(await aovpn(['help', command])).toMatchObject({ code: 0, out });
  }
  expect(await aovpn(['--version'])).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+.*\n$/) as string });
});

test('rules lists them all', async () => {
  const { code, out } = await aovpn(['rules']);
  expect(code).toBe(0);
  expect(
    out
      .trimEnd()
      .split('\n')
      .map((line) => line.split(' ')[0]),
  ).toEqual(RULES.map(({ id }) => id).sort());
  expect(out).toMatch(/^policy-mismatch +error +Client and server ask for different IPsec values$/m);
});

test('rules as JSON', async () => {
  const { version, rules } = JSON.parse((await aovpn(['rules', '--format', 'json'])).out) as { version: number; rules: { id: string; severity: string }[] };
  expect(version).toBe(1);
  expect(rules.map(({ id }) => id)).toEqual(RULES.map(({ id }) => id).sort());
  // What is only inferred is at most a warning.
  expect(rules.find(({ id }) => id === 'crypto-incomplete')?.severity).toBe('warning');
});

test('explain a rule', async () => {
  const { code, out } = await aovpn(['explain', 'Policy-PFS-mismatch']);
  expect(code).toBe(0);
  expect(out.slice(0, out.indexOf('Bad\n'))).toMatchInlineSnapshot(`
    "policy-pfs-mismatch

    Client and server ask for different PFS groups.

    severity  confidence  fix
    warning   documented  unsafe

    What it reports
      The finding reads, for example:

        PfsGroup is ECP384 here but PFS2048 on the server (rras.ps1). The tunnel comes up, then the
        first rekey fails and the connection drops (error 13816 on the client): use one group on both
        sides. Compared with rras.ps1: the only server policy in example.

    Why it matters
      IKEv2 does no key exchange of its own for the first child SA (RFC 7296), so the tunnel comes up
      and every test passes. At the first rekey, after 8 hours or the data limit, the groups meet and
      the connection drops; the client reports error 13816. Only this value differs, otherwise the
      tunnel would not come up at all and \`policy-mismatch\` says so.

    "
  `);
  expect(out.match(/^\S.*$/gm)?.slice(4)).toEqual([
    'What it reports',
    'Why it matters',
    'Bad',
    'Good',
    'How to fix',
    'When it is less severe',
    'When to switch it off',
    'Suppress',
    'Source',
  ]);
});

test('explain a registry value, in any letter case', async () => {
  const { code, out } = await aovpn(['explain', 'certauthflags']);
  expect(code).toBe(0);
  expect(out).toMatchInlineSnapshot(`
    "CertAuthFlags: registry value of the server

    Key
      HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2
    Type
      DWord
    Data
      usually 4 (4 = revoked machine certificates are refused)
    Effect
      RRAS checks the revocation list for the machine certificates of IKEv2. Without it a revoked
      device tunnel certificate still connects.
    In force after
      - a restart of the service RemoteAccess
    Needs
      Windows Server 2016 with KB4503294 or 2019 with KB4505658
    How to see it
      A device whose certificate is on the revocation list no longer connects.
    Commands that show it
      - reg query "HKLM\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2" /v
        CertAuthFlags
    Sources
      richardhicks/aovpn, Enable-IKEv2CrlCheck.ps1
    Confidence
      documented
    "
  `);
});

test('explain a spelling', async () => {
  expect((await aovpn(['explain', 'aes_gcm_128'])).out).toMatchInlineSnapshot(`
    "GCMAES128 as EncryptionMethod: AES-GCM, 128-bit key, 16-byte tag

    What it decides
      Cipher of the IKE SA: it protects the negotiation and the authentication themselves.
    Strength
      strong. RFC 8247 section 2.1 says SHOULD.
    Spelling
      - AES_GCM_128 in ProfileXML
      - GCMAES128 in the client cmdlet
      - GCMAES128 in the server cmdlet
      - GCMAES128 in Azure
    strongSwan
      aes128gcm16
    "
  `);
  // The same word for three of the six values.
  expect((await aovpn(['explain', 'GCMAES128'])).out.match(/^GCMAES128 as .*/gm)).toHaveLength(3);
});

test('explain one of the six values', async () => {
  expect((await aovpn(['explain', 'dhgroup'])).out).toContain('  - Group14, DHGroup14: group 14, 2048-bit MODP (acceptable)\n');
});

test('explain the unknown', async () => {
  expect(await aovpn(['explain', 'policy-mismach'])).toEqual({
    code: 2,
    out: '',
    err: 'aovpn: nothing is known about policy-mismach. Did you mean policy-mismatch?\n',
  });
  expect(await aovpn(['explain', 'zzzzzzzz'])).toEqual({ code: 2, out: '', err: 'aovpn: nothing is known about zzzzzzzz. "aovpn rules" lists the rules.\n' });
});

test('there is something to tell about every known name', () => {
  for (const name of knownNames()) expect(explanations(name), name).not.toEqual([]);
});
