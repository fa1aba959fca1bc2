import type { SourceFile } from '../../core/source-file.ts';
import { uriName } from '../../core/uri.ts';
import { isBinary } from '../../syntax/citrix-adc/document.ts';
import { serviceType } from '../../knowledge/load-balancer/citrix-adc-types.ts';
import { monitorBehaviour } from '../../knowledge/load-balancer/citrix-adc-types.ts';

/** The language ids of this notation: ours, and that of another extension. */
const OWN_LANGUAGES: readonly string[] = ['citrix-adc', 'netscaler'];

/** What an editor may otherwise take a file with one of the names for. */
export const LANGUAGES: readonly string[] = [...OWN_LANGUAGES, 'plaintext', 'properties', 'ini'];

export const FILE_NAMES: readonly string[] = ['.conf', '.txt', '.nscli', '.batch'];

/** How much of a file is looked at. */
const SAMPLE = 20_000;
const HEADER = /^\s*#\s*NS\d+\.\d+\s+Build\s+\d/iu;

/** Commands that are written in no other product, up to what follows the name of the object. */
const TYPED = /^(?:add|set|rm)\s+(?:lb\s+vs\w*|cs\s+vs\w*|lb\s+mon\w*|servicegroup)\s+(?:"[^"]+"|\S+)\s+([\w-]+)/iu;
const PLAIN =
  /^(?:(?:set|bind|unbind|enable|disable|unset)\s+(?:lb|cs)\s+(?:vserver|monitor|group)\s+\S+\s+\S|(?:bind|set|unbind)\s+servicegroup\s+\S+\s+\S|(?:add|bind|set)\s+lb\s+group\s+\S+\s+\S|(?:enable|disable)\s+ns\s+(?:mode|feature)\s+\S|add\s+service\s+\S+\s+\S+\s+[\w-]+\s+(?:\d+|\*)(?:\s|$)|(?:set|add|save)\s+ns\s+(?:config|ip|ip6|param|hostname)(?:\s|$))/iu;
/** Commands that fit, but might mean something else. */
const LIKELY = /^(?:add|set|bind|unbind|link|enable|disable|rm|unset|save|show|apply|rename)\s+[a-z][a-z\d]+\s+\S/iu;

/**
 * Whether a text is made of commands of this product: a header that says so, or commands that no other product has and hardly anything else. What an
 * editor holds under one of its language ids is taken at its word.
 */
export function isCitrix({ uri, languageId, text }: SourceFile): boolean {
  if (languageId !== undefined && OWN_LANGUAGES.includes(languageId)) return true;
  const named = /\.(?:conf|txt|nscli|batch)$/iu.test(uriName(uri));
  return (languageId === undefined ? named : LANGUAGES.includes(languageId)) && looksLikeCitrix(text);
}

function looksLikeCitrix(text: string): boolean {
  const sample = text.slice(0, SAMPLE);
  if (HEADER.test(sample)) return true;
  let sure = 0;
  let likely = 0;
  let other = 0;
  let inCertificate = false;
  for (const line of sample.split(/\r\n|\n|\r/u)) {
    const command = line.trim();
    if (command === '' || command.startsWith('#')) continue;
    // What got into a file by accident says nothing about the rest of it.
    if (command.startsWith('-----BEGIN ')) inCertificate = true;
    const isForeign = inCertificate || isBinary(command);
    if (command.startsWith('-----END ')) inCertificate = false;
    if (isForeign) continue;
    if (isSure(command)) sure++;
    else if (LIKELY.test(command)) likely++;
    else other++;
  }
  return sure > 0 && sure + likely > other;
}

function isSure(command: string): boolean {
  const type = TYPED.exec(command)?.[1];
  if (type !== undefined && (serviceType(type) ?? monitorBehaviour(type))) return true;
  return PLAIN.test(command);
}
