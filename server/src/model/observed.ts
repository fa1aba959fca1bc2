/**
 * What other files can observe of facts, without positions: equal texts, equal effect. That there is a place is observed, where it is is not.
 * For facts that are plain data and hold no file but in places.
 */
export function observed(facts: unknown): string {
  return JSON.stringify(facts ?? null, (_name, value: unknown) => (isPlace(value) ? true : value));
}

function isPlace(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'file' in value && 'span' in value;
}
