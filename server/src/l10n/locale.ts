/** The languages that something is translated into. English is what all is written in, and no translation. */
export const LANGUAGES = ['de', 'ja'] as const;

export type Language = (typeof LANGUAGES)[number];

/**
 * The language of a locale as editors name it: `de-AT` and `de_AT` are `de`. `undefined` for English, for a language that nothing is translated into, and
 * for what is no locale.
 */
export function languageOf(locale: string | undefined): Language | undefined {
  const [language] = (locale ?? '').toLowerCase().split(/[-_.]/u);
  return LANGUAGES.find((each) => each === language);
}
