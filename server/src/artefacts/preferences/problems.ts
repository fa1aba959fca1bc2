import type { SourceFile } from '../../core/source-file.ts';
import type { Span } from '../../core/span.ts';
import { hiveOf } from '../../knowledge/registry-path.ts';
import { mentionsVpnRegistry } from '../../knowledge/registry-relevance.ts';
import type { Anchors, SyntaxProblem } from '../../model/facts.ts';
import { dataDefect } from '../../syntax/preferences/content.ts';
import { typeNamed } from '../../syntax/preferences/types.ts';
import type { XmlDocument } from '../../syntax/xml/tree.ts';
import { attribute, type Item } from './items.ts';

interface Defect {
  readonly span: Span;
  /** Half a sentence without a full stop. */
  readonly message: string;
  readonly fix?: { readonly span: Span; readonly text: string; readonly title: string; readonly safe: boolean };
}

/** What Group Policy cannot make sense of: broken XML, and what is none of the values that an attribute may have. */
export function problemsOf(source: { file: SourceFile; document: XmlDocument; items: readonly Item[]; anchors: Anchors }): SyntaxProblem[] {
  const { file, document, items, anchors } = source;
  const broken = document.problems.length > 0 && mentionsVpnRegistry(file.text) ? document.problems : [];
  const defects: Defect[] = [
    ...broken.map(({ span, message, fix }): Defect => ({
      span,
      message: message.replace(/\.$/u, ''),
      ...(fix && { fix: { span: fix.span, text: fix.newText, title: fix.title, safe: fix.safe } }),
    })),
    ...items.flatMap(defectsOf),
  ];
  return defects.map(({ span, message, fix }, index) => ({
    at: anchors.at(span, `problem/${index}`),
    message,
    notation: 'preferences' as const,
    ...(fix && { fix: { at: { file, span: fix.span }, text: fix.text, title: fix.title, safe: fix.safe } }),
  }));
}

/** Source: Microsoft, MS-GPPREF, section 2.2.1.17.1. */
function defectsOf({ properties, action, data }: Item): Defect[] {
  const defects: Defect[] = [];
  const stated = attribute(properties, 'action');
  if (stated && !/^[CRUD]?$/iu.test(stated.value))
    defects.push({ span: stated.valueSpan, message: 'The action must be C, R, U or D: create, replace, update or delete' });
  const hive = attribute(properties, 'hive');
  const full = hive && hiveOf(hive.value);
  if (!hive || full === undefined) {
    defects.push({ span: hive && hive.value !== '' ? hive.valueSpan : properties.nameSpan, message: 'The item names no hive of the registry' });
  } else if (full !== hive.value.toUpperCase()) {
    const fix = { span: hive.valueSpan, text: full, title: `Write ${full}`, safe: false };
    defects.push({ span: hive.valueSpan, message: `The hive must be written ${full}, not ${hive.value}`, fix });
  }
  const type = typeNamed(attribute(properties, 'type')?.value ?? '');
  const value = attribute(properties, 'value');
  const wrong = action !== 'D' && value && type !== undefined && type !== 'other' ? dataDefect(type, data) : undefined;
  if (wrong !== undefined && value) defects.push({ span: value.value === '' ? properties.nameSpan : value.valueSpan, message: wrong });
  return defects;
}
