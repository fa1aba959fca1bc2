import { describe, expect, test } from 'vitest';
import { folder, profile, serverScript } from './support.ts';

const PLAIN = '<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType></NativeProfile></VPNProfile>\n';
const CALL = 'negotiate --client p.xml --server s.ps1';

describe('what it prints', () => {
  test('two sides that agree, each in its spelling', async () => {
    const { aovpn } = folder({ 'p.xml': profile(), 's.ps1': serverScript({ SALifeTimeSeconds: '28800', MMSALifeTimeSeconds: '86400' }) });
    const { code, out, err } = await aovpn(CALL);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatchInlineSnapshot(`
      "client  p.xml:5 (ProfileXML)
      server  s.ps1:1 (the server cmdlet)

      phase      value                             client       server     verdict
      main mode  EncryptionMethod                  AES_GCM_128  GCMAES128  agrees
      main mode  IntegrityCheckMethod              SHA256       SHA256     agrees
      main mode  DHGroup                           Group14      Group14    agrees
      child SA   CipherTransformConstants          GCMAES128    GCMAES128  agrees
      child SA   AuthenticationTransformConstants  GCMAES128    GCMAES128  agrees
      rekey      PfsGroup                          ECP256       ECP256     agrees

      They agree in every phase: the policy is no reason for the connection to fail.
      How sure: documented.
      Lifetimes are not negotiated, so none is a mismatch. The server's: SALifeTimeSeconds 28800, MMSALifeTimeSeconds 86400, SADataSizeForRenegotiationKilobytes 102400 (default).
      "
    `);
  });

  test('PFSMM as it is written', async () => {
    const { out } = await folder({ 'p.xml': profile({ PfsGroup: 'PFSMM' }), 's.ps1': serverScript({ PfsGroup: 'PFS2048' }) }).aovpn(CALL);
    expect(out).toContain('rekey succeeds cannot be said: PfsGroup is PFSMM on the client and PFS2048 on the server.\n');
  });

  test('that a value has to be corrected before it counts', async () => {
    const caveat = 'EncryptionMethod GCMAES128 of the client is the spelling of another notation: this holds when it is corrected.';
    const spelled = (EncryptionMethod: string) => folder({ 'p.xml': profile({ EncryptionMethod }), 's.ps1': serverScript() }).aovpn(CALL);
    expect((await spelled('GCMAES128')).out).toContain(caveat);
    expect((await spelled('AES_GCM_128')).out).not.toContain('spelling');
  });

  test('the lifetimes that a server has printed, and no default for one that it has not', async () => {
    const printed = `PS C:\\> Get-VpnServerConfiguration\n\nCustomPolicy : True\nDHGroup : Group14\nEncryptionMethod : AES128\nSALifeTime(s) : 3600\nIkev2Ports : 5\n\n`;
    const { out } = await folder({ 'p.xml': profile(), 's.txt': printed }).aovpn('negotiate --client p.xml --server s.txt');
    expect(out.split('\n').find((line) => line.startsWith('Lifetimes'))).toBe(
      "Lifetimes are not negotiated, so none is a mismatch. The server's: SALifeTimeSeconds 3600.",
    );
  });

  test('main mode that fails', async () => {
    const { aovpn } = folder({ 'p.xml': profile({ PfsGroup: 'PFS2048' }), 's.ps1': serverScript({ DHGroup: 'ECP384' }) });
    const { code, out } = await aovpn(CALL);
    expect(code).toBe(1);
    expect(out).toMatchInlineSnapshot(`
      "client  p.xml:5 (ProfileXML)
      server  s.ps1:1 (the server cmdlet)

      phase      value                             client       server     verdict
      main mode  EncryptionMethod                  AES_GCM_128  GCMAES128  agrees
      main mode  IntegrityCheckMethod              SHA256       SHA256     agrees
      main mode  DHGroup                           Group14      ECP384     differs
      child SA   CipherTransformConstants          GCMAES128    GCMAES128  agrees
      child SA   AuthenticationTransformConstants  GCMAES128    GCMAES128  agrees
      rekey      PfsGroup                          PFS2048      ECP256     differs

      IKEv2 main mode fails: DHGroup is Group14 on the client and ECP384 on the server. The client shows error 13868.
      How sure: documented.
      Lifetimes are not negotiated, so none is a mismatch. The server's: SALifeTimeSeconds 28800 (default), MMSALifeTimeSeconds 28800 (default), SADataSizeForRenegotiationKilobytes 102400 (default).
      "
    `);
  });

  test('a rekey that fails', async () => {
    const { aovpn } = folder({ 'p.xml': profile({ PfsGroup: 'PFS2048' }), 's.ps1': serverScript() });
    const { code, out } = await aovpn(CALL);
    expect(code).toBe(1);
    expect(out).toContain(
      'The tunnel comes up, and its first rekey fails: PfsGroup is PFS2048 on the client and ECP256 on the server. The client reports error 13816 and the connection drops.\n',
    );
  });

  test('a client without a policy, and a server that names half of one', async () => {
    const { aovpn } = folder({ 'p.xml': PLAIN, 's.ps1': 'Set-VpnServerConfiguration -CustomPolicy -EncryptionMethod AES128 -PfsGroup $x\n' });
    const { code, out } = await aovpn(CALL);
    expect(code).toBe(1);
    expect(out).toMatchInlineSnapshot(`
      "client  p.xml:1 (ProfileXML)
      server  s.ps1:1 (the server cmdlet)

      phase      value                             client                                                                    server                          verdict
      main mode  EncryptionMethod                  DES3, AES128, AES192, AES256, perhaps AES_GCM_128, AES_GCM_256 (Windows)  AES128                          agrees
      main mode  IntegrityCheckMethod              SHA196, SHA256, SHA384 (Windows)                                          SHA256 (default of the cmdlet)  agrees
      main mode  DHGroup                           Group2 (Windows)                                                          Group2 (default of the cmdlet)  agrees
      child SA   CipherTransformConstants          AES256, AES128, DES3, DES, None (Windows)                                 not known                       cannot be said
      child SA   AuthenticationTransformConstants  SHA196 (Windows)                                                          not known                       cannot be said
      rekey      PfsGroup                          left to Windows                                                           not known                       cannot be said

      Whether the first child SA succeeds cannot be said: CipherTransformConstants is AES256, AES128, DES3, DES, None (Windows) on the client and not known on the server.
      - The client has no custom policy, so it offers what Windows offers by itself (strongSwan documentation, "Windows clients").
      - For what -CustomPolicy does not name, the defaults of the cmdlet are taken from its reference for Windows Server 2012 R2; what they mean is inferred.
      - Some values of the server cannot be read from its text.
      Lifetimes are not negotiated, so none is a mismatch. The server's: SALifeTimeSeconds 28800 (default), MMSALifeTimeSeconds 28800 (default), SADataSizeForRenegotiationKilobytes 102400 (default).
      "
    `);
  });

  test('another tunnel', async () => {
    const { aovpn } = folder({ 'p.xml': profile({}, 'SSTP'), 's.ps1': serverScript() });
    const { code, out } = await aovpn(CALL);
    expect(code).toBe(1);
    expect(out).toMatchInlineSnapshot(`
      "client  p.xml:5 (ProfileXML)
      server  s.ps1:1 (the server cmdlet)

      Not applicable: this is another tunnel than IKEv2, so IPsec values are not negotiated between these two.
      "
    `);
  });

  test('several clients of one file, or the one that is named', async () => {
    const client = (name: string, group: string): string =>
      `Set-VpnConnectionIPsecConfiguration -ConnectionName '${name}' -AuthenticationTransformConstants GCMAES128 -CipherTransformConstants GCMAES128 -DHGroup ${group} -EncryptionMethod GCMAES128 -IntegrityCheckMethod SHA256 -PfsGroup ECP256 -Force\n`;
    const { aovpn } = folder({ 'c.ps1': client('Fabrikam', 'Group14') + client('Contoso', 'ECP384'), 's.ps1': serverScript() });
    const call = 'negotiate --client c.ps1 --server s.ps1';
    const { code, out } = await aovpn(call);
    expect(code).toBe(1);
    expect(out.split('\n').filter((line) => /^(client|They|IKEv2)/.test(line))).toEqual([
      'client  c.ps1:1 (the client cmdlet, Fabrikam)',
      'They agree in every phase: the policy is no reason for the connection to fail.',
      'client  c.ps1:2 (the client cmdlet, Contoso)',
      'IKEv2 main mode fails: DHGroup is ECP384 on the client and Group14 on the server. The client shows error 13868.',
    ]);
    expect(await aovpn(`${call} --client-name fabrikam`)).toMatchObject({ code: 0 });
    expect(await aovpn(`${call} --client-name Adatum`)).toEqual({
      code: 2,
      out: '',
      err: 'aovpn: c.ps1 states no policy of the name "Adatum". There is Fabrikam, Contoso.\n',
    });
  });

  test('what the registry and the release add to a client without a policy', async () => {
    const values = { EncryptionMethod: 'AES256', AuthenticationTransformConstants: 'SHA196', CipherTransformConstants: 'AES256' };
    const { aovpn } = folder({
      'p.xml': PLAIN,
      's.ps1': serverScript(values),
      'gcm.ps1': serverScript({ ...values, EncryptionMethod: 'GCMAES256', DHGroup: 'Group2' }),
    });
    const sentence = async (more: string): Promise<string | undefined> =>
      (await aovpn(`negotiate --client p.xml ${more}`)).out.split('\n').find((line) => /^(IKEv2|Whether|The tunnel)/.test(line));
    expect(await sentence('--server s.ps1')).toMatch(/^IKEv2 main mode fails: DHGroup is Group2 \(Windows\) on the client and Group14 on the server\./);
    expect(await sentence('--server s.ps1 --negotiate-dh2048 1')).toMatch(
      /^The tunnel comes up\. Whether its first rekey succeeds cannot be said: PfsGroup is left to Windows/,
    );
    expect(await sentence('--server gcm.ps1')).toMatch(/^Whether main mode succeeds cannot be said: EncryptionMethod/);
    const { out } = await aovpn(['negotiate', '--client', 'p.xml', '--server', 'gcm.ps1', '--minimum-windows', 'Windows 11 24H2']);
    expect(out).toMatch(/^main mode +EncryptionMethod .* agrees$/m);
  });

  test('JSON', async () => {
    const { aovpn } = folder({ 'p.xml': profile({ DHGroup: 'ECP384' }), 's.ps1': serverScript() });
    const { code, out } = await aovpn(`${CALL} --format json`);
    expect(code).toBe(1);
    const { version, negotiations } = JSON.parse(out) as { version: number; negotiations: { phases: { values: unknown[] }[] }[] };
    expect(version).toBe(1);
    const [{ phases, ...rest } = expect.fail('none'), ...more] = negotiations;
    expect(more).toEqual([]);
    expect(rest).toMatchInlineSnapshot(`
      {
        "attribute": "DHGroup",
        "caveats": [],
        "client": {
          "file": "p.xml",
          "form": "profile-xml",
          "kind": "custom",
          "line": 5,
        },
        "confidence": "documented",
        "error": 13868,
        "lifetimes": [
          {
            "name": "SALifeTimeSeconds",
            "stated": false,
            "value": 28800,
          },
          {
            "name": "MMSALifeTimeSeconds",
            "stated": false,
            "value": 28800,
          },
          {
            "name": "SADataSizeForRenegotiationKilobytes",
            "stated": false,
            "value": 102400,
          },
        ],
        "message": "IKEv2 main mode fails: DHGroup is ECP384 on the client and Group14 on the server. The client shows error 13868.",
        "outcome": "fails",
        "phase": "main mode",
        "server": {
          "file": "s.ps1",
          "form": "server-cmdlet",
          "kind": "custom",
          "line": 1,
        },
      }
    `);
    expect(phases[0]?.values[2]).toMatchInlineSnapshot(`
      {
        "agreed": [],
        "attribute": "DHGroup",
        "client": {
          "confidence": "documented",
          "open": false,
          "origin": "explicit",
          "perhaps": [],
          "surely": [
            "ECP384",
          ],
        },
        "server": {
          "confidence": "documented",
          "open": false,
          "origin": "explicit",
          "perhaps": [],
          "surely": [
            "Group14",
          ],
        },
        "verdict": "fails",
      }
    `);
  });
});

describe('a call that cannot be carried out', () => {
  const FILES = { 'p.xml': profile(), 's.ps1': serverScript(), 'other.ps1': 'Get-Date\n', 'x.txt': 'x' };
  test.each([
    ['negotiate', 'aovpn: negotiate takes --client FILE and --server FILE.\nTry "aovpn --help".\n'],
    ['negotiate --client p.xml', 'aovpn: negotiate takes --client FILE and --server FILE.\nTry "aovpn --help".\n'],
    ['negotiate p.xml s.ps1', 'aovpn: negotiate takes --client FILE and --server FILE.\nTry "aovpn --help".\n'],
    ['negotiate --client s.ps1 --server p.xml', 'aovpn: s.ps1 states no policy of a client, only that of a server.\n'],
    ['negotiate --client p.xml --server other.ps1', 'aovpn: other.ps1 states no policy of a server.\n'],
    ['negotiate --client p.xml --server x.txt', 'aovpn: x.txt: nothing here that aovpn reads.\n'],
    ['negotiate --client none.xml --server s.ps1', /^aovpn: none\.xml .+\.\n$/],
    [`${CALL} --negotiate-dh2048 3`, 'aovpn: --negotiate-dh2048 takes 0, 1, 2, not "3".\nTry "aovpn --help".\n'],
    [`${CALL} --minimum-windows 95`, /^aovpn: --minimum-windows takes a release of Windows/],
    [`${CALL} --format xml`, 'aovpn: --format takes text, json, not "xml".\nTry "aovpn --help".\n'],
  ])('%s', async (call, message) => {
    const { code, out, err } = await folder(FILES).aovpn(call);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    if (typeof message === 'string') expect(err).toBe(message);
    else expect(err).toMatch(message);
  });
});

describe('a server script that states no policy', () => {
  test('is taken to keep the default, and the answer says so', async () => {
    const { aovpn } = folder({
      'p.xml': profile(),
      's.ps1': 'Install-RemoteAccess -VpnType Vpn\nSet-VpnServerConfiguration -SALifeTimeSeconds 3600\nRestart-Service RemoteAccess\n',
    });
    const { code, out } = await aovpn(CALL);
    expect(code).toBe(1);
    expect(out).toContain('server  s.ps1:1 (the server cmdlet)');
    expect(out).toContain('IKEv2 main mode fails: DHGroup is Group14 on the client and Group2 (Windows) on the server.');
    expect(out).toContain('How sure: inferred.');
    expect(out).toContain('- The script sets up the server and states no policy, so it is taken to keep the default. What other scripts set is not seen.');
    expect(out).toContain('SALifeTimeSeconds 3600, ');
  });

  test('two sides without a policy agree', async () => {
    const { aovpn } = folder({ 'p.xml': PLAIN, 's.ps1': 'Install-RemoteAccess -VpnType Vpn\n' });
    expect((await aovpn(CALL)).code).toBe(0);
  });

  test('one that may set a policy unseen states none', async () => {
    const { aovpn } = folder({ 'p.xml': profile(), 's.ps1': 'Install-RemoteAccess -VpnType Vpn\n. .\\more.ps1\n' });
    expect(await aovpn(CALL)).toMatchObject({ code: 2, err: expect.stringContaining('states no policy of a server') as string });
  });
});
