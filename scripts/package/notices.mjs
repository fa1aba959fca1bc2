import { build } from 'esbuild';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Only its WebAssembly ships, which no bundle mentions. */
const BESIDE = ['tree-sitter-powershell'];

/** The licences of the packages that bundles hold, as one text: whoever passes them on has to pass these on as well. */
export async function noticesOf(root, ...entryPoints) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints,
    outdir: root,
    external: ['vscode'],
    conditions: ['module', 'browser'],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    logLevel: 'silent',
  });
  const inputs = Object.keys(metafile.inputs).flatMap((input) => /^.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.slice(0, 2).join(' ') ?? []);
  const folders = new Map(inputs.map((input) => [input.split(' ')[1], input.split(' ')[0]]));
  for (const name of BESIDE) folders.set(name, `node_modules/${name}/`);
  const texts = [...folders].sort().map(([name, folder]) => {
    const { version, license, author } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    return `${name} ${version} (${license})\n\n${licenceIn(join(root, folder)) ?? `Licence: ${license}, by ${author?.name ?? author}`}\n`;
  });
  return `This program contains the following packages.\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

function licenceIn(folder) {
  const name = existsSync(folder) ? readdirSync(folder).find((each) => /^(licen[cs]e|copying)([.-].*)?$/i.test(each)) : undefined;
  return name && readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim();
}
