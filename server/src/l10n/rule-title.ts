import type { Language } from './locale.ts';
import { RULE_TITLES_DE } from './rule-titles.de.ts';
import { RULE_TITLES_JA } from './rule-titles.ja.ts';

const TITLES: Readonly<Record<Language, Readonly<Record<string, string>>>> = { de: RULE_TITLES_DE, ja: RULE_TITLES_JA };

/** The title of a rule for somebody who reads a language; the English one where there is none in it. */
export function titleOf(rule: { readonly id: string; readonly title: string }, language: Language | undefined): string {
  return (language && TITLES[language][rule.id]) ?? rule.title;
}

/** The title as a sentence of its own. */
export function titleSentence(rule: { readonly id: string; readonly title: string }, language: Language | undefined): string {
  const title = titleOf(rule, language);
  return language === 'ja' && title !== rule.title ? `${title}。` : `${title}.`;
}
