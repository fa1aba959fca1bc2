import type { Suite } from '../../knowledge/baselines.ts';
import type { Read } from './read-answers.ts';

/** What may be answered: the id of an item, the ids of several, or a text. */
export type Answer = string | readonly string[];

/** An answer with the id of its question. */
export interface GivenAnswer {
  readonly question: string;
  readonly answer: Answer;
}

/** One of the things to choose from. */
export interface Item {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  /** Chosen unless somebody chooses otherwise. */
  readonly chosen?: true;
}

/** A policy that a new document can take over. */
export interface PolicySource {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  readonly suite: Suite;
}

/** What is known while a question is put: the answers before it, and the policies to choose from. */
export class Given {
  /** The best one first. */
  readonly sources: readonly PolicySource[];
  readonly #answers: ReadonlyMap<string, Answer>;

  constructor(answers: ReadonlyMap<string, Answer>, sources: readonly PolicySource[]) {
    this.#answers = answers;
    this.sources = sources;
  }

  /** The text or the chosen item of a question; empty where it has not been asked. */
  text(question: string): string {
    const answer = this.#answers.get(question);
    return typeof answer === 'string' ? answer : '';
  }

  /** The entries of a text that is a list, or the chosen items. */
  list(question: string): readonly string[] {
    const answer = this.#answers.get(question) ?? '';
    return typeof answer !== 'string' ? answer : answer === '' ? [] : answer.split(LIST);
  }

  /** Whether an item is the chosen one, or one of them. */
  is(question: string, item: string): boolean {
    const answer = this.#answers.get(question);
    return typeof answer === 'string' ? answer === item : (answer?.includes(item) ?? false);
  }

  /** The values of the chosen policy; `undefined` where none is chosen. */
  get suite(): Suite | undefined {
    return this.sources.find(({ id }) => id === this.text(POLICY))?.suite;
  }
}

/** What stands between the entries of a list that has been read. */
export const LIST = ',';

/** The id of the question which policy to take. */
export const POLICY = 'policy';

/** How a question is put, and what it takes. */
export type Form =
  | { readonly kind: 'pick' | 'many'; readonly items: (given: Given) => readonly Item[] }
  | { readonly kind: 'text'; readonly placeholder: string; readonly value?: (given: Given) => string; readonly read: (text: string, given: Given) => Read };

/** One question of a wizard. */
export interface Question {
  /** Never changes within a wizard. */
  readonly id: string;
  /** What it is about, in a word or two. */
  readonly label: string;
  readonly prompt: (given: Given) => string;
  /** Whether it is put at all, by the answers before it; absent for one that always is. */
  readonly isAsked?: (given: Given) => boolean;
  readonly form: Form;
}

/** What the answers to all questions come to. */
export interface Draft {
  /** What the file would usually be called. */
  readonly fileName: string;
  /** Language id. */
  readonly language: 'xml' | 'powershell';
  readonly text: string;
}

/** The questions behind one new document, in their order, and what the answers to them make. */
export interface Wizard {
  readonly title: string;
  readonly questions: readonly Question[];
  readonly draft: (given: Given) => Draft;
}
