import { Workspace } from '../../workspace/workspace.ts';
import { profileDraft } from './profile-draft.ts';
import { PROFILE_QUESTIONS } from './profile-questions.ts';
import { Given, type Answer, type Draft, type GivenAnswer, type Item, type PolicySource, type Question, type Wizard } from './question.ts';
import { serverDraft } from './server-draft.ts';
import { SERVER_QUESTIONS } from './server-questions.ts';

/** The documents that can be made from answers. */
export const WIZARDS = {
  profile: { title: 'New Always On VPN Profile', questions: PROFILE_QUESTIONS, draft: profileDraft },
  'server-policy': { title: 'New Always On VPN Server Policy', questions: SERVER_QUESTIONS, draft: serverDraft },
} as const satisfies Record<string, Wizard>;

export type WizardKind = keyof typeof WIZARDS;

/** A question as it is put to somebody. */
export interface Step {
  readonly id: string;
  readonly label: string;
  readonly prompt: string;
  /** Which question this is, from 1, and how many there are as far as the answers tell. */
  readonly number: number;
  readonly total: number;
  readonly form:
    { readonly kind: 'pick' | 'many'; readonly items: readonly Item[] } | { readonly kind: 'text'; readonly placeholder: string; readonly value: string };
}

/** What was answered to a question, in words. */
export interface Chosen {
  readonly question: string;
  readonly label: string;
  readonly value: string;
}

/** The document with what it comes from, and what is reported in it: `crypto-weak (warning)`. */
export interface Ready extends Draft {
  readonly chosen: readonly Chosen[];
  readonly reported: readonly string[];
}

/** What comes after some answers: the next question, the one whose answer is wrong with what is wrong with it, or the document. */
export type Next = { readonly step: Step; readonly problem?: string } | { readonly ready: Ready };

/**
 * What comes after these answers. Answers to questions that are not asked are passed over, so that whoever goes back and chooses otherwise loses nothing.
 * @param sources policies to choose from, the best one first
 */
export function nextStep(kind: WizardKind, answers: readonly GivenAnswer[], sources: readonly PolicySource[]): Next {
  const { questions, draft }: Wizard = WIZARDS[kind];
  const byQuestion = new Map(answers.map(({ question, answer }) => [question, answer]));
  const taken = new Map<string, Answer>();
  const given = new Given(taken, sources);
  const chosen: Chosen[] = [];
  for (const question of questions) {
    if (question.isAsked?.(given) === false) continue;
    const answer = byQuestion.get(question.id);
    if (answer === undefined) return { step: stepOf(question, questions, taken, sources) };
    const read = readAnswer(question, answer, given);
    if ('problem' in read) return { step: stepOf(question, questions, taken, sources), problem: read.problem };
    taken.set(question.id, read.value);
    chosen.push({ question: question.id, label: question.label, value: read.words });
  }
  const made = draft(given);
  return { ready: { ...made, chosen, reported: reportedIn(made) } };
}

function stepOf(question: Question, questions: readonly Question[], taken: ReadonlyMap<string, Answer>, sources: readonly PolicySource[]): Step {
  const given = new Given(taken, sources);
  const { id, label, prompt, form } = question;
  return {
    id,
    label,
    prompt: prompt(given),
    number: taken.size + 1,
    total: countOf(questions, taken, sources),
    form:
      form.kind === 'text' ? { kind: 'text', placeholder: form.placeholder, value: form.value?.(given) ?? '' } : { kind: form.kind, items: form.items(given) },
  };
}

/** How many questions there will be if what is not answered yet stays as it is proposed. */
function countOf(questions: readonly Question[], taken: ReadonlyMap<string, Answer>, sources: readonly PolicySource[]): number {
  const assumed = new Map(taken);
  const given = new Given(assumed, sources);
  let count = 0;
  for (const question of questions) {
    if (question.isAsked?.(given) === false) continue;
    count++;
    if (!assumed.has(question.id)) assumed.set(question.id, proposed(question, given));
  }
  return count;
}

function proposed({ form }: Question, given: Given): Answer {
  if (form.kind === 'text') return form.value?.(given) ?? '';
  const ids = form.items(given).flatMap(({ id, chosen }) => (chosen ? [id] : []));
  return form.kind === 'many' ? ids : (ids[0] ?? '');
}

/** An answer as it is taken, and in words. */
type ReadAnswer = { readonly value: Answer; readonly words: string } | { readonly problem: string };

const NOT_THERE = 'This is not among what there is to choose from. Choose again.';

function readAnswer({ form }: Question, answer: Answer, given: Given): ReadAnswer {
  if (form.kind === 'text') {
    if (typeof answer !== 'string') return { problem: 'Write a text.' };
    const read = form.read(answer, given);
    return 'problem' in read ? read : { value: read.value, words: read.value === '' ? 'none' : read.value };
  }
  const ids = typeof answer === 'string' ? [answer] : answer;
  const items = form.items(given);
  const found = ids.map((id) => items.find((item) => item.id === id));
  if (!found.every((item) => item !== undefined) || (form.kind === 'pick' && found.length !== 1)) return { problem: NOT_THERE };
  const words = found.map(({ label }) => label).join(', ');
  return { value: form.kind === 'many' ? ids : (ids[0] ?? ''), words: words === '' ? 'none' : words };
}

/** The rules that have something to report in a document: a policy that was taken over may be weak. */
function reportedIn({ fileName, text }: Draft): string[] {
  const workspace = new Workspace();
  const uri = `untitled:/${fileName}`;
  workspace.setFile({ uri, text });
  return workspace.findings(uri).map(({ severity, rule }) => `${rule.id} (${severity})`);
}
