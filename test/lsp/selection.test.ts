import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ARTEFACTS } from '../../server/src/artefacts/index.ts';
import { LANGUAGES, SCHEMES } from '../../server/src/lsp/protocol.ts';

/** What the manifest says to VS Code. */
const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { activationEvents: string[] };

const ANY = 'plaintext log ini json jsonc arm-template markdown shellscript bicep properties http haproxy nginx'.split(' ');
const OURS = 'xml powershell bat reg registry bigip tcl-bigip f5-tcl citrix-adc netscaler'.split(' ');

test('documents of files, without a file, virtual and remote; never those of a diff view', () => {
  expect([...SCHEMES].sort()).toEqual(['file', 'untitled', 'vscode-remote', 'vscode-vfs']);
});

test('no keystroke of an unrelated language is sent', () => {
  expect([...LANGUAGES].sort()).toEqual([...ANY, ...OURS].sort());
});

test('every artefact is among them', () => {
  expect(ARTEFACTS.flatMap(({ languageIds }) => languageIds).filter((id) => !(LANGUAGES as readonly string[]).includes(id))).toEqual([]);
});

test('VS Code starts the extension for those languages, for a project file and for the sample, and never for everything', () => {
  expect([...manifest.activationEvents].sort()).toEqual(
    [
      ...OURS.map((id) => `onLanguage:${id}`),
      'workspaceContains:**/aovpn.json',
      // The walkthrough goes on in the folder of the sample before any of its files is open.
      'workspaceContains:client/profile-user.xml',
      'onWebviewPanel:aovpn.deployment',
    ].sort(),
  );
});
