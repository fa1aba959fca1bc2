// @ts-check
import { Problem } from './problem.mjs';

/**
 * What an extension host runs in: `node` is a process of Node.js, `web` a web worker of a browser.
 * @typedef {'node' | 'web'} Host
 *
 * One way to run the suite.
 * @typedef {object} Round
 * @property {string} name
 * @property {Host} host what the extension runs in
 * @property {import('./code-server.mjs').Release} release of VS Code
 * @property {string} [virtual] the address of the folder, where it is in memory; else it is on disk
 * @property {true} [folders] present for a workspace of two folders, which has tests of its own
 * @property {boolean} trusted whether somebody has said that the folder is trusted
 * @property {string} [grep] which tests are enough; all unless told
 */

const enough = '^(editor|hover|two files that disagree)';

/** @type {readonly Round[]} */
const rounds = [
  { name: 'node', host: 'node', release: 'oldest', trusted: true },
  { name: 'folders', host: 'node', release: 'oldest', folders: true, trusted: true },
  // A scheme that nobody knows.
  { name: 'web', host: 'web', release: 'oldest', virtual: 'aovpn-memory:/contoso', trusted: true },
  // Of virtual folders only those of this scheme are not trusted by themselves.
  { name: 'restricted', host: 'node', release: 'oldest', virtual: 'vscode-vfs://memory/contoso', trusted: false, grep: enough },
  { name: 'newest', host: 'node', release: 'newest', trusted: true, grep: enough },
  { name: 'newest-web', host: 'web', release: 'newest', virtual: 'aovpn-memory:/contoso', trusted: true, grep: enough },
];

/**
 * @param {string | undefined} name none: all of them
 * @returns {readonly Round[]}
 */
export function roundsOf(name) {
  const chosen = rounds.filter((round) => name === undefined || round.name === name);
  if (chosen.length === 0) throw new Problem(`--round is ${name}; it can be ${rounds.map((round) => round.name).join(', ')}`);
  return chosen;
}
