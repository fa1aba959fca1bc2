/**
 * What client and server agree on beyond the protocol: names and shapes only, because the two bundles hold different copies
 * of the protocol library. The client imports nothing else from the server.
 */

import type { DeploymentView } from '../features/deployment-view/view.ts';

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

/** Request: the deployment of a file as the view shows it. `DeploymentParams` in, `DeploymentResult` out. */
export const DEPLOYMENT = 'aovpn/deployment';

/** Notification without a body: what the last answer to `DEPLOYMENT` showed may be different now. It is sent once for each answer. */
export const DEPLOYMENT_CHANGED = 'aovpn/deploymentChanged';

export interface DeploymentParams {
  readonly uri: string;
  /** Which deployment, of a file that belongs to several; the text comes from an earlier answer. */
  readonly key?: string;
  /** A text to compare the file with, instead of its deployment. */
  readonly pasted?: string;
  /** The version of the answer that the client has. */
  readonly known?: string;
}

/** A place in a file, with what people call it: file and line. */
export interface ViewPlace {
  readonly uri: string;
  readonly range: Range;
  readonly name: string;
}

export type ShownView = DeploymentView<ViewPlace>;

/** The view, that nothing has changed since the version that the client has, or a sentence that says why there is none and what to do. */
export type DeploymentResult =
  | {
      readonly version: string;
      readonly view: ShownView;
      readonly key: string;
      readonly choices: readonly { readonly key: string; readonly title: string }[];
      /** The pasted text as it may be kept: without keys and passwords. */
      readonly pasted?: string;
    }
  | { readonly unchanged: true }
  | { readonly reason: string };

/** Request: the fixes of what is reported at a place, without suppressions. `ViewPlace` in, `PlaceFix[]` out. */
export const FIXES_AT = 'aovpn/fixesAt';

export interface PlaceFix {
  readonly title: string;
  /** A `WorkspaceEdit` of the protocol. */
  readonly edit: object;
  /** URIs of the files that it changes. */
  readonly changed: readonly string[];
}

/** Request: the same as a file for others. `ExportParams` in, `ExportResult` out. */
export const EXPORT_DEPLOYMENT = 'aovpn/exportDeployment';

export interface ExportParams extends DeploymentParams {
  readonly format: 'markdown' | 'csv';
}

export type ExportResult = { readonly text: string; readonly title: string } | { readonly reason: string };

/** Request: what comes next in a wizard. `AuthoringParams` in, `AuthoringResult` out. The server remembers nothing: all answers come each time. */
export const AUTHORING = 'aovpn/authoring';

/** What is answered: the id of an item, the ids of several, or a text. */
export type AuthoringAnswer = string | readonly string[];

export interface AuthoringParams {
  readonly kind: 'profile' | 'server-policy';
  readonly answers: readonly { readonly question: string; readonly answer: AuthoringAnswer }[];
}

/** One question, to be put as the step `number` of `total`. */
export interface AuthoringStep {
  readonly id: string;
  readonly label: string;
  readonly prompt: string;
  readonly number: number;
  readonly total: number;
  readonly form:
    | {
        readonly kind: 'pick' | 'many';
        readonly items: readonly { readonly id: string; readonly label: string; readonly detail?: string; readonly chosen?: true }[];
      }
    | { readonly kind: 'text'; readonly placeholder: string; readonly value: string };
}

/** The document that the answers make, what was chosen for it, and the rules that have something to report in it. */
export interface AuthoringReady {
  readonly fileName: string;
  /** Language id. */
  readonly language: string;
  readonly text: string;
  readonly chosen: readonly { readonly question: string; readonly label: string; readonly value: string }[];
  readonly reported: readonly string[];
}

/** The next question, the one whose answer is wrong with a sentence that says why, or the document. */
export type AuthoringResult = { readonly title: string } & ({ readonly step: AuthoringStep; readonly problem?: string } | { readonly ready: AuthoringReady });

/** Request: what can be generated from the policy or profile at a position. `GenerateParams` in, `GenerateChoices` out. */
export const GENERATE_CHOICES = 'aovpn/generateChoices';
/** Request: one of these. `GenerateParams` with `choice` in, `GenerateResult` out. */
export const GENERATE = 'aovpn/generate';

export interface GenerateParams {
  readonly uri: string;
  readonly position: { readonly line: number; readonly character: number };
  /** The id of a choice. */
  readonly choice?: string;
}

/** What there is to choose from, or a sentence that says why there is nothing. */
export type GenerateChoices =
  { readonly choices: readonly { readonly id: string; readonly label: string; readonly detail: string }[] } | { readonly reason: string };

/** The text with its language id, what its file would usually be called, and what is to be known of it, a sentence each; or why there is none. */
export type GenerateResult =
  { readonly text: string; readonly language: string; readonly fileName: string; readonly notes: readonly string[] } | { readonly reason: string };

/** Notification: has the client change one of its settings, which somebody has asked for. `ChangeSetting`. */
export const CHANGE_SETTING = 'aovpn/changeSetting';

/** The key begins with `aovpn.`. */
export interface ChangeSetting {
  readonly key: string;
  readonly value: number | boolean;
  /** URIs of the workspace folders that it is asked for; empty for what lies in none. */
  readonly folders: readonly string[];
}

/** Command that the client runs to show the page of a rule. Argument: the id of the rule; without one somebody chooses. */
export const EXPLAIN_RULE = 'aovpn.explainRule';

/** Request: all rules, for somebody to choose from. `RuleListResult` out. */
export const RULE_LIST = 'aovpn/rules';

export type RuleListResult = readonly { readonly id: string; readonly title: string; readonly severity: string }[];

/** Request: the page of a rule as Markdown. `RulePageParams` in, `RulePageResult` out; `null` where there is no such rule. */
export const RULE_PAGE = 'aovpn/rulePage';

export interface RulePageParams {
  readonly rule: string;
}

export type RulePageResult = string | null;

/** Request: what is to be shown of an open document as a whole. `FileStatusParams` in, `FileStatusResult` out; `null` for a document that is none of ours. */
export const FILE_STATUS = 'aovpn/fileStatus';

export interface FileStatusParams {
  readonly uri: string;
}

export interface FileStatusResult {
  readonly text: string;
  readonly detail: string;
  readonly severity: 'error' | 'warning' | 'information';
}

/** Notification: what `FILE_STATUS` answers may be something else now, for any document. No parameters. */
export const STATUS_CHANGED = 'aovpn/statusChanged';

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
  /** The client has the command `EXPLAIN_RULE`. */
  readonly showsRules?: boolean;
  /** The client takes `STATUS_CHANGED`. */
  readonly showsStatus?: boolean;
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
