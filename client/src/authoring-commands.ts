import { commands, l10n, QuickPickItemKind, Uri, window, workspace, type Disposable } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  AUTHORING,
  type AuthoringAnswer,
  type AuthoringParams,
  type AuthoringReady,
  type AuthoringResult,
  type AuthoringStep,
} from '../../server/src/lsp/protocol.ts';
import { pickMany, pickOne, typeText, type ChoiceItem, type InputStep, type Outcome } from './multi-step.ts';
import { told } from './profile-commands.ts';

const CREATE = 'create';
const SAVE = 'save';
/** In front of the id of a question, in the summary. */
const QUESTION = 'question:';

/** The commands that make a new document from answers. The server knows the questions; here they are put. */
export function authoringCommands(client: BaseLanguageClient): Disposable[] {
  const command = (name: string, kind: AuthoringParams['kind']): Disposable =>
    commands.registerCommand(name, () => told(() => new Interview(client, kind).run()));
  return [command('aovpn.newProfile', 'profile'), command('aovpn.newServerPolicy', 'server-policy')];
}

/** One run through the questions. Every answer is kept until the end, so that nobody has to give one twice. */
class Interview {
  readonly #client: BaseLanguageClient;
  readonly #kind: AuthoringParams['kind'];
  readonly #answers = new Map<string, AuthoringAnswer>();
  /** The questions that were put, in their order: the way back. */
  #path: string[] = [];
  /** Whether somebody has seen the end and only changes something: then what was answered before stays answered. */
  #isRevising = false;

  constructor(client: BaseLanguageClient, kind: AuthoringParams['kind']) {
    this.#client = client;
    this.#kind = kind;
  }

  /** Ends with a document, or with nothing where somebody closes a box. */
  async run(): Promise<undefined> {
    for (let isOver = false; !isOver;) {
      const result = await this.#ask(this.#isRevising ? [...this.#answers.keys()] : this.#path);
      isOver = 'ready' in result ? await this.#finish(result.title, result.ready) : await this.#put(result.title, result.step, result.problem);
    }
    return undefined;
  }

  #ask(questions: readonly string[], more: AuthoringParams['answers'] = []): Promise<AuthoringResult> {
    const answers = questions.flatMap((question) => {
      const answer = this.#answers.get(question);
      return answer === undefined || more.some((each) => each.question === question) ? [] : [{ question, answer }];
    });
    return this.#client.sendRequest<AuthoringResult>(AUTHORING, { kind: this.#kind, answers: [...answers, ...more] } satisfies AuthoringParams);
  }

  /** Puts a question. True where that was the end. */
  async #put(title: string, step: AuthoringStep, problem: string | undefined): Promise<boolean> {
    // Of what was answered before, the answers that led to this question.
    const before = [...(this.#isRevising ? this.#answers.keys() : this.#path)];
    const outcome = await this.#show(title, step, problem, before);
    if (outcome === 'cancelled') return true;
    if (outcome === 'back') {
      this.#path.pop();
      this.#isRevising = false;
      return false;
    }
    this.#answers.set(step.id, outcome.answer);
    this.#path.push(step.id);
    return false;
  }

  #show(
    title: string,
    { id, label, prompt, number, total, form }: AuthoringStep,
    problem: string | undefined,
    before: readonly string[],
  ): Promise<Outcome<AuthoringAnswer>> {
    const input: InputStep = { title: `${title}: ${label}`, prompt, number, total, hasBack: this.#path.length > 0 };
    const known = this.#answers.get(id);
    if (form.kind === 'text') {
      const text = { value: typeof known === 'string' ? known : form.value, placeholder: form.placeholder, problem };
      return typeText(input, text, async (answer) => {
        const result = await this.#ask(before, [{ question: id, answer }]);
        return 'step' in result && result.step.id === id ? result.problem : undefined;
      });
    }
    const proposed = form.items.flatMap((item) => (item.chosen ? [item.id] : []));
    const items = form.items.map((item): ChoiceItem => ({ id: item.id, label: item.label, ...(item.detail !== undefined && { detail: item.detail }) }));
    if (form.kind === 'many') return pickMany(input, items, typeof known === 'object' ? known : proposed);
    return pickOne(input, items, items.some((item) => item.id === known) ? String(known) : proposed[0]);
  }

  /** Shows what was chosen. True where the document is made, or not wanted. */
  async #finish(title: string, ready: AuthoringReady): Promise<boolean> {
    this.#path = ready.chosen.map(({ question }) => question);
    const total = this.#path.length + 1;
    const outcome = await pickOne(
      { title: l10n.t('{0}: Summary', title), prompt: l10n.t('Create it, or choose what is to be changed.'), number: total, total, hasBack: true },
      summaryOf(ready),
      CREATE,
    );
    if (outcome === 'cancelled') return true;
    if (outcome === 'back') {
      this.#path.pop();
      this.#isRevising = false;
      return false;
    }
    if (outcome.answer === CREATE) await createUnsaved(ready);
    else if (outcome.answer === SAVE) return saveAs(ready);
    else return this.#revise(title, outcome.answer.slice(QUESTION.length));
    return true;
  }

  /** Puts one question again; what was answered to the others stays. */
  async #revise(title: string, question: string): Promise<boolean> {
    const all = this.#path;
    this.#path = all.slice(0, all.indexOf(question));
    const result = await this.#ask(this.#path);
    if ('ready' in result) return false;
    this.#isRevising = false;
    const isOver = await this.#put(title, result.step, undefined);
    this.#isRevising = this.#path.includes(question);
    return isOver;
  }
}

function summaryOf({ fileName, chosen, reported }: AuthoringReady): ChoiceItem[] {
  const found = reported.length === 0 ? l10n.t('Nothing is reported in it.') : l10n.t('Reported in it: {0}.', reported.join(', '));
  return [
    { id: CREATE, label: `$(new-file) ${l10n.t('Create')}`, description: l10n.t('as a document that is not saved yet'), detail: found },
    { id: SAVE, label: `$(save) ${l10n.t('Save As…')}`, description: fileName },
    { id: '', label: l10n.t('What was chosen'), kind: QuickPickItemKind.Separator },
    ...chosen.map(({ question, label, value }) => ({ id: `${QUESTION}${question}`, label, description: value })),
  ];
}

async function createUnsaved({ language, text }: AuthoringReady): Promise<void> {
  await window.showTextDocument(await workspace.openTextDocument({ language, content: text }));
}

/** Writes the document where somebody chooses, and opens it. False where nothing was chosen. */
async function saveAs({ fileName, text }: AuthoringReady): Promise<boolean> {
  const [folder] = workspace.workspaceFolders ?? [];
  const uri = await window.showSaveDialog({ title: l10n.t('Save the New File'), ...(folder && { defaultUri: Uri.joinPath(folder.uri, fileName) }) });
  if (!uri) return false;
  await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  await window.showTextDocument(uri);
  return true;
}
