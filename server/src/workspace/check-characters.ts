import { jsonComments } from '../artefacts/json.ts';
import type { SourceFile } from '../core/source-file.ts';
import type { Span } from '../core/span.ts';
import { misleadingLines, type TextRegions } from '../model/misleading-text.ts';
import type { Analysis } from './analysis.ts';
import type { StatedProject } from './project-file.ts';
import type { RuleRunner } from './rule-runner.ts';
import type { RawFinding } from './settle.ts';

/** As long as the place of a defect of the notation may be that is about a character in it. */
const MOST_OF_PROBLEM = 200;

/**
 * What the rules report about characters of a file that mislead. What stands in a document inside of a file is told of there, and what another finding
 * names is not told of twice.
 */
export function checkCharacters({ file, artefact, reading, embedded }: Analysis, others: readonly RawFinding[], runner: RuleRunner): RawFinding[] {
  const regions = (): TextRegions | undefined => {
    const own = artefact.characters?.(reading);
    if (own?.isRead === false) return undefined;
    const told = others.filter(({ rule, report }) => rule.namesCharacters && report.at.file === file).map(({ report }) => report.at.span);
    return {
      comments: artefact.comments(reading),
      ...(own && { noBreakSpaces: own.noBreakSpaces }),
      except: [...embedded.map(({ content }) => content.outer), ...aboutCharacters(reading.facts.problems.map(({ at }) => at.span)), ...told],
    };
  };
  return run(file, regions, runner, () => artefact.characters?.(reading).isPrinted === true);
}

/** The same about a project file. */
export function checkProjectCharacters({ file, errors }: StatedProject, runner: RuleRunner): RawFinding[] {
  return run(file, () => ({ comments: jsonComments(file.text), except: aboutCharacters(errors.map(({ span }) => span)) }), runner);
}

function run(file: SourceFile, regions: () => TextRegions | undefined, runner: RuleRunner, isPrinted = (): boolean => false): RawFinding[] {
  const lines = misleadingLines(file.text, regions);
  if (lines.length === 0) return [];
  const ofFile = { inFile: lines.flatMap(({ characters }) => characters), isPrinted: isPrinted() };
  return lines.flatMap((line) => {
    const [first] = line.characters;
    if (!first) return [];
    const at = { file, span: first.span };
    return runner.run('misleadingText', { ...line, at, ...ofFile }, at);
  });
}

function aboutCharacters(problems: readonly Span[]): Span[] {
  return problems.filter(({ start, end }) => end - start <= MOST_OF_PROBLEM);
}
