import { upTo } from './up-to.ts';

/** The last segment of a URI's path, decoded; the URI itself when it has none. */
export function uriName(uri: string): string {
  const path = pathOf(uri);
  const name = percentDecoded(path.slice(path.lastIndexOf('/') + 1));
  // A folder whose name ends with a slash.
  return name === '' ? (uriSegments(uri).at(-1) ?? uri) : name;
}

/** The segments of a URI's path, decoded, outermost first. An escape that is none stays as it is. */
export function uriSegments(uri: string): string[] {
  return pathOf(uri)
    .split('/')
    .filter((segment) => segment !== '')
    .map(percentDecoded);
}

function pathOf(uri: string): string {
  return upTo(uri.replace(/^[a-z][a-z0-9+.-]*:(\/\/[^/]*)?/i, ''), /[?#]/);
}

/** The URI of the folder that a file or folder lies in. */
export function parentUri(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}

/** The URI of the file that a document is, or stands inside of. */
export function hostUri(uri: string): string {
  return upTo(uri, '#');
}

/** The scheme of a URI in lower case; empty when it has none. */
export function uriScheme(uri: string): string {
  return /^([a-z][a-z0-9+.-]*):/i.exec(uri)?.[1]?.toLowerCase() ?? '';
}

/** A part of a URI with its percent escapes resolved; as it is where they are broken. */
export function percentDecoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
