import { describe, expect, test } from 'vitest';
import { variablesOf } from '../../../server/src/syntax/shell/variables.ts';
import { fc } from '../../support/properties.ts';

/** What the last `<…>` of a script says once the shell has filled it in. */
function last(script: string): string | undefined {
  const end = script.lastIndexOf('>');
  const start = script.lastIndexOf('<', end) + 1;
  const text = script.slice(0, start - 1) + script.slice(start, end) + script.slice(end + 1);
  return variablesOf(text)?.expanded({ start: start - 1, end: end - 1 }, false);
}

describe('what a variable holds', () => {
  test.each([
    ['VIP=203.0.113.10\necho <$VIP:500>\n', '203.0.113.10:500'],
    ['VIP="203.0.113.10"  # of the VPN\necho <${VIP}:500>', '203.0.113.10:500'],
    ["#!/bin/bash\nVIP='203.0.113.10'; PORT=500\necho <$VIP:$PORT>", '203.0.113.10:500'],
    ['export VIP=203.0.113.10 PART=/Fabrikam\r\necho "<$PART/$VIP>"\r\n', '/Fabrikam/203.0.113.10'],
    ['readonly POOL=pool_ike\nif [ -n "$1" ]; then\n  tmsh create x <$POOL>\nfi\n', 'pool_ike'],
    ['# POOL=old\nPOOL=pool_ike\nfor i in 1 2; do echo <${POOL}_x>; done', 'pool_ike_x'],
    ['check() {\n  [ -f "$1" ] || exit 1\n}\ncheck a && echo b\n(cd /tmp; ls)\nA=(1 2)\nP=pool\necho "${A[0]}" $(date +%s) <$P>', 'pool'],
    ['P=pool\ncat > a.tmsh <<EOF\ncreate ltm pool <$P> description "it\'s"\nEOF\n', 'pool'],
    ["cat <<-'EOF' > b\n\tP=other # it's\n\tEOF\nQ=pool\necho <$Q>", 'pool'],
    ['case "$1" in\n  start) echo a ;;\n  (stop) echo b ;;\nesac\nP=pool\necho <$P>', 'pool'],
    ['while read -r line; do echo "$line"; done < list\nP=pool\necho <$P>', 'pool'],
  ])('%j', (script, expected) => expect(last(script)).toBe(expected));

  test.each([
    // Assigned again, in whatever way.
    'P=a\nP=b\necho <$P>',
    'P=a\nP+=b\necho <$P>',
    'P=a\nread P\necho <$P>',
    'P=a\nwhile read P; do echo <$P>; done',
    'P=a\nfor P in b c; do echo <$P>; done',
    'P=a\nprintf -v P b\necho <$P>',
    'P=a\nunset P\necho <$P>',
    'P=1\n((P++))\necho <$P>',
    'P=a\nf() { local P; echo <$P>; }',
    "P=a\ntrap 'P=b' EXIT\necho <$P>",
    'P=a\necho ${P=b}\necho <$P>',
    // Perhaps not assigned, or somewhere else.
    'if true; then\nP=a\nfi\necho <$P>',
    '[ -f x ] && P=a\necho <$P>',
    '[ -f x ] ||\n  P=a\necho <$P>',
    'P=a | cat\necho <$P>',
    'P=a &\necho <$P>',
    '(P=a)\necho <$P>',
    'f() {\n  P=a\n}\necho <$P>',
    'function f {\n  P=a\n}\necho <$P>',
    'for i in 1; do\nP=a\ndone\necho <$P>',
    'P=a echo <$P>',
    'echo \\\nP=a\necho <$P>',
    'cat <<EOF\nP=a\nEOF\necho <$P>',
    'echo "\nP=a\n"\necho <$P>',
    // Used before.
    'echo <$P>\nP=a',
    // Something else is run here.
    '. ./settings\nP=a\necho <$P>',
    'P=a\nsource settings\necho <$P>',
    'P=a\neval "$(cat settings)"\necho <$P>',
    // Not written out.
    'P=$1\necho <$P>',
    'P=$(hostname)\necho <$P>',
    'P=`hostname`\necho <$P>',
    'P=${Q:-a}\necho <$P>',
    'P=~a\necho <$P>',
    'P="a b"\necho <$P>',
    'P="a\\"b"\necho <$P>',
    'P=\necho <$P>',
    'P=(a b)\necho <$P>',
    'P[0]=a\necho <$P>',
    'declare -u P=a\necho <$P>',
    // Not filled in, or with something else.
    "P=a\necho '<$P>'",
    'P=a\necho <\\$P>',
    'P=a\necho <${P:-b}>',
    'P=a\necho <$P$Q>',
    'P=a\necho "<$(echo $P)>"',
    "P=a\ncat <<'EOF'\n<$P>\nEOF\n",
    'P=a\ncat <<EOF\n<\\$P>\nEOF\n',
    // No script that is understood.
    '#!/usr/bin/perl\nP=a\necho <$P>',
    'P=a\necho <$P> "it',
    'P=a\nfi\necho <$P>',
    'P=a\n)\necho <$P>',
    'P=a\necho $(date\necho <$P>',
  ])('nothing: %j', (script) => expect(last(script)).toBeUndefined());

  test('nothing in any text throws or takes long', () => {
    const piece = fc.constantFrom(
      'P=a',
      '$P',
      '${P}',
      "'",
      '"',
      '`',
      '$(',
      ')',
      '(',
      '{',
      '}',
      '\n',
      ' ',
      ';',
      '<<E',
      'E',
      'if',
      'fi',
      'case',
      'esac',
      '#',
      '\\',
      '$((',
      '&&',
    );
    fc.assert(fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => void variablesOf(pieces.join(''))));
    for (const part of ['$(', '((', "$'", '<<E\n', '"$P" ', '(', 'P=a;']) variablesOf(`P=a\n${part.repeat(20_000)}`);
  });
});
