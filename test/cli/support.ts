import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Io } from '../../server/src/cli/io.ts';
import { run } from '../../server/src/cli/run.ts';
import { nodeFiles } from '../../server/src/host/node-files.ts';
import { replaceFiles } from '../../server/src/host/write-file.ts';

/** The published suite with AES-GCM, as the server says it; what is given replaces it. */
export function serverScript(values: Readonly<Record<string, string>> = {}): string {
  const suite = {
    AuthenticationTransformConstants: 'GCMAES128',
    CipherTransformConstants: 'GCMAES128',
    DHGroup: 'Group14',
    EncryptionMethod: 'GCMAES128',
    IntegrityCheckMethod: 'SHA256',
    PfsGroup: 'ECP256',
    ...values,
  };
  return `Set-VpnServerConfiguration -CustomPolicy \`\n${Object.entries(suite)
    .map(([name, value]) => `  -${name} ${value}`)
    .join(' `\n')}\nRestart-Service RemoteAccess -Force\n`;
}

/** The same suite as a client's profile. */
export function profile(values: Readonly<Record<string, string>> = {}, protocol = 'IKEv2'): string {
  const suite = {
    AuthenticationTransformConstants: 'GCMAES128',
    CipherTransformConstants: 'GCMAES128',
    PfsGroup: 'ECP256',
    DHGroup: 'Group14',
    IntegrityCheckMethod: 'SHA256',
    EncryptionMethod: 'AES_GCM_128',
    ...values,
  };
  const elements = Object.entries(suite).map(([name, value]) => `      <${name}>${value}</${name}>\n`);
  return `<VPNProfile><AlwaysOn>true</AlwaysOn>\n  <NativeProfile>\n    <Servers>vpn.contoso.com</Servers><RoutingPolicyType>SplitTunnel</RoutingPolicyType>\n    <NativeProtocolType>${protocol}</NativeProtocolType>\n    <CryptographySuite>\n${elements.join('')}    </CryptographySuite>\n    <Authentication />\n  </NativeProfile>\n</VPNProfile>\n`;
}

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A folder with these files that goes away with the test, and a command line that runs in it. */
export function folder(files: Readonly<Record<string, string | Uint8Array>>) {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'aovpn-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const put = (path: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  for (const [path, content] of Object.entries(files)) put(path, content);
  return {
    root,
    put,
    path: (path: string): string => join(root, path),
    bytes: (path: string): Uint8Array => Uint8Array.from(readFileSync(join(root, path))),
    text: (path: string): string => readFileSync(join(root, path), 'utf8'),
    aovpn: (args: string | readonly string[], io: Partial<Io> & { input?: string | Uint8Array } = {}): Promise<Ran> =>
      aovpn(typeof args === 'string' ? args.split(' ') : args, { cwd: root, ...io }),
  };
}

/** Runs the command line in this process. */
export async function aovpn(argv: readonly string[], { input = '', ...given }: Partial<Io> & { input?: string | Uint8Array } = {}): Promise<Ran> {
  let out = '';
  let err = '';
  const code = await run(argv, {
    cwd: tmpdir(),
    env: {},
    stdout: { write: (text) => void (out += text), isTerminal: false },
    stderr: { write: (text) => void (err += text), isTerminal: false },
    stdin: () => Promise.resolve(typeof input === 'string' ? new TextEncoder().encode(input) : input),
    files: nodeFiles,
    now: () => 0,
    date: () => Date.now(),
    build: 'test',
    processors: 1,
    writeFiles: replaceFiles,
    ...given,
  });
  return { code, out, err };
}
