import { l10n } from 'vscode';
import { ENGLISH } from '../../view/strings.ts';

/** What the page says, in the language of the window. */
export function pageStrings(): Record<string, string> {
  return Object.fromEntries(Object.entries(ENGLISH).map(([key, text]) => [key, l10n.t(text)]));
}
