import type { Reading, Slot, Subject } from './artefact.ts';
import { valueAt, type TemplateTree } from './template-policies.ts';

/** The value of a policy that an offset is on. */
export function templateSubjectAt({ tree }: Reading<TemplateTree>, offset: number): Subject | undefined {
  const found = valueAt(tree, offset);
  return found && { kind: 'algorithm', attribute: found.attribute, text: found.value.text, span: found.value.span, form: 'azure' };
}

/** The value of a policy that can be typed at an offset, between its quotes. */
export function templateSlotAt({ tree }: Reading<TemplateTree>, offset: number): Slot | undefined {
  const found = valueAt(tree, offset);
  return found && { kind: 'algorithm', attribute: found.attribute, form: 'azure', replace: found.value.span };
}
