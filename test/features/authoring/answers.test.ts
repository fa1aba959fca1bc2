import { describe, expect, test } from 'vitest';
import { policySources } from '../../../server/src/features/authoring/policy-sources.ts';
import { Given, type Answer, type GivenAnswer } from '../../../server/src/features/authoring/question.ts';
import { WIZARDS, type WizardKind } from '../../../server/src/features/authoring/wizard.ts';
import { Workspace } from '../../../server/src/workspace/workspace.ts';
import { after, ISSUING_CA, PROFILE_TEXTS, proposal, ROOT_CA, SERVER_TEXTS, walked, type AnswersById } from '../../support/authoring.ts';
import { fc } from '../../support/properties.ts';

/** The answers that lead up to a question, with these in place of what is proposed. */
function before(kind: WizardKind, question: string, answers: AnswersById): GivenAnswer[] {
  const given: GivenAnswer[] = [];
  for (;;) {
    const next = after(kind, given);
    if (!('step' in next)) return expect.fail(`${question} is not asked`);
    if (next.step.id === question) return given;
    given.push({ question: next.step.id, answer: answers[next.step.id] ?? proposal(next.step) });
  }
}

/** What is said of an answer to a question; `undefined` where it is taken. */
function saidOf(kind: WizardKind, question: string, answer: Answer, more: AnswersById = {}): string | undefined {
  const texts = kind === 'profile' ? PROFILE_TEXTS : SERVER_TEXTS;
  const next = after(kind, [...before(kind, question, { ...texts, ...more }), { question, answer }]);
  return 'step' in next && next.step.id === question ? next.problem : undefined;
}

/** What is taken for an answer, in the words of the summary. */
function taken(question: string, answer: Answer, more: AnswersById = {}): string | undefined {
  const { ready } = walked('profile', { ...PROFILE_TEXTS, ...more, [question]: answer });
  return ready.chosen.find((each) => each.question === question)?.value;
}

const DEVICE = { tunnel: 'device' };

describe('a wrong answer is told what is wrong and how it should look', () => {
  test.each<[question: string, answer: Answer, said: string, more?: AnswersById]>([
    ['servers', '', 'Write at least one, such as vpn.fabrikam.com.'],
    ['servers', ' , ', 'Write at least one, such as vpn.fabrikam.com.'],
    ['servers', 'vpn', 'vpn has no domain. Write the full name, such as vpn.fabrikam.com.'],
    ['servers', '203.0.113.10', '203.0.113.10 is an address. Write a name, such as vpn.fabrikam.com.'],
    ['servers', 'vpn.fabrikam.com 2001:db8::1', '2001:db8::1 is an address. Write a name, such as vpn.fabrikam.com.'],
    ['servers', '203.0.113.300', '203.0.113.300 is not a host name. Write one such as vpn.fabrikam.com.'],
    ['servers', 'https://vpn.fabrikam.com/x', 'https://vpn.fabrikam.com/x is more than a host name. Write vpn.fabrikam.com alone.'],
    ['servers', 'vpn.fabrikam.com:443', 'vpn.fabrikam.com:443 is more than a host name. Write vpn.fabrikam.com alone.'],
    ['servers', '*.fabrikam.com', '*.fabrikam.com is not a host name. Write one such as vpn.fabrikam.com.'],
    ['servers', 'vpn..fabrikam.com', 'vpn..fabrikam.com is not a host name. Write one such as vpn.fabrikam.com.'],
    ['servers', 'vpn.example.com', 'vpn.example.com is a name that is reserved for examples. Write your own.'],
    ['servers', 'vpn.fabrikam.com VPN.fabrikam.com', 'VPN.fabrikam.com is there twice. Write it once.'],
    ['routes', '', 'Write at least one network, such as 10.20.0.0/16. Nothing else leads into the tunnel.'],
    ['routes', '10.20.0.0/33', '10.20.0.0/33 is not a network. Write networks with their prefix, such as 10.20.0.0/16.'],
    ['routes', '10.20', '10.20 is not a network. Write networks with their prefix, such as 10.20.0.0/16.'],
    [
      'routes',
      '10.20.0.5/16',
      '10.20.0.5/16 is an address within 10.20.0.0/16, and Windows adds no route for that. Write 10.20.0.0/16 for the network, or 10.20.0.5/32 for the one host.',
    ],
    ['routes', '0.0.0.0/0', '0.0.0.0/0 is everything. Go back and choose the force tunnel for that.'],
    ['routes', '10.0.0.0/8, 10.20.0.0/16', '10.20.0.0/16 lies within 10.0.0.0/8. Write the wider one alone.'],
    ['routes', '10.20.0.0/16 10.20.0.0/16', '10.20.0.0/16 is there twice. Write it once.'],
    ['routes', '::/0', '::/0 is everything. A device tunnel is never a force tunnel: write single servers, such as 10.20.0.10/32.', DEVICE],
    [
      'routes',
      '10.0.0.0/8',
      '10.0.0.0/8 would be open before anyone signs in. Write the servers that are needed until then, such as 10.20.0.10/32, or networks of /24 at most.',
      DEVICE,
    ],
    ['nps-names', 'nps', 'nps has no domain. Write the full name, such as nps1.corp.fabrikam.com.'],
    ['root-ca', '', 'Paste the SHA-1 thumbprint of the certificate: 40 hexadecimal digits, with or without blanks.'],
    ['root-ca', '4d1f6a', '4d1f6a has 6 hexadecimal digits where a SHA-1 thumbprint has 40 and nothing else, so no certificate fits. Copy it again.'],
    ['root-ca', 'Fabrikam Root', 'Fabrikam Root holds words instead of a thumbprint. State the 40 hexadecimal digits of the SHA-1 thumbprint.'],
    [
      'root-ca',
      'ab'.repeat(32),
      `${'ab'.repeat(28)}a... has 64 digits, so it is a SHA-256 thumbprint, where Windows compares SHA-1. State the 40 digits of the SHA-1 thumbprint.`,
    ],
    [
      'issuing-ca',
      ROOT_CA,
      'This is the root CA, and every certificate under it would pass. Paste the thumbprint of the issuing CA, or leave it empty: then certificates for client authentication are chosen.',
    ],
    ['issuing-ca', '12', '12 has 2 hexadecimal digits where a SHA-1 thumbprint has 40 and nothing else, so no certificate fits. Copy it again.'],
    [
      'single-sign-on',
      'x',
      'x has 0 hexadecimal digits where a SHA-1 thumbprint has 40 and nothing else, so no certificate fits. Copy it again.',
      { 'conditional-access': 'yes' },
    ],
    ['dns-suffix', '.corp.fabrikam.com', '.corp.fabrikam.com begins with a dot. Write it without: corp.fabrikam.com.'],
    ['dns-suffix', 'corp', 'corp has no domain. Write the full name, such as corp.fabrikam.com.'],
    ['zones', '.', '"." is for all names, public ones too. Write the internal zones, such as .corp.fabrikam.com.'],
    ['zones', '*.fabrikam.com', '*.fabrikam.com is not a host name. Write one such as .corp.fabrikam.com.'],
    ['zones', '.fabrikam.com fabrikam.com', 'fabrikam.com is there twice. Write it once.'],
    ['dns-servers', '', 'Write at least one, such as 10.20.0.10,10.20.0.11.'],
    ['dns-servers', 'dc1.fabrikam.com', 'dc1.fabrikam.com is not an IP address. Write addresses with commas between, such as 10.20.0.10,10.20.0.11.'],
    [
      'trusted-network',
      ' ',
      'With rules for internal zones, Windows would take these zones for trusted networks. Write the DNS suffix of the internal network, such as corp.fabrikam.com.',
    ],
    ['trusted-network', '10.0.0.0/8', '10.0.0.0/8 is an address. Write DNS suffixes with commas between, such as corp.fabrikam.com.'],
    ['trusted-network', 'a.com;b.com', 'a.com;b.com has a semicolon in it. Write DNS suffixes with commas between, such as corp.fabrikam.com.'],
    ['tunnel', 'both', 'This is not among what there is to choose from. Choose again.'],
    ['tunnel', ['user', 'device'], 'This is not among what there is to choose from. Choose again.'],
    ['policy', 'baseline:windows-default', 'This is not among what there is to choose from. Choose again.'],
    ['servers', ['vpn.fabrikam.com'], 'Write a text.'],
  ])('%s: %j', (question, answer, said, more) => {
    expect(saidOf('profile', question, answer, more)).toBe(said);
  });

  test.each<[question: string, answer: Answer, said: string, more?: AnswersById]>([
    ['tunnels', ['user', 'other'], 'This is not among what there is to choose from. Choose again.'],
    ['root-ca', '', 'Paste the SHA-1 thumbprint of the certificate: 40 hexadecimal digits, with or without blanks.', { tunnels: ['device'] }],
    ['azure-gateway', '', 'Write the name, such as vpn-gateway.', { gateway: 'azure' }],
    ['azure-resource-group', 'a b', '"a b" is no name that Azure takes. Write letters, digits and hyphens, such as rg-vpn.', { gateway: 'azure' }],
  ])('server policy, %s: %j', (question, answer, said, more) => {
    expect(saidOf('server-policy', question, answer, more)).toBe(said);
  });
});

describe('a right answer is taken in its usual form', () => {
  test.each<[question: string, answer: string, value: string, more?: AnswersById]>([
    ['servers', ' vpn1.fabrikam.com;vpn2.fabrikam.com ', 'vpn1.fabrikam.com,vpn2.fabrikam.com'],
    ['servers', 'vpn.münchen.example-firma.de', 'vpn.münchen.example-firma.de'],
    ['routes', '10.20.0.0/16 2001:DB8:0::/32', '10.20.0.0/16,2001:db8::/32'],
    ['routes', '10.20.0.0/16 10.20.0.10', '10.20.0.0/16,10.20.0.10/32'],
    ['routes', '10.20.0.10', '10.20.0.10/32', DEVICE],
    ['nps-names', 'NPS1.corp.fabrikam.com', 'NPS1.corp.fabrikam.com'],
    ['root-ca', `\u200e${ISSUING_CA} `, ISSUING_CA, { 'issuing-ca': '' }],
    ['root-ca', ISSUING_CA.replaceAll(' ', ':').toUpperCase(), ISSUING_CA, { 'issuing-ca': '' }],
    ['issuing-ca', '', 'none'],
    ['dns-suffix', '', 'none'],
    ['zones', 'fabrikam.com .corp.fabrikam.com', '.fabrikam.com,.corp.fabrikam.com'],
    ['trusted-network', 'corp.fabrikam.com, Fabrikam Office 2', 'corp.fabrikam.com,Fabrikam Office 2'],
    ['trusted-network', '', 'none', { zones: '' }],
  ])('%s: %j', (question, answer, value, more) => {
    expect(taken(question, answer, more)).toBe(value);
  });
});

describe.each(['profile', 'server-policy'] as const)('%s', (kind) => {
  const texts = kind === 'profile' ? PROFILE_TEXTS : SERVER_TEXTS;

  test('steps are numbered to the end', () => {
    const { steps, ready } = walked(kind, texts);
    expect(steps.map(({ number }) => number)).toEqual(steps.map((_, index) => index + 1));
    expect(steps.at(-1)?.total).toBe(steps.length);
    expect(ready.chosen.map(({ question }) => question)).toEqual(steps.map(({ id }) => id));
    for (const { number, total } of steps) expect(total).toBeGreaterThanOrEqual(number);
  });

  test('answers come in any order, and those to other questions are passed over', () => {
    const { steps, ready } = walked(kind, texts);
    const answers = steps.map((step): GivenAnswer => ({ question: step.id, answer: texts[step.id] ?? proposal(step) }));
    const others: GivenAnswer[] = [
      { question: 'nothing', answer: 'x' },
      { question: kind === 'profile' ? 'single-sign-on' : 'azure-gateway', answer: '?' },
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray([...answers, ...others], { minLength: answers.length + others.length }), (given) => {
        expect(after(kind, given)).toEqual({ ready });
      }),
    );
  });

  test('going back and forth loses nothing', () => {
    const { steps, ready } = walked(kind, texts);
    const answers = steps.map((step): GivenAnswer => ({ question: step.id, answer: texts[step.id] ?? proposal(step) }));
    // Whoever goes back to any question is asked it as before, whatever came after it, and comes to the same end.
    for (const [index, step] of steps.entries()) {
      expect(after(kind, answers.slice(0, index))).toEqual({ step });
      expect(after(kind, [...answers.slice(0, index), ...answers.slice(index)])).toEqual({ ready });
    }
  });

  test('of several items one is proposed', () => {
    const given = new Given(new Map(), policySources(new Workspace(), kind));
    const without = WIZARDS[kind].questions.filter(({ form }) => form.kind !== 'text' && !form.items(given).some(({ chosen }) => chosen));
    expect(without.map(({ id }) => id)).toEqual([]);
  });
});

test('what is changed after the end keeps the other answers, and asks what has become open or wrong', () => {
  const { steps } = walked('profile', { ...PROFILE_TEXTS, routes: '10.0.0.0/8' });
  const answers = steps.map((step): GivenAnswer => ({ question: step.id, answer: { ...PROFILE_TEXTS, routes: '10.0.0.0/8' }[step.id] ?? proposal(step) }));
  const changed = (question: string, answer: Answer): GivenAnswer[] => answers.map((each) => (each.question === question ? { question, answer } : each));
  expect(after('profile', changed('tunnel', 'device'))).toMatchObject({
    step: { id: 'routes' },
    problem: expect.stringContaining('before anyone signs in') as string,
  });
  expect(after('profile', changed('conditional-access', 'yes'))).toMatchObject({ step: { id: 'single-sign-on' } });
  expect(after('profile', changed('routing', 'force'))).toMatchObject({ ready: { text: expect.stringContaining('ForceTunnel') as string } });
});
