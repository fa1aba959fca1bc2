/** The last segment of a URI's path, decoded; the URI itself when it has none. */
export function uriName(uri: string): string {
  return uriSegments(uri).at(-1) ?? uri;
}

/** The segments of a URI's path, decoded, outermost first. An escape that is none stays as it is. */
export function uriSegments(uri: string): string[] {
  const path = uri.replace(/^[a-z][a-z0-9+.-]*:(\/\/[^/]*)?/i, '').replace(/[?#].*$/, '');
  return path
    .split('/')
    .filter((segment) => segment !== '')
    .map(decoded);
}

/** The URI of the folder that a file or folder lies in. */
export function parentUri(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}

/** The URI of the file that a document is, or stands inside of. */
export function hostUri(uri: string): string {
  return uri.replace(/#.*$/, '');
}

/** The scheme of a URI in lower case; empty when it has none. */
export function uriScheme(uri: string): string {
  return /^([a-z][a-z0-9+.-]*):/i.exec(uri)?.[1]?.toLowerCase() ?? '';
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
