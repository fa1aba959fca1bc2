import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { folder } from './support.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

test('the README shows what the check of the sample prints', async () => {
  const files = readdirSync(join(ROOT, 'samples/contoso'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
  const { aovpn } = folder(Object.fromEntries(files.map((path) => [path, readFileSync(join(ROOT, path), 'utf8')])));
  const { out } = await aovpn('check samples/contoso');
  const shown = /`node dist\/cli\.cjs check samples\/contoso` prints:\n\n```text\n([\s\S]*?)```/.exec(readFileSync(join(ROOT, 'README.md'), 'utf8'))?.[1];
  const lines = (text: string | undefined): string[] => (text ?? '').split('\n').filter((line) => line.trim() !== '');
  expect(lines(shown)).toEqual(lines(out));
});
