import { touches } from '../../core/span.ts';
import { isRegExe } from '../../syntax/reg-exe/parse.ts';
import type { Reading, Slot } from '../artefact.ts';
import { regExeSlot } from '../reg-exe-slot.ts';
import { nameOf } from './read-restarts.ts';
import { wordsBehind, type BatchTree } from './read.ts';

/** What can be typed at an offset: an argument of `reg.exe`, or a snippet at the start of a command. */
export function batchSlotAt({ file: { text }, tree: { script } }: Reading<BatchTree>, offset: number): Slot | undefined {
  if (script.comments.some((comment) => comment.start < offset && offset <= comment.end)) return undefined;
  const command = script.commands.findLast(({ name }) => name.span.start < offset);
  if (command && (touches(command.span, offset) || /^(?:[ \t]|\^\r?\n)*$/.test(text.slice(command.span.end, offset)))) {
    const [name, ...words] = wordsBehind(command);
    if (name && name.span.end < offset && isRegExe(nameOf(name, text))) return regExeSlot(words, offset, text, 'batch');
  }
  const word = /(?:^|[\r\n(&|])[ \t]*@?([\w-]*)$/.exec(text.slice(Math.max(0, offset - 200), offset))?.[1];
  return word === undefined ? undefined : { kind: 'snippet', replace: { start: offset - word.length, end: offset } };
}
