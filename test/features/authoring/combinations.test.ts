import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, GivenAnswer } from '../../../server/src/features/authoring/question.ts';
import type { Ready, Step, WizardKind } from '../../../server/src/features/authoring/wizard.ts';
import { verdictsOf } from '../../../server/src/workspace/verdict.ts';
import { after, ISSUING_CA, PROFILE_TEXTS, ROOT_CA, SERVER_TEXTS } from '../../support/authoring.ts';
import { ROOT, workspaceOf } from '../../support/fixture.ts';
import { hasSchema, ProfileSchema } from '../../support/profile-schema.ts';

/** Texts that decide what else is asked or written, each of them tried. Where there is one only, it decides nothing. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(Object.entries({ ...SERVER_TEXTS, ...PROFILE_TEXTS }).map(([question, text]) => [question, [String(text)]])),
  'issuing-ca': ['', ISSUING_CA],
  'single-sign-on': ['', ISSUING_CA],
  'root-ca': [ROOT_CA],
  // None, one that holds the VPN server, and one that does not.
  zones: ['', 'fabrikam.com', '.corp.fabrikam.com,fabrikam.local'],
  'trusted-network': ['corp.fabrikam.com'],
};

/** A document with the answers that led to it. */
interface Made {
  readonly answers: readonly GivenAnswer[];
  readonly ready: Ready;
}

/** Every document that any answers make. */
function everything(kind: WizardKind): Made[] {
  const made: Made[] = [];
  const walk = (answers: readonly GivenAnswer[]): void => {
    const next = after(kind, answers);
    if ('ready' in next) {
      made.push({ answers, ready: next.ready });
      return;
    }
    if (next.problem !== undefined) expect.fail(`${next.step.id}: ${next.problem}`);
    for (const answer of possible(next.step)) walk([...answers, { question: next.step.id, answer }]);
  };
  walk([]);
  return made;
}

function possible({ id, form }: Step): readonly Answer[] {
  if (form.kind === 'text') return TEXTS[id] ?? expect.fail(`There is no text for ${id}`);
  const ids = form.items.map((item) => item.id);
  if (form.kind === 'pick') return ids;
  return ids.reduce<string[][]>((sets, item) => [...sets, ...sets.map((set) => [...set, item])], [[]]);
}

const answerTo = ({ answers }: Made, question: string): Answer | undefined => answers.find((each) => each.question === question)?.answer;
const asText = ({ answers }: Made): string => answers.map(({ question, answer }) => `${question}=${String(answer)}`).join(' ');

let profiles: readonly Made[] = [];
let policies: readonly Made[] = [];

beforeAll(() => {
  profiles = everything('profile');
  policies = everything('server-policy');
});

describe('whatever is chosen', () => {
  test('every item of every pick is tried', () => {
    expect(profiles.length).toBeGreaterThan(500);
    expect(new Set(profiles.map((made) => made.ready.text)).size).toBe(profiles.length);
    expect(new Set(policies.map((made) => made.ready.text)).size).toBe(policies.length);
  });

  test('nothing is reported in a profile', () => {
    expect(profiles.filter(({ ready }) => ready.reported.length > 0).map((made) => [asText(made), made.ready.reported])).toEqual([]);
  });

  test('nothing is reported in a server policy', () => {
    expect(policies.filter(({ ready }) => ready.reported.length > 0).map((made) => [asText(made), made.ready.reported])).toEqual([]);
  });

  describe.skipIf(!hasSchema)("Microsoft's schema", () => {
    const schema = new ProfileSchema();
    afterAll(() => {
      schema.dispose();
    });
    test('holds for every profile', () => {
      // It does not know the element beside NativeProtocolType ProtocolList.
      const known = profiles.filter(({ ready }) => !ready.text.includes('<ProtocolList>'));
      expect(known.length).toBeGreaterThan(400);
      expect(known.filter(({ ready }) => !schema.isValid(ready.text)).map(asText)).toEqual([]);
    });
  });

  test('a profile and a server with the same policy agree, and nothing is reported in either', () => {
    // What is resolved and registered by whom says nothing of the server.
    const clients = profiles.filter((made) => answerTo(made, 'policy') !== undefined && answerTo(made, 'register-dns') === 'no' && !answerTo(made, 'zones'));
    expect(clients.length).toBeGreaterThan(50);
    const wrong = clients.flatMap((client) =>
      policies
        .filter((server) => answerTo(server, 'policy') === answerTo(client, 'policy') && takes(server, client))
        .flatMap((server) => {
          const found = together(client.ready, server.ready);
          const agrees = found.verdicts.length === 1 && (found.verdicts[0] ?? '').endsWith(': 1 client, 1 server: agree');
          return agrees && found.findings.length === 0 ? [] : [{ client: asText(client), server: asText(server), ...found }];
        }),
    );
    expect(wrong).toEqual([]);
  });
});

/** Whether a server is for the kind of tunnel that a profile is. A script that leaves the methods as they are says nothing of machine certificates. */
function takes(server: Made, client: Made): boolean {
  const tunnels = answerTo(server, 'tunnels') ?? ['user', 'device'];
  return (tunnels.length === 0 ? ['user'] : tunnels).includes(String(answerTo(client, 'tunnel')));
}

function together(client: Ready, server: Ready): { findings: string[]; verdicts: string[] } {
  const files = [
    { uri: `${ROOT}/client/${client.fileName}`, text: client.text },
    { uri: `${ROOT}/server/${server.fileName}`, text: server.text },
  ];
  const workspace = workspaceOf({ files });
  return {
    findings: files.flatMap(({ uri }) => workspace.findings(uri).map(({ rule, message }) => `${rule.id}: ${message}`)),
    verdicts: verdictsOf(workspace).map(({ text }) => text),
  };
}
