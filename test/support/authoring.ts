import { expect } from 'vitest';
import { policySources } from '../../server/src/features/authoring/policy-sources.ts';
import type { Answer, GivenAnswer } from '../../server/src/features/authoring/question.ts';
import { nextStep, type Next, type Ready, type Step, type WizardKind } from '../../server/src/features/authoring/wizard.ts';
import { Workspace } from '../../server/src/workspace/workspace.ts';

/** Thumbprints as somebody pastes them. */
export const ROOT_CA = '4d1f6a930c58b2e7712e9a05c3448df61b8057ae';
export const ISSUING_CA = 'c2 90 3e 7b 15 f4 68 d1 0a 5c 87 e3 49 b6 22 fd 71 04 9e 3a';

/** Answers by the ids of their questions. */
export type AnswersById = Readonly<Record<string, Answer>>;

/** What comes after some answers, in a workspace of its own unless one is given. */
export function after(kind: WizardKind, answers: readonly GivenAnswer[], workspace = new Workspace()): Next {
  return nextStep(kind, answers, policySources(workspace, kind));
}

/** What is proposed for a question. */
export function proposal({ form }: Step): Answer {
  if (form.kind === 'text') return form.value;
  const ids = form.items.flatMap(({ id, chosen }) => (chosen ? [id] : []));
  return form.kind === 'many' ? ids : (ids[0] ?? expect.fail('Nothing is proposed'));
}

/** The steps to the end and what is there, with these answers and else with what is proposed. */
export function walked(kind: WizardKind, answers: AnswersById, workspace = new Workspace()): { steps: Step[]; ready: Ready } {
  const given: GivenAnswer[] = [];
  const steps: Step[] = [];
  for (;;) {
    const next = after(kind, given, workspace);
    if ('ready' in next) return { steps, ready: next.ready };
    if (next.problem !== undefined) expect.fail(`${next.step.id}: ${next.problem}`);
    steps.push(next.step);
    given.push({ question: next.step.id, answer: answers[next.step.id] ?? proposal(next.step) });
  }
}

/** Texts that are enough for any profile. */
export const PROFILE_TEXTS: AnswersById = {
  servers: 'vpn.fabrikam.com',
  routes: '10.20.0.10',
  'nps-names': 'nps1.corp.fabrikam.com, NPS2.corp.fabrikam.com',
  'root-ca': ROOT_CA,
  'issuing-ca': ISSUING_CA,
  'dns-suffix': 'corp.fabrikam.com',
  'dns-servers': '10.20.0.10 10.20.0.11',
};

/** Texts that are enough for any server policy. */
export const SERVER_TEXTS: AnswersById = { 'root-ca': ROOT_CA, 'azure-gateway': 'vpn-gateway', 'azure-resource-group': 'rg-vpn' };
