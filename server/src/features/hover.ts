import type { Subject } from '../artefacts/artefact.ts';
import type { Span } from '../core/span.ts';
import { placeAt } from './place.ts';
import type { Balancing } from '../workspace/balancing.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { describeAlgorithm, describeAttribute } from './describe-ipsec.ts';
import { describePhonebook } from './describe-phonebook.ts';
import { describeCmdlet, describeParameter } from './describe-cmdlet.ts';
import { describeListener } from './describe-listener.ts';
import { describeObjectKind, describeObjectSetting } from './describe-object.ts';
import { describeElement } from './describe-element.ts';
import { describeRegistryKey, describeRegistryValue, describeService } from './describe-registry.ts';
import { isAttributeName } from '../knowledge/ipsec.ts';

export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

/** What the product knows of the thing at an offset; `undefined` where it knows nothing. */
export function hover(workspace: Workspace, uri: string, offset: number): Hover | undefined {
  const place = placeAt(workspace, uri, offset);
  const subject = place?.analysis.artefact.subjectAt(place.analysis.reading, place.offset);
  const balancing = subject?.kind === 'listener' ? workspace.deployments().balancingOf(uri) : undefined;
  const markdown = subject && describe(subject, balancing);
  const span = subject && place?.toFile(subject.span);
  return markdown === undefined ? undefined : { span: span ?? { start: offset, end: offset }, markdown };
}

function describe(subject: Subject, balancing: Balancing | undefined): string | undefined {
  switch (subject.kind) {
    case 'algorithm':
      return isAttributeName(subject.attribute) ? describeAlgorithm(subject.attribute, subject.text, subject.form) : undefined;
    case 'attribute':
      return `**${subject.attribute}**\n\n${describeAttribute(subject.attribute, subject.form)}`;
    case 'phonebook':
      return describePhonebook(subject.setting, subject.text, subject.part);
    case 'element':
      return describeElement(subject.path, undefined, subject.method);
    case 'element-value':
      return describeElement(subject.path, subject.text, subject.method);
    case 'cmdlet':
      return describeCmdlet(subject.cmdlet);
    case 'parameter':
      return describeParameter(subject.cmdlet, subject.parameter);
    case 'registry-value':
      return describeRegistryValue(subject.registryKey, subject.name);
    case 'registry-key':
      return describeRegistryKey(subject.registryKey);
    case 'service':
      return describeService(subject.name);
    case 'object-kind':
      return describeObjectKind(subject.about);
    case 'object-setting':
      return describeObjectSetting(subject.about, subject.of);
    case 'listener':
      return balancing && describeListener(balancing, subject.key);
  }
}
