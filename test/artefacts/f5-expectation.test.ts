import { expect, test } from 'vitest';
import { expectationOf } from '../../server/src/artefacts/f5/expectation.ts';

const codes = (text: string): unknown => expectationOf(text);

test.each([
  ['HTTP/1.1 401', [[401, 401]]],
  ['HTTP/1.(0|1) 401', [[401, 401]]],
  [String.raw`^HTTP/1\.[01] 401 Unauthorized`, [[401, 401]]],
  ['401', [[401, 401]]],
  [
    'HTTP/1.1 (200|401)',
    [
      [200, 200],
      [401, 401],
    ],
  ],
  ['HTTP/1.1 [23]..', [[200, 399]]],
  [
    String.raw`HTTP/1\.1 40[13]`,
    [
      [401, 401],
      [403, 403],
    ],
  ],
  ['200 OK', [[200, 200]]],
] as const)('receive string %s', (text, ranges) => expect(codes(text)).toEqual({ codes: ranges.map(([from, to]) => ({ from, to })) }));
