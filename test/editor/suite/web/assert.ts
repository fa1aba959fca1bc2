import { assert } from 'chai';

/** What the suite uses of `node:assert`, under the same names. */
// They do without their object.
// eslint-disable-next-line @typescript-eslint/unbound-method
export const { deepStrictEqual, fail, match, notStrictEqual, ok, strictEqual } = assert;
