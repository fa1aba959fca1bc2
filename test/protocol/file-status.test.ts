import { afterEach, expect, test } from 'vitest';
import { FILE_STATUS, STATUS_CHANGED, type FileStatusResult } from '../../server/src/lsp/protocol.ts';
import { eventually, LspClient, PULLING } from '../support/lsp-client.ts';
import { profile, server } from '../support/policies.ts';

let lsp: LspClient;
let changes = 0;
afterEach(async () => {
  expect(await lsp.stop()).toBe(0);
  expect(lsp.errors).toEqual([]);
});

const FILES = { 'contoso/p.xml': profile({ DHGroup: 'ECP384' }), 'contoso/s.ps1': server() };

const start = async (options: object, settings: object = {}): Promise<void> => {
  changes = 0;
  lsp = await LspClient.start(FILES, PULLING, options, settings, (connection) => {
    connection.onNotification(STATUS_CHANGED, () => {
      changes++;
    });
  });
};

const status = (path: string): Promise<FileStatusResult | null> => lsp.connection.sendRequest<FileStatusResult | null>(FILE_STATUS, { uri: lsp.uri(path) });

test('the first answer comes when the folder has been read, and is that of the whole deployment', async () => {
  await start({ showsStatus: true });
  await lsp.open('contoso/p.xml', 'xml', FILES['contoso/p.xml']);
  expect(await status('contoso/p.xml')).toEqual({
    text: 'contoso: will fail (13868)',
    detail: '1 error; 2 problems in the deployment',
    severity: 'error',
  });
});

test('a change of another file is told of, and answered with what is now', async () => {
  await start({ showsStatus: true });
  await lsp.open('contoso/p.xml', 'xml', FILES['contoso/p.xml']);
  await status('contoso/p.xml');
  const before = changes;
  await lsp.write('contoso/s.ps1', server({ DHGroup: 'ECP384' }));
  await lsp.changed('contoso/s.ps1', 2);
  await eventually(
    () => status('contoso/p.xml'),
    (answer) => answer?.text === 'contoso: agree',
  );
  await eventually(
    () => changes,
    (count) => count > before,
  );
});

test('documents that are none of ours have none, and a client that shows none is told of no change', async () => {
  await start({});
  await lsp.open('page.xml', 'xml', '<html/>');
  await lsp.open('contoso/p.xml', 'xml', FILES['contoso/p.xml']);
  expect(await status('page.xml')).toBeNull();
  expect(await status('contoso/s.ps1')).toBeNull();
  expect((await status('contoso/p.xml'))?.severity).toBe('error');
  expect(changes).toBe(0);
});

test('a document that is too large is said not to be checked', async () => {
  await start({}, { maximumFileSize: 1 });
  await status('contoso/p.xml');
  await lsp.open('large.xml', 'xml', `${profile()}${' '.repeat(1_200_000)}`);
  expect(await status('large.xml')).toEqual({ text: 'Not checked: 1.2 MiB is too large', detail: '', severity: 'warning' });
});
