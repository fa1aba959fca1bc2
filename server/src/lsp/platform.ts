import type { Pack } from '../core/kept-file.ts';
import type { CertificateReader } from '../features/certificates/report.ts';
import type { AwakeLimits } from '../workspace/awake.ts';
import type { FileSystem } from '../workspace/file-system.ts';

/** What the server needs of the machine underneath. */
export interface Platform {
  /** The disk; absent where there is none, as in a browser. */
  readonly files?: FileSystem;
  /** Prepares the PowerShell parser. Rejects when its grammar cannot be read. */
  loadGrammar(): Promise<void>;
  readonly readCertificates: CertificateReader;
  /** Packs the texts of files that nobody looks at; absent where they stay as they are. */
  readonly pack?: Pack;
  /** How many files stay at hand; the workspace decides where nothing is said. */
  readonly limits?: AwakeLimits;
}
