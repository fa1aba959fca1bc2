import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { XMLParser } from 'fast-xml-parser';
import { oneProfile } from './fleet.mjs';
import { PLACES, SIZE, type } from './keystroke.mjs';
import { LanguageServer } from './language-server.mjs';
import { isAbsent, npmPeer } from './peers.mjs';
import { jsonSchema } from './schema.mjs';
import { median } from './statistics.mjs';

/** The last version that runs on the Node.js that we run on. */
const VERSION = '1.25.0';

/** Where it waits after a change, in milliseconds. */
const DELAY = { file: 'out/server/src/yamlSettings.js', text: 'this.validationDelayMs = 200;', instead: 'this.validationDelayMs = 0;' };

/**
 * A keystroke in a profile beside a keystroke in the same document as YAML, of the same size and with as many nodes, which a
 * language server validates against the same schema. Its delay is taken out of it.
 * @param {import('../bench.mjs').Context} context
 */
export async function yamlLanguageServer({ folder, product }) {
  const peer = npmPeer(folder, 'yaml-language-server', VERSION);
  if (isAbsent(peer)) return { 'keystroke-per-yaml-language-server': peer };
  const settings = readFileSync(join(peer, DELAY.file), 'utf8');
  if (!settings.includes(DELAY.text)) throw new Error('yaml-language-server waits somewhere else');
  writeFileSync(join(peer, DELAY.file), settings.replace(DELAY.text, DELAY.instead));
  const ours = await profileTimes(folder);
  const theirs = await yamlTimes(folder, peer, product);
  return { 'keystroke-per-yaml-language-server': median(ours) / median(theirs) };
}

/** @param {string} folder */
async function profileTimes(folder) {
  const server = new LanguageServer();
  const answered = await pushed(server);
  const document = await server.open(join(folder, 'profile.xml'), 'xml', oneProfile(SIZE));
  await answered();
  return typed(server, document, PLACES, answered);
}

/** @param {string} folder @param {string} peer @param {any} product */
async function yamlTimes(folder, peer, product) {
  const schema = join(folder, 'profile.schema.json');
  writeFileSync(schema, JSON.stringify(jsonSchema(product)));
  const server = new LanguageServer([join(peer, 'bin/yaml-language-server'), '--stdio']);
  const answered = await pushed(server);
  const text = `# yaml-language-server: $schema=${pathToFileURL(schema).href}\n${asYaml(oneProfile(SIZE), product)}`;
  const document = await server.open(join(folder, 'profile.yaml'), 'yaml', text);
  const right = await answered();
  document.replace('RoutingPolicyType: ', 'x');
  const wrong = await answered();
  if (right.length > 0 || wrong.length === 0) throw new Error(`yaml-language-server does not validate: ${JSON.stringify(right).slice(0, 500)}`);
  const places = PLACES.map((place) => `${place.slice(1, -1)}: `);
  return typed(server, document, places, answered);
}

/** Begins a session without a folder, with a client that is told diagnostics, since one of the two cannot be asked for them. Returns what waits for the next ones. @param {LanguageServer} server */
async function pushed(server) {
  /** @type {((diagnostics: unknown[]) => void) | undefined} */
  let take;
  server.onPush = ({ diagnostics }) => take?.(diagnostics);
  await server.start(undefined, { textDocument: { publishDiagnostics: {} } });
  return () => new Promise((/** @type {(diagnostics: unknown[]) => void} */ resolve) => (take = resolve));
}

/** @param {LanguageServer} server @param {Parameters<typeof type>[0]} document @param {readonly string[]} places @param {() => Promise<unknown>} answered */
async function typed(server, document, places, answered) {
  const times = await type(document, places, answered);
  await server.stop();
  return times;
}

/** Every element as a key, those that may be repeated as lists, and the rest of the size in comments. @param {string} xml @param {any} product */
function asYaml(xml, { PROFILE_ELEMENTS, EAP_ELEMENTS }) {
  const lists = new Set([...PROFILE_ELEMENTS, ...EAP_ELEMENTS].filter(({ repeats }) => repeats).map(({ path }) => path.slice(path.lastIndexOf('/') + 1)));
  const tree = new XMLParser({ parseTagValue: false, ignoreAttributes: true, isArray: (name) => lists.has(name) }).parse(xml);
  const lines = yamlLines(tree, '');
  const missing = xml.length - lines.join('\n').length;
  const comment = `# ${'x'.repeat(Math.max(0, Math.floor(missing / lines.length) - 3))}`;
  return `${lines.map((line) => `${line} ${comment}`).join('\n')}\n`;
}

/** @param {unknown} node @param {string} indent @returns {string[]} */
function yamlLines(node, indent) {
  if (typeof node !== 'object' || node === null) return [`${indent}${scalar(String(node).trim())}`];
  return Object.entries(node).flatMap(([name, value]) => {
    if (Array.isArray(value)) return [`${indent}${name}:`, ...value.flatMap((item) => listItem(yamlLines(item, `${indent}    `)))];
    if (typeof value === 'object') return [`${indent}${name}:`, ...yamlLines(value, `${indent}  `)];
    return [`${indent}${name}: ${yamlLines(value, '').join('')}`];
  });
}

/** @param {string[]} lines */
function listItem([first = '', ...rest]) {
  return [first.replace(/ {2}(?=\S)/, '- '), ...rest];
}

/** Quoted where YAML would take the text for something else. @param {string} text */
function scalar(text) {
  return /^(?:true|false|\d{1,9}|[A-Za-z][A-Za-z0-9]*|[a-z0-9]+(?:\.[a-z0-9]+)+)$/.test(text) ? text : JSON.stringify(text);
}
