import { expect, test } from 'vitest';
import { KeptFile } from '../../server/src/core/kept-file.ts';

test('a text that is packed away is still there', () => {
  const file = new KeptFile({ uri: 'file:///a.xml', text: 'one' });
  let unpacked = 0;
  file.pack((text) => () => {
    unpacked++;
    return text;
  });
  expect([file.isPacked, file.text, file.text, unpacked]).toEqual([true, 'one', 'one', 2]);
  file.unpack();
  expect([file.isPacked, file.text, file.text, unpacked]).toEqual([false, 'one', 'one', 3]);
});
