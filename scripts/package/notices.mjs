import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The licences of packages that are passed on, as one text: whoever passes them on has to pass these on as well. */
export function noticesOf(packages) {
  const texts = packages.map(
    ({ name, version, license, author, folder }) => `${name} ${version} (${license})\n\n${licenceIn(folder) ?? `Licence: ${license}, by ${author}`}\n`,
  );
  return `This program contains the following packages.\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

function licenceIn(folder) {
  const name = readdirSync(folder).find((each) => /^(licen[cs]e|copying)([.-].*)?$/i.test(each));
  return name && readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim();
}
