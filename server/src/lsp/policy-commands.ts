import type { Connection } from 'vscode-languageserver';
import type { Location } from '../core/source-file.ts';
import { comparedPolicyAt, policyComparison } from '../features/policy-comparison.ts';
import { verificationCommands } from '../features/verification-commands.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Converter } from './convert.ts';
import type { Documents } from './documents.ts';
import {
  COMPARISON,
  VERIFICATION_COMMANDS,
  type ComparisonParams,
  type ComparisonResult,
  type VerificationParams,
  type VerificationResult,
} from './protocol.ts';

const UNREAD = 'Documents of this language are not read. Choose the language of the document first.';
const NOT_COMPARED =
  'No other side is known for this policy, so there is nothing to compare. Put the cursor on a policy that has one, or pin the deployment in aovpn.json.';

/** Answers the requests of the commands that are about a policy and its other side. */
export function servePolicyCommands(connection: Connection, workspace: Workspace, documents: Documents, converter: () => Converter | undefined): void {
  connection.onRequest<ComparisonResult, unknown>(COMPARISON, ({ uri, policy, position }: ComparisonParams) => {
    const file = documents.get(uri);
    const convert = converter();
    if (!file || !convert) return { reason: UNREAD };
    const address = (at: Location): string => {
      const { uri: target, range } = convert.location(at);
      return `${target}#L${range.start.line + 1}`;
    };
    const ref = policy ?? comparedPolicyAt(workspace, file.uri, position ? convert.offset(file, position) : 0);
    return (ref && policyComparison(workspace, ref, address)) ?? { reason: NOT_COMPARED };
  });
  connection.onRequest<VerificationResult, unknown>(VERIFICATION_COMMANDS, ({ uri }: VerificationParams) => {
    const file = documents.get(uri);
    return file ? verificationCommands(workspace, file.uri) : { reason: UNREAD };
  });
}
