import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { XMLParser } from 'fast-xml-parser';
import { mediansInTurn } from './statistics.mjs';

const SAMPLE = new URL('../../samples/contoso/', import.meta.url);
const CLIENT = 'file:///bench/client/profile-user.xml';
const SERVER = 'file:///bench/server/rras.ps1';

/**
 * What a check of one profile costs within the engine, in times of what the bare parser takes for its elements.
 * @param {import('../bench.mjs').Context} context
 */
export async function engine({ product: { Workspace } }) {
  const profile = readFileSync(fileURLToPath(new URL('client/profile-user.xml', SAMPLE)), 'utf8');
  const script = readFileSync(fileURLToPath(new URL('server/rras.ps1', SAMPLE)), 'utf8');
  const parser = new XMLParser({ preserveOrder: true, ignoreAttributes: false, parseTagValue: false, trimValues: false });
  const workspace = new Workspace();
  workspace.setRoots(['file:///bench']);
  workspace.setFile({ uri: SERVER, text: script });
  workspace.findings(SERVER);
  const fresh = (/** @type {string} */ text) => {
    const alone = new Workspace();
    alone.setFile({ uri: CLIENT, text });
    return alone.findings(CLIENT);
  };
  let edits = 0;
  const profileWorks = [
    () => parser.parse(profile),
    () => {
      // Another text each time, as typing makes it.
      workspace.setFile({ uri: CLIENT, text: `${profile}<!-- ${edits++} -->` });
      return workspace.findings(CLIENT);
    },
    () => fresh(`${profile}<!-- ${edits++} -->`),
  ];
  await mediansInTurn(300, ...profileWorks);
  const [parse, keystroke, check] = await mediansInTurn(300, ...profileWorks);

  // Rules that compare routes with each other must not take more than a few times what reading them takes.
  const many = withRoutes(profile, 2000);
  const manyWorks = [() => parser.parse(many), () => fresh(`${many}<!-- ${edits++} -->`)];
  await mediansInTurn(10, ...manyWorks);
  const [manyParsed, manyChecked] = await mediansInTurn(10, ...manyWorks);
  return {
    'profile-check-per-parse': check / parse,
    'keystroke-beside-server-per-parse': keystroke / parse,
    'two-thousand-routes-per-parse': manyChecked / manyParsed,
  };
}

/** A profile of so many more routes, none of which holds another. @param {string} profile @param {number} count */
function withRoutes(profile, count) {
  const route = (/** @type {number} */ index) =>
    `  <Route>\n    <Address>10.${index >> 8}.${index & 255}.0</Address>\n    <PrefixSize>24</PrefixSize>\n  </Route>\n`;
  return profile.replace('</VPNProfile>', `${Array.from({ length: count }, (_, index) => route(index)).join('')}</VPNProfile>`);
}
