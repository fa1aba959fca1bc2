import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { profilesBelow } from './check.mjs';
import { SERVER_GROUP, writeDeployment } from './fleet.mjs';
import { delay, LanguageServer } from './language-server.mjs';
import { median } from './statistics.mjs';

const CLIENTS = 10_000;

/** A change for every client, and what it becomes; each is one that has not been before. */
const CHANGES = ['Group24', 'Group1', 'None'];

/** How long nothing may come before nothing more is expected, in milliseconds. */
const SILENCE = 1000;
const COMMENT = '# IKEv2 settings';

/**
 * What an edit of the script of a server with ten thousand clients sets off: how long it takes until a client in the editor
 * has its new diagnostics, and until those of all of them have been told. And that a comment sets off nothing.
 * @param {import('../bench.mjs').Context} context
 */
export async function serverEdit({ folder, product }) {
  const path = join(folder, 'deployment');
  const { script, profile } = writeDeployment(path, CLIENTS);
  const server = new LanguageServer();
  await server.start(path);
  await server.indexed();
  const shown = await server.open(profile, 'xml');
  const edited = await server.open(script, 'powershell');
  await Promise.all([shown.pull(), edited.pull()]);

  const group = new RegExp(`${SERVER_GROUP}(\\S+)`).exec(edited.text)?.[1] ?? '';
  const steps = CHANGES.flatMap((change) => [
    [group, change],
    [change, group],
  ]);
  const visible = [];
  const all = [];
  for (const [before, after] of steps) {
    const times = await effectOf(server, edited, shown, () => edited.replace(SERVER_GROUP, after, before));
    visible.push(times.visible);
    all.push(times.all);
  }
  const told = await toldByComment(server, edited);
  await server.stop();
  return {
    'server-edit-visible': median(visible),
    'server-edit-all': median(all),
    'server-comment-rechecks': recheckedByComment(product, path, script),
    'server-comment-tells': told,
  };
}

/**
 * How long it takes after an edit of the server's script until the client that is shown, and until all clients have their new diagnostics.
 * @param {LanguageServer} server
 * @param {Document} edited
 * @param {Document} shown
 * @param {() => void} edit
 */
async function effectOf(server, edited, shown, edit) {
  await server.quiet(SILENCE);
  const news = new Set();
  let start = 0;
  const isTold = new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`Only ${news.size} of ${CLIENTS} clients were told of an edit of their server`)), 120_000);
    server.onReport = (uri, isNew) => {
      if (!isNew || uri === edited.uri) return;
      news.add(uri);
      if (news.size < CLIENTS) return;
      clearTimeout(timer);
      resolve(performance.now() - start);
    };
  });
  // An editor pulls what it shows as soon as the server asks it to.
  const isVisible = new Promise((resolve) => {
    server.onRefresh = () => void shown.pull().then(({ kind }) => kind === 'full' && resolve(performance.now() - start));
  });
  start = performance.now();
  edit();
  void edited.pull();
  const [visible, all] = await Promise.all([isVisible, isTold]);
  return { visible, all };
}

/** How often the server asks its client to pull again, and how many clients it tells of, after letters typed into a comment. @param {LanguageServer} server @param {Document} edited */
async function toldByComment(server, edited) {
  await server.quiet(SILENCE);
  let told = 0;
  server.onRefresh = () => void told++;
  server.onReport = (uri, isNew) => void (told += Number(isNew && uri !== edited.uri));
  for (let letter = 0; letter < 10; letter++) {
    edited.replace(COMMENT, 'x');
    await edited.pull();
    await delay(50);
  }
  await delay(SILENCE);
  return told;
}

/** How many files besides the script itself are checked again across files after a letter typed into a comment of it. @param {any} product @param {string} path @param {string} script */
function recheckedByComment({ Workspace }, path, script) {
  const workspace = new Workspace();
  const uri = pathToFileURL(script).href;
  const text = readFileSync(script, 'utf8');
  workspace.setRoots([pathToFileURL(path).href]);
  workspace.setFile({ uri, text });
  for (const file of profilesBelow(path)) workspace.setFile({ uri: pathToFileURL(join(path, file)).href, text: readFileSync(join(path, file), 'utf8') });
  if (workspace.findings(uri).length === 0) throw new Error('The bench has lost its findings.');
  const before = workspace.contextChecks;
  workspace.setFile({ uri, text: text.replace(COMMENT, `${COMMENT} x`) });
  for (const each of workspace.uris()) workspace.findings(each);
  return Math.max(0, workspace.contextChecks - before - 1);
}

/** @typedef {Awaited<ReturnType<LanguageServer['open']>>} Document */
