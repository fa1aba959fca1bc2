import { commands, FileType, l10n, Uri, ViewColumn, window, workspace, type Disposable, type ExtensionContext } from 'vscode';
import { told } from './profile-commands.ts';

const SAMPLE = 'contoso';
const PROFILE = 'client/profile-user.xml';
/** The sample's files by name: in a browser the folder of an extension can be read from, and not listed. */
const FILES = [PROFILE, 'server/rras.ps1'];
const WALKTHROUGH = 'aovpn.start';
/** The step after the one that opens the sample. */
const NEXT_STEP = 'seeFinding';
/** Under this the folder is remembered in whose window the walkthrough goes on. */
const GOES_ON_IN = 'walkthrough.goesOnIn';

/** What the command may be told by whoever runs it; without it, somebody is asked for the folder, and the sample is opened. */
interface Told {
  /** The folder that the copy is put into. */
  readonly into?: Uri;
  /** Whether the copy is opened: true unless told. */
  readonly opens?: boolean;
  /** Set by the walkthrough, which goes on in the window of the sample. */
  readonly forWalkthrough?: boolean;
}

/** The commands of the walkthrough that the rest of the extension has no use for. */
export function sampleCommands(context: ExtensionContext): Disposable[] {
  return [
    commands.registerCommand('aovpn.openSample', (given?: unknown) => told(() => openSample(context, toldBy(given)))),
    commands.registerCommand('aovpn.openSampleProfile', () => told(showProfile)),
  ];
}

/**
 * Goes on with the walkthrough where it has had this folder opened. The editor itself does that too early for the walkthrough of an extension on another
 * machine: it shows one of its own, and takes it for ours until it is left.
 */
export async function goOnWithWalkthrough({ extension, globalState }: ExtensionContext): Promise<void> {
  const folder = globalState.get<string>(GOES_ON_IN);
  if (!(workspace.workspaceFolders ?? []).some(({ uri }) => uri.toString() === folder)) return;
  await globalState.update(GOES_ON_IN, undefined);
  await commands.executeCommand('welcome.goBack').then(undefined, () => undefined);
  await commands.executeCommand('workbench.action.openWalkthrough', { category: `${extension.id}#${WALKTHROUGH}`, step: NEXT_STEP }, false);
}

/**
 * Copies the sample into a folder and opens the copy. One that is there already is opened as it is: somebody may have worked in it.
 * @throws where something else has the sample's name, or nothing can be written there
 */
async function openSample({ extensionUri, globalState }: ExtensionContext, { into, opens = true, forWalkthrough = false }: Told): Promise<undefined> {
  const parent = into ?? (await chooseFolder());
  if (!parent) return;
  const sample = Uri.joinPath(parent, SAMPLE);
  const present = await typeOf(sample);
  if (present === undefined) await copyTo(sample, Uri.joinPath(extensionUri, 'samples', SAMPLE));
  else if ((present & FileType.Directory) === 0) throw new Error(l10n.t('In this folder {0} is a file. Choose another folder.', SAMPLE));
  if (!opens) return;
  if (forWalkthrough) await globalState.update(GOES_ON_IN, sample.toString());
  await commands.executeCommand('vscode.openFolder', sample, { forceNewWindow: (workspace.workspaceFolders ?? []).length > 0 });
}

async function chooseFolder(): Promise<Uri | undefined> {
  const chosen = await window.showOpenDialog({
    title: l10n.t('Folder for the Sample'),
    openLabel: l10n.t('Put the Sample Here'),
    canSelectFiles: false,
    canSelectFolders: true,
    canSelectMany: false,
  });
  return chosen?.[0];
}

/** `undefined` where there is nothing. */
async function typeOf(uri: Uri): Promise<FileType | undefined> {
  try {
    return (await workspace.fs.stat(uri)).type;
  } catch {
    return undefined;
  }
}

/** All is read before anything is written, so that there is no half of a sample that the next run takes for a whole one. */
async function copyTo(target: Uri, source: Uri): Promise<void> {
  const texts = await Promise.all(FILES.map(async (file) => [file, await workspace.fs.readFile(Uri.joinPath(source, file))] as const));
  for (const [file, bytes] of texts) {
    const uri = Uri.joinPath(target, file);
    await workspace.fs.createDirectory(Uri.joinPath(uri, '..'));
    await workspace.fs.writeFile(uri, bytes);
  }
}

/** Shows the sample's profile beside the walkthrough. Says what to do where the sample is not the open folder. */
async function showProfile(): Promise<string | undefined> {
  for (const { uri } of workspace.workspaceFolders ?? []) {
    const profile = Uri.joinPath(uri, PROFILE);
    if ((await typeOf(profile)) === undefined) continue;
    await window.showTextDocument(profile, { viewColumn: window.activeTextEditor ? ViewColumn.Active : ViewColumn.Beside, preview: false });
    return undefined;
  }
  return l10n.t('The sample is not open in this window. Open the sample first.');
}

function toldBy(given: unknown): Told {
  if (typeof given !== 'object' || given === null) return {};
  const { into, opens, forWalkthrough } = given as Record<string, unknown>;
  return { ...(into instanceof Uri && { into }), opens: opens !== false, forWalkthrough: forWalkthrough === true };
}
