import { expect, test } from 'vitest';
import { pageLinks } from '../../server/src/features/links.ts';
import { PROFILE_ELEMENTS, referenceOf } from '../../server/src/knowledge/profile-xml.ts';
import { parseFixture, workspaceOf } from '../support/fixture.ts';

const PAGE = 'https://learn.microsoft.com/windows/client-management/mdm/vpnv2-csp';

/** Anchors of the nodes below a profile that Microsoft's page has (May 2023), as far as a link can name them. */
const ANCHORS = `alwayson alwaysonactive apnbinding apptriggerlist bypassforlocal dataencryption devicecompliance devicetunnel
disableadvancedoptionseditbutton disabledisconnectbutton disableikev2fragmentation dnssuffix domainnameinformationlist edpmodeid ipv4interfacemetric
ipv6interfacemetric nativeprofile networkoutagetime pluginprofile privatenetwork profilexml proxy registerdns remembercredentials routelist
trafficfilterlist trustednetworkdetection userascredentials`.split(/\s+/);

/** Each link as the text that it stands on, the rest of its address, and what it says. */
function linked(text: string): string[] {
  const fixture = parseFixture(`=== p.xml\n${text}`);
  const source = fixture.files[0]?.text ?? '';
  return pageLinks(workspaceOf(fixture), 'file:///project/p.xml').map(
    ({ span, target, tooltip }) => `${span.start} ${source.slice(span.start, span.end)} ${target.replace(PAGE, '')} ${tooltip}`,
  );
}

test('the root and the first of each element below it lead to their place on the page', () => {
  expect(
    linked(
      '<VPNProfile><AlwaysOn/><Route><Address/></Route><Route/><RequireVpnClientAppUI/><LockDown/><Foo/><NativeProfile><Servers/></NativeProfile></VPNProfile>',
    ),
  ).toEqual([
    '1 VPNProfile #deviceprofilenameprofilexml ProfileXML in the VPNv2 CSP',
    '13 AlwaysOn #deviceprofilenamealwayson AlwaysOn in the VPNv2 CSP',
    '24 Route #deviceprofilenameroutelist Route in the VPNv2 CSP',
    '57 RequireVpnClientAppUI #userprofilenamerequirevpnclientappui RequireVpnClientAppUI in the VPNv2 CSP',
    '81 LockDown  LockDown in the VPNv2 CSP',
    '98 NativeProfile #deviceprofilenamenativeprofile NativeProfile in the VPNv2 CSP',
  ]);
});

test('every anchor is one that the page has', () => {
  const known = [...ANCHORS.map((anchor) => `${PAGE}#deviceprofilename${anchor}`), `${PAGE}#userprofilenamerequirevpnclientappui`, PAGE];
  const linkable = PROFILE_ELEMENTS.filter(({ path }) => !path.includes('/'));
  expect(linkable.map(referenceOf).filter((address) => !known.includes(address))).toEqual([]);
});

test('an entry of a list leads to the list, a value in a group to itself', () => {
  const address = (path: string): string | undefined => {
    const element = PROFILE_ELEMENTS.find((each) => each.path === path);
    return element && referenceOf(element);
  };
  expect(address('Route/Address')).toBe(`${PAGE}#deviceprofilenameroutelist`);
  expect(address('NativeProfile/CryptographySuite/DHGroup')).toBe(`${PAGE}#deviceprofilenamenativeprofilecryptographysuitedhgroup`);
});
