import { textOf } from '../../core/span.ts';
import type { Anchors } from '../../model/facts.ts';
import type { ServiceRestart } from '../../model/registry/write.ts';
import type { BatchCommand, BatchScript } from '../../syntax/batch/script.ts';
import type { Word } from '../../syntax/reg-exe/words.ts';

/** The name of a program. Its folder is often a variable, which does not matter: `%SystemRoot%\System32\reg.exe`. */
export function nameOf(word: Word, text: string): string {
  return word.text ?? textOf(text, word.inner);
}

/** The name of a program without its folder and extension. */
export function programOf(name: string): string {
  return /(?<![^\\/])([^\\/]*?)(?:\.exe)?$/i.exec(name.trim())?.[1] ?? name;
}

/** Every command that starts services again, or the computer, in the order of the text. */
export function readRestarts({ commands, text }: BatchScript, anchors: Anchors): ServiceRestart[] {
  return commands.flatMap((command, index): ServiceRestart[] => {
    const { name, args, span, inSubroutine } = command;
    const at = anchors.at(name.inner, `restart/${index}`);
    const order = { offset: span.start, ...(inSubroutine && { inFunction: true as const }) };
    const program = programOf(nameOf(name, text)).toLowerCase();
    const words = args.map((argument) => argument.text?.toLowerCase() ?? '');
    if (program === 'shutdown') return words.some((word) => /^[/-][rg]$/.test(word)) ? [{ at, service: 'reboot', ...order }] : [];
    // The computer comes first, as in `sc \\GATEWAY start RemoteAccess`.
    const verb = program === 'sc' && words[0]?.startsWith('\\\\') ? 1 : 0;
    if (/^(?:net1?|sc)$/.test(program) && words[verb] === 'start') {
      const named = args[verb + 1];
      const service =
        named?.text === undefined ? ('unread' as const) : { value: named.text, text: named.text, at: anchors.at(named.inner, `restart/${index}/service`) };
      return [{ at, service, ...order }];
    }
    return mayRestart(command, program, text) ? [{ at, service: 'unread', ...order }] : [];
  });
}

/** What a program may be told to do that starts a service. */
const STARTS = /re-?start|start-?service|reboot|3010|\bstart\b/i;

function mayRestart({ span }: BatchCommand, program: string, text: string): boolean {
  // Words for somebody who reads them are only a hint.
  return !SPEAKS.test(program) && !HARMLESS.has(program) && STARTS.test(text.slice(span.start, span.end));
}

const SPEAKS = /^(?:echo|echo[.:(/\\[\]+,;=]|msg|title|set|choice|pause|timeout)/;

/** Commands and programs of Windows that start no service by themselves. */
const HARMLESS: ReadonlySet<string> = new Set(
  (
    'assoc attrib break bcdedit cacls cd certutil chcp chdir choice cipher cls color copy date del dir dism doskey driverquery echo endlocal erase ' +
    'fc find findstr fltmc for ftype goto gpresult gpupdate hostname icacls if ipconfig md mkdir mklink mode more move nbtstat net net1 netsh netstat nltest nslookup ' +
    'path pathping pause ping popd prompt pushd rd reg rem ren rename rmdir robocopy route sc schtasks set setlocal setx shift shutdown sort ' +
    'systeminfo takeown taskkill tasklist time timeout title tracert tree type ver verify vol wevtutil where whoami xcopy'
  ).split(' '),
);

/** Whether a program, by its name in lower case, is one of Windows that changes no settings of services, now or later. */
export function isHarmless(program: string): boolean {
  return (HARMLESS.has(program) || SPEAKS.test(program) || program === 'exit') && program !== 'schtasks';
}

/** The offset of the last thing that may lead to a restart though it is none; empty where nothing may. */
export function lastRestartHint({ commands, text }: BatchScript): { lastHint?: number } {
  const last = commands.findLast((command) => isHint(command, text));
  return last ? { lastHint: last.span.start } : {};
}

function isHint({ name, args, span }: BatchCommand, text: string): boolean {
  const program = programOf(nameOf(name, text)).toLowerCase();
  if (program === 'exit') return args.some((argument) => /^(?:3010|1641)$/.test(argument.text ?? ''));
  // Its own labels are read where they stand.
  if (program === 'call' && args[0]?.text?.startsWith(':')) return false;
  if (!SPEAKS.test(program) && !HARMLESS.has(program)) return true;
  return /re-?start|reboot|3010|net1?(?:\.exe)?\s+start|start-?service/i.test(text.slice(span.start, span.end));
}
