import type { Connection } from 'vscode-languageserver';
import { policySources } from '../features/authoring/policy-sources.ts';
import { nextStep, WIZARDS } from '../features/authoring/wizard.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { AUTHORING, type AuthoringParams, type AuthoringResult } from './protocol.ts';

/** Answers the requests of the commands that make a new document from answers. */
export function serveAuthoring(connection: Connection, workspace: Workspace): void {
  connection.onRequest<AuthoringResult, unknown>(AUTHORING, ({ kind, answers }: AuthoringParams) => ({
    title: WIZARDS[kind].title,
    ...nextStep(kind, answers, policySources(workspace, kind)),
  }));
}
