import { expect, test } from 'vitest';
import { occurrencesIn } from '../../server/src/features/diagnose/occurrence.ts';

const told = (text: string): unknown[] => occurrencesIn(text).map(({ event, code, connection }) => [event?.id, code, connection]);
const SENTENCE =
  'CoId={11111111-2222-3333-4444-555555555555}: The user CONTOSO\\max dialed a connection named Contoso VPN which has failed. The error code returned on failure is 809.';
const XML = `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='RasClient'/><EventID Qualifiers='0'>20227</EventID></System><EventData><Data>{11111111-2222-3333-4444-555555555555}</Data><Data>CONTOSO\\max</Data><Data>Contoso &amp; VPN</Data><Data>13868</Data></EventData></Event>`;

test.each([
  [
    'Event Viewer',
    `Log Name:      Application\nSource:        RasClient\nEvent ID:      20227\nLevel:         Error\nDescription:\n${SENTENCE}\n`,
    [[20227, 809, 'Contoso VPN']],
  ],
  [
    'Format-List, wrapped',
    `TimeCreated  : 1/1/2024\nProviderName : RasClient\nId           : 20227\nMessage      : ${SENTENCE.replace('Contoso VPN', 'Contoso\n               VPN')}\n`,
    [[20227, 809, 'Contoso VPN']],
  ],
  ['Get-EventLog', `Message            : ${SENTENCE}\nSource             : RasClient\nInstanceId         : 20227\n`, [[20227, 809, 'Contoso VPN']]],
  ['XML', XML, [[20227, 13868, 'Contoso & VPN']]],
  ['several, of which one comes twice', `<Events>${XML}${XML}</Events>`, [[20227, 13868, 'Contoso & VPN']]],
  [
    'another language',
    'Quelle: RasClient\nEreignis-ID: 20227\nBeschreibung:\nCoId={1}: Der Benutzer max hat Contoso VPN gewählt. Ursachencode: 809.\n',
    [[20227, 809, undefined]],
  ],
  ['SSTP', 'Source: RasSstp\nEvent ID: 6\nDescription:\nEtwas anderes.\n', [[6, undefined, undefined]]],
  [
    'only the words',
    'The user max dialed a connection named AOVPN which has failed. The error code returned on failure is 1460.',
    [[undefined, 1460, 'AOVPN']],
  ],
  ['a chat', 'my VPN says error 812, help', [[undefined, 812, undefined]]],
  ['a code', '0x8007362C', [[undefined, 13868, undefined]]],
  ['nothing', 'The printer is out of paper.', []],
])('%s', (_, text, expected) => expect(told(text)).toEqual(expected));
