import { WriteError } from '../../host/write-file.ts';
import { reasonOf } from '../../workspace/file-system.ts';
import { notice, type Io } from '../io.ts';
import { absolute, shownPath } from '../paths.ts';
import { printable } from '../printable.ts';
import { REPORTERS, type ReporterOptions } from '../reporters/reporter.ts';
import type { Report } from './report.ts';
import type { CheckRequest } from './request.ts';

/** Writes the files of `--report`. Returns whether that went well. */
export async function writeReports({ reports }: CheckRequest, report: Report, options: ReporterOptions, io: Io): Promise<boolean> {
  if (reports.length === 0) return true;
  try {
    const encoder = new TextEncoder();
    await io.writeFiles(reports.map(({ format, path }) => ({ path: absolute(path, io.cwd), bytes: encoder.encode(REPORTERS[format](report, options)) })));
    return true;
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    notice(io, `${printable(shownPath(error.path, io.cwd))} ${reasonOf(error)}`);
    return false;
  }
}
