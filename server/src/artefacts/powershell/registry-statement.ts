import type { Span } from '../../core/span.ts';
import type { RegCommand } from '../../syntax/reg-exe/parse.ts';
import type { PsStaticCall } from '../../syntax/powershell/commands.ts';

/** A statement about the registry that is no call of a cmdlet of the catalogue, under a key that is unique in its file. */
export interface RegistryStatement {
  readonly key: string;
  readonly span: Span;
  readonly nameSpan: Span;
  /** Ids of the enclosing blocks that may or may not run, outermost first. */
  readonly branch: readonly number[];
  readonly functionName?: string;
  /** Whether it runs on another computer. */
  readonly remote: boolean;
  /** `[Registry]::SetValue`. */
  readonly call?: PsStaticCall;
  readonly reg?: RegCommand;
  /** How much of `reg` can be changed where another program is given it: words only, or options behind them as well. Absent where the script calls it itself. */
  readonly handed?: 'words' | 'growable';
}
