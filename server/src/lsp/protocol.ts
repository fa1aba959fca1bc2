/**
 * What client and server agree on beyond the protocol: names and shapes only, because the two bundles hold different copies
 * of the protocol library. The client imports nothing else from the server.
 */

/** Command that the client runs after a fix has been applied that changed other files than the one it was asked for in. Arguments: the URIs of all changed files. */
export const FIX_APPLIED = 'aovpn.fixApplied';

/** A place in a document, as the protocol and the editor both have it. */
interface Range {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** Request: a part of a document in the other form. `ConvertParams` in, `ConvertResult` out. */
export const CONVERT_PROFILE = 'aovpn/convertProfile';

export interface ConvertParams {
  readonly uri: string;
  /** What is selected; empty for the profile at the cursor, or the whole document. */
  readonly range: Range;
  readonly to: 'escaped' | 'plain';
}

/** The text and what it takes the place of, or why there is none. */
export type ConvertResult = { readonly text: string; readonly range: Range } | { readonly reason: string };

/** Request: the profile at a position, as Intune takes it. `IntuneParams` in, `IntuneResult` out. */
export const PROFILE_FOR_INTUNE = 'aovpn/profileForIntune';

export interface IntuneParams {
  readonly uri: string;
  readonly position: { readonly line: number; readonly character: number };
}

/** The profile and a message that says where it goes, or a sentence that says why there is none. */
export type IntuneResult = { readonly text: string; readonly message: string } | { readonly reason: string };

/** Command that the client runs when a code lens is clicked. Arguments: the URI of the file and `PolicyRef`. */
export const SHOW_COMPARISON = 'aovpn.showComparison';

/** Names a policy. Both texts come from the server and mean nothing to anyone else. */
export interface PolicyRef {
  readonly uri: string;
  readonly key: string;
}

/** Command that the client runs to open a text in a document of its own, which can be edited and saved. Argument: `OpenText`. */
export const OPEN_TEXT = 'aovpn.openText';

export interface OpenText {
  /** Language id. */
  readonly language: string;
  readonly text: string;
}

/** Request: a policy beside those that it is compared with. `ComparisonParams` in, `ComparisonResult` out. */
export const COMPARISON = 'aovpn/comparison';

/** A policy by its name; without one, that at the position, or the only one of the document. */
export interface ComparisonParams {
  readonly uri: string;
  readonly policy?: PolicyRef;
  readonly position?: { readonly line: number; readonly character: number };
}

/** The comparison as plain text, or a sentence that says why there is none. */
export type ComparisonResult = { readonly title: string; readonly text: string } | { readonly reason: string };

/** Request: the commands that print which policy is in force. `VerificationParams` in, `VerificationResult` out. */
export const VERIFICATION_COMMANDS = 'aovpn/verificationCommands';

export interface VerificationParams {
  readonly uri: string;
}

/** The commands and a message that says what to do with them, or a sentence that says why there are none. */
export type VerificationResult = { readonly text: string; readonly message: string } | { readonly reason: string };

/** Request: what is to be known of a certificate, and its hash for a document. `CertificateParams` in, `CertificateResult` out. */
export const CERTIFICATE = 'aovpn/certificate';

export interface CertificateParams {
  /** URI of the file with the certificate. */
  readonly certificate: string;
  /** Where its SHA-256 hash is to be written, in place of the range; absent where it is only looked at. */
  readonly into?: { readonly uri: string; readonly range: Range };
}

/**
 * A sentence, the whole of it as plain text, and the edits of the document, or the sentence that says why there are none; or a sentence that
 * says why there is no certificate.
 */
export type CertificateResult =
  | {
      readonly title: string;
      readonly summary: string;
      readonly text: string;
      readonly edits: readonly { readonly range: Range; readonly newText: string }[];
      readonly notWritten?: string;
    }
  | { readonly reason: string };

/** Request: what leads to the errors and events of a text. `DiagnoseParams` in, `DiagnoseResult` out. */
export const DIAGNOSE = 'aovpn/diagnose';

export interface DiagnoseParams {
  readonly text: string;
  /** URI of the document whose whole text it is; absent for a selection and for what somebody pasted. */
  readonly document?: string;
}

/**
 * The answer as Markdown, and where the names of files and places in it lead to (lines count from zero); or a sentence that says that the text names
 * neither error nor event.
 */
export type DiagnoseResult =
  | { readonly title: string; readonly text: string; readonly links: readonly { readonly words: string; readonly uri: string; readonly line: number }[] }
  | { readonly reason: string };

/** Notification: has the client change one of its settings, which somebody has asked for. `ChangeSetting`. */
export const CHANGE_SETTING = 'aovpn/changeSetting';

/** The key begins with `aovpn.`. */
export interface ChangeSetting {
  readonly key: string;
  readonly value: number | boolean;
}

/**
 * Requests to the client: what a URI leads to, the content of a file, and the names in a folder, of files that the server cannot read by itself: those of a
 * virtual folder, and all files where the server runs in a browser. `EditorFileParams` in; out the answer, or why there is none.
 */
export const STAT_FILE = 'aovpn/statFile';
export const READ_FILE = 'aovpn/readFile';
export const READ_FOLDER = 'aovpn/readFolder';

export interface EditorFileParams {
  readonly uri: string;
}

/** Why there is no answer, in the words of the editor: the code of its `FileSystemError`, and a message. */
export interface EditorFileFailure {
  readonly code: string;
  readonly message: string;
}

/** A set of bits, as the editor has it. */
export const FILE_TYPE = { file: 1, folder: 2, link: 64 } as const;

/** The time is in milliseconds, 0 where the file system knows none. */
export type StatFileResult = { readonly type: number; readonly size: number; readonly modified: number } | { readonly failure: EditorFileFailure };

/** The bytes are in Base64, which goes through every connection. */
export type ReadFileResult = { readonly base64: string } | { readonly failure: EditorFileFailure };

/** Names with their types. */
export type ReadFolderResult = { readonly entries: readonly (readonly [string, number])[] } | { readonly failure: EditorFileFailure };

/** What the client tells about itself at initialisation. Every field may be absent: any editor can start the server. */
export interface InitializationOptions {
  /** The client has the command `FIX_APPLIED`. */
  readonly announcesFixes?: boolean;
  /** The client offers the snippets itself. */
  readonly bringsSnippets?: boolean;
  /** Somebody else completes what PowerShell brings along: the client has an extension for PowerShell. */
  readonly completesPowerShell?: boolean;
  /** The client has the command `SHOW_COMPARISON`. */
  readonly showsComparisons?: boolean;
  /** The client has the command `OPEN_TEXT`. */
  readonly opensTexts?: boolean;
  /** The client takes `CHANGE_SETTING`. */
  readonly changesSettings?: boolean;
  /** The client answers `STAT_FILE`, `READ_FILE` and `READ_FOLDER`. */
  readonly readsFiles?: boolean;
}

/** URI schemes of documents that are looked at, besides those of the workspace folders. Never those of diff views, whose texts nobody can fix. */
export const SCHEMES = ['file', 'untitled', 'vscode-vfs', 'vscode-remote'] as const;

/** Languages under which one of the artefacts may be open, whatever extension named them. */
export const LANGUAGES = [
  'xml', 'powershell', 'bat',
  'bigip', 'tcl-bigip', 'f5-tcl', 'shellscript', 'citrix-adc', 'netscaler',
  'plaintext', 'log', 'ini', 'json', 'jsonc', 'arm-template', 'markdown', 'bicep', 'properties', 'reg', 'registry', 'http', 'haproxy', 'nginx',
] as const; // prettier-ignore

/** The first message to a server in a web worker: the two WebAssembly modules of the PowerShell grammar. All others are those of the protocol. */
export interface WorkerStart {
  readonly runtime: Uint8Array;
  readonly grammar: Uint8Array;
}
