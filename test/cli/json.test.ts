import { expect, test } from 'vitest';
import { folder, profile, serverScript } from './support.ts';

test('the whole text for a small deployment', async () => {
  const { aovpn } = folder({
    'contoso/client/profile.xml': profile({ EncryptionMethod: 'GCMAES128' }),
    'contoso/server/rras.ps1': serverScript({ PfsGroup: 'PFS2048' }),
  });
  const { code, out, err } = await aovpn('check --format json');
  expect({ code, err }).toEqual({ code: 1, err: '' });
  expect(out).toMatchInlineSnapshot(`
    "{
      "version": 1,
      "files": 2,
      "summary": {
        "error": 1,
        "warning": 1,
        "information": 1,
        "hint": 0
      },
      "diagnostics": [
        {
          "file": "contoso/client/profile.xml",
          "range": {
            "start": {
              "line": 7,
              "character": 16
            },
            "end": {
              "line": 7,
              "character": 22
            }
          },
          "severity": "warning",
          "rule": "policy-pfs-mismatch",
          "message": "PfsGroup is ECP256 here but PFS2048 on the server (rras.ps1). The tunnel comes up, then the first rekey fails and the connection drops (error 13816 on the client): use one group on both sides. Compared with rras.ps1: the only server policy in contoso.",
          "related": [
            {
              "file": "contoso/server/rras.ps1",
              "range": {
                "start": {
                  "line": 6,
                  "character": 12
                },
                "end": {
                  "line": 6,
                  "character": 19
                }
              },
              "message": "The server's PfsGroup: PFS2048"
            }
          ],
          "fixes": [
            {
              "title": "Use the server's value here (PFS2048)",
              "safe": false,
              "edits": [
                {
                  "file": "contoso/client/profile.xml",
                  "range": {
                    "start": {
                      "line": 7,
                      "character": 16
                    },
                    "end": {
                      "line": 7,
                      "character": 22
                    }
                  },
                  "newText": "PFS2048"
                }
              ]
            },
            {
              "title": "Use the client's value on the server (ECP256)",
              "safe": false,
              "edits": [
                {
                  "file": "contoso/server/rras.ps1",
                  "range": {
                    "start": {
                      "line": 6,
                      "character": 12
                    },
                    "end": {
                      "line": 6,
                      "character": 19
                    }
                  },
                  "newText": "ECP256"
                }
              ]
            },
            {
              "title": "Align all six values with the server",
              "safe": false,
              "edits": [
                {
                  "file": "contoso/client/profile.xml",
                  "range": {
                    "start": {
                      "line": 7,
                      "character": 16
                    },
                    "end": {
                      "line": 7,
                      "character": 22
                    }
                  },
                  "newText": "PFS2048"
                }
              ]
            }
          ]
        },
        {
          "file": "contoso/client/profile.xml",
          "range": {
            "start": {
              "line": 10,
              "character": 24
            },
            "end": {
              "line": 10,
              "character": 33
            }
          },
          "severity": "error",
          "rule": "xml-ps-spelling",
          "message": "EncryptionMethod GCMAES128 is how PowerShell spells it; ProfileXML wants AES_GCM_128.",
          "related": [],
          "fixes": [
            {
              "title": "Change to AES_GCM_128",
              "safe": true,
              "edits": [
                {
                  "file": "contoso/client/profile.xml",
                  "range": {
                    "start": {
                      "line": 10,
                      "character": 24
                    },
                    "end": {
                      "line": 10,
                      "character": 33
                    }
                  },
                  "newText": "AES_GCM_128"
                }
              ]
            }
          ]
        },
        {
          "file": "contoso/server/rras.ps1",
          "range": {
            "start": {
              "line": 6,
              "character": 12
            },
            "end": {
              "line": 6,
              "character": 19
            }
          },
          "severity": "information",
          "rule": "policy-pfs-mismatch",
          "message": "PfsGroup is PFS2048 here, but profile.xml asks for ECP256 and would be cut off at the first rekey: use one value on both sides.",
          "related": [
            {
              "file": "contoso/client/profile.xml",
              "range": {
                "start": {
                  "line": 7,
                  "character": 16
                },
                "end": {
                  "line": 7,
                  "character": 22
                }
              },
              "message": "The client's PfsGroup: ECP256"
            }
          ],
          "fixes": [
            {
              "title": "Use the client's value here (ECP256)",
              "safe": false,
              "edits": [
                {
                  "file": "contoso/server/rras.ps1",
                  "range": {
                    "start": {
                      "line": 6,
                      "character": 12
                    },
                    "end": {
                      "line": 6,
                      "character": 19
                    }
                  },
                  "newText": "ECP256"
                }
              ]
            },
            {
              "title": "Use the server's value on every client listed here (PFS2048)",
              "safe": false,
              "edits": [
                {
                  "file": "contoso/client/profile.xml",
                  "range": {
                    "start": {
                      "line": 7,
                      "character": 16
                    },
                    "end": {
                      "line": 7,
                      "character": 22
                    }
                  },
                  "newText": "PFS2048"
                }
              ]
            },
            {
              "title": "Align all six values of every client listed here with the server",
              "safe": false,
              "edits": [
                {
                  "file": "contoso/client/profile.xml",
                  "range": {
                    "start": {
                      "line": 7,
                      "character": 16
                    },
                    "end": {
                      "line": 7,
                      "character": 22
                    }
                  },
                  "newText": "PFS2048"
                }
              ]
            }
          ]
        }
      ],
      "skipped": []
    }
    "
  `);
});

test('nothing to tell', async () => {
  const { aovpn } = folder({});
  expect(await aovpn('check --format json')).toEqual({
    code: 0,
    err: '',
    out: `{
  "version": 1,
  "files": 0,
  "summary": {
    "error": 0,
    "warning": 0,
    "information": 0,
    "hint": 0
  },
  "diagnostics": [],
  "skipped": []
}
`,
  });
});

test('paths are relative to the working directory, wherever the files lie', async () => {
  const { aovpn, path } = folder({ 'b/z.ps1': serverScript({ DHGroup: 'Group1' }), 'b/ä b.ps1': serverScript({ DHGroup: 'Group1' }), 'a/x.txt': '' });
  const filesOf = async (args: readonly string[], cwd: string): Promise<string[]> => {
    const { diagnostics } = JSON.parse((await aovpn(['check', '--format', 'json', ...args], { cwd })).out) as { diagnostics: { file: string }[] };
    return diagnostics.map(({ file }) => file);
  };
  expect(await filesOf([], path(''))).toEqual(['b/z.ps1', 'b/ä b.ps1']);
  expect(await filesOf(['.'], path('b'))).toEqual(['z.ps1', 'ä b.ps1']);
  expect(await filesOf(['../b', '../b/z.ps1'], path('a'))).toEqual(['../b/z.ps1', '../b/ä b.ps1']);
  expect(await filesOf([path('b/z.ps1')], path('a'))).toEqual(['../b/z.ps1']);
});

test('characters are UTF-16 units, lines end as in an editor', async () => {
  const { aovpn } = folder({ 'a.ps1': `# 😀\r# one\r\nSet-VpnServerConfiguration -CustomPolicy <# 😀 #> -DHGroup Group1\n` });
  const { diagnostics } = JSON.parse((await aovpn('check --format json')).out) as { diagnostics: { rule: string }[] };
  const broken = diagnostics.filter(({ rule }) => rule === 'crypto-broken');
  expect(broken).toMatchObject([{ range: { start: { line: 2, character: 59 }, end: { line: 2, character: 65 } } }]);
});

test('findings stand in the order of files and places', async () => {
  const { aovpn } = folder({
    'b.ps1': serverScript({ DHGroup: 'Group1', EncryptionMethod: 'DES', IntegrityCheckMethod: 'MD5' }),
    'a/c.ps1': serverScript({ DHGroup: 'Group1' }),
    'a.ps1': serverScript({ DHGroup: 'Group1' }),
  });
  const { diagnostics } = JSON.parse((await aovpn('check b.ps1 a a.ps1 --format json')).out) as {
    diagnostics: { file: string; range: { start: { line: number } } }[];
  };
  expect(diagnostics.map(({ file, range }) => `${file}:${range.start.line}`)).toEqual(['a.ps1:3', 'a/c.ps1:3', 'b.ps1:3', 'b.ps1:4', 'b.ps1:5']);
});

test('a fix that cannot be written is left out', async () => {
  // The value comes from a variable that is set twice: nowhere to write another one.
  const { aovpn } = folder({ 'client/p.xml': profile(), 'server/a.ps1': serverScript({ DHGroup: '$group' }).replace(/^/, "$group = 'ECP384'\n") });
  const { diagnostics } = JSON.parse((await aovpn('check --format json')).out) as { diagnostics: { fixes: { edits: unknown[] }[] }[] };
  for (const { fixes } of diagnostics) for (const { edits } of fixes) expect(edits.length).toBeGreaterThan(0);
});
