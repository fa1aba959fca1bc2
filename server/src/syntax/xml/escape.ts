/** A text as character data. Only what must be is escaped; `>` because `]]>` may not stand in text. */
export function escapedText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A text as it stands between the quotes of an attribute, whichever they are. */
export function escapedAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll("'", '&apos;');
}

/** A whole document as the character data of another one, its quotes escaped as well. */
export function escapedDocument(text: string): string {
  return escapedText(text).replaceAll('"', '&quot;');
}
