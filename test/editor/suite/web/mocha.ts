import type MochaClass from 'mocha';
// The build for browsers, which leaves what it exports in the global scope.
import 'mocha/mocha.js';

const { Mocha } = globalThis as unknown as { Mocha: typeof MochaClass };

export default Mocha;
export const { setup, suite, suiteSetup, suiteTeardown, teardown, test } = Mocha;
