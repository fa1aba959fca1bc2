/** A value in a message: as it is, or its beginning where it is long. */
export function shown(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57)}...`;
}
