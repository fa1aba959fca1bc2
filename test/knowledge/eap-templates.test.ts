import { expect, test } from 'vitest';
import { EAP_TEMPLATES, UNFILLED } from '../../server/src/knowledge/profile-xml/eap-templates.ts';
import type { NewElement } from '../../server/src/knowledge/profile-xml/new-element.ts';

/** Texts of all elements of a name, in order. */
function texts({ name, text, children = [] }: NewElement, wanted: string): string[] {
  return [...(name === wanted && text !== undefined ? [text] : []), ...children.flatMap((child) => texts(child, wanted))];
}

test.each([
  ['peap-eap-tls', ['25', '25', '13']],
  ['eap-tls', ['13', '13']],
  ['peap-mschapv2', ['25', '25', '26']],
])('%s names the method outside and within alike', (id, types) => {
  const template = EAP_TEMPLATES.find((each) => each.id === id) ?? expect.fail(`There is no ${id}`);
  expect(texts(template.hostConfig(UNFILLED), 'Type')).toEqual(types);
});

test.each(EAP_TEMPLATES.map((template) => [template.id, template] as const))('%s validates the server wherever it can', (_, { hostConfig }) => {
  const host = hostConfig({ serverNames: 'nps.corp.fabrikam.com', rootCa: 'aa', chosenBy: 'bb' });
  const methods = new Set(texts(host, 'ServerNames'));
  expect([...methods]).toEqual(['nps.corp.fabrikam.com']);
  expect(new Set(texts(host, 'TrustedRootCA'))).toEqual(new Set(['aa']));
  for (const name of ['PerformServerValidation', 'AcceptServerName', 'DisableUserPromptForServerValidation']) {
    expect(texts(host, name)).toHaveLength(texts(host, 'ServerNames').length);
    expect(new Set(texts(host, name))).toEqual(new Set(['true']));
  }
});
