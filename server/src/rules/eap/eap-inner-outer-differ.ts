import type { Location } from '../../core/source-file.ts';
import type { Change } from '../../model/change.ts';
import { eapOf } from '../../model/profile/eap.ts';
import { fieldPlace } from '../../model/profile/field.ts';
import { nameList, validationsOf, type ServerValidation } from '../../model/profile/server-validation.ts';
import { rule, type Report } from '../rule.ts';
import { ISSUER_HASH, method, peap, profileWith, ROOT_HASH, tls, validation } from './examples.ts';
import { copyNames, copyRoots, methodName, rootSet, thumbprintIn } from './parts.ts';

const NPS_2 = 'nps2.corp.fabrikam.com';

export default rule({
  id: 'eap-inner-outer-differ',
  on: 'profile',
  severity: 'warning',
  title: 'The outer and the inner EAP method trust different servers',
  why: 'Both methods talk to the same NPS server, so both lists must hold it. Where they differ, one was usually updated alone, and clients fail with 853 when the server that only one of them knows answers. Inferred: the lists may differ on purpose.',
  howToFix: 'Make both lists the same: all names of the NPS servers, and the root of their certificates.',
  whenOff: 'Where the two methods are meant to trust different servers, because the inner one is ended by another RADIUS server.',
  sources: ['richardhicks/aovpn, ProfileXML_Entra_ConditionalAccess.xml', 'DPC, VPNProfileCreator.cs'],
  confidence: 'inferred',
  restsOn: 'Published profiles have the same lists in both methods. That a difference is a mistake is a guess.',
  examples: {
    bad: [
      profileWith(peap(validation(), tls(validation({ names: `⟦${NPS_2}⟧` })))),
      profileWith(peap(validation(), tls(validation({ root: `⟦${ISSUER_HASH}⟧` })))),
      // Windows 11 tells upper case from lower.
      profileWith(peap(validation(), tls(validation({ names: '⟦NPS1.corp.fabrikam.com⟧' })))),
      profileWith(
        peap(
          validation({ root: `${ROOT_HASH}</TrustedRootCA><TrustedRootCA>${ISSUER_HASH}` }),
          tls(validation({ names: `⟦nps1.corp.fabrikam.com;${NPS_2}⟧`, root: `⟦${ISSUER_HASH}⟧` })),
        ),
      ),
    ],
    good: [
      // The same in another order and spelling.
      profileWith(
        peap(
          validation({ names: `nps1.corp.fabrikam.com;${NPS_2}` }),
          tls(validation({ names: ` ${NPS_2} ; nps1.corp.fabrikam.com;`, root: ROOT_HASH.replaceAll(' ', '').toUpperCase() })),
        ),
      ),
      profileWith(peap(validation({ names: '$nps', root: '$root' }), tls(validation()))),
      profileWith(peap(validation({ names: '' }), tls(validation()))),
      // One that is no thumbprint cannot be compared.
      profileWith(peap(validation(), tls(validation({ root: '⟦3f8c51⟧{eap-thumbprint-format}' })))),
      profileWith(peap(validation(), method('26', 'MsChapV2ConnectionPropertiesV1', ['<UseWinLogonCredentials>false</UseWinLogonCredentials>']))),
      // One method alone.
      profileWith(tls(validation({ names: NPS_2 }))),
    ],
  },
  check(profile, report) {
    const parts = validationsOf(eapOf(profile));
    for (const inner of parts) {
      const outer = parts.find(({ method: { node } }) => node === inner.method.outer?.node);
      if (!outer) continue;
      if (differ(namesOf(outer), namesOf(inner)))
        report(reportOf('ServerNames', outer, inner, { outer: fieldPlace(outer.names), inner: fieldPlace(inner.names) }, copyNames));
      const roots = { outer: rootSet(outer), inner: rootSet(inner) };
      if (differ(roots.outer, roots.inner))
        report(reportOf('TrustedRootCA', outer, inner, { outer: oddRoot(outer, roots.inner), inner: oddRoot(inner, roots.outer) }, copyRoots));
    }
  },
});

function namesOf(part: ServerValidation): ReadonlySet<string> | undefined {
  const names = nameList(part.names);
  return names.length > 0 ? new Set(names) : undefined;
}

/** Whether two sets are both known and not the same. */
function differ(a: ReadonlySet<string> | undefined, b: ReadonlySet<string> | undefined): boolean {
  return a !== undefined && b !== undefined && (a.size !== b.size || [...a].some((each) => !b.has(each)));
}

/** The place of the first root that the other part lacks, else of the first one. */
function oddRoot({ roots }: ServerValidation, others: ReadonlySet<string> | undefined): Location | undefined {
  const odd = roots.find((root) => !others?.has(thumbprintIn(root) ?? '')) ?? roots[0];
  return odd && fieldPlace(odd.value);
}

function reportOf(
  name: string,
  outer: ServerValidation,
  inner: ServerValidation,
  places: { readonly outer: Location | undefined; readonly inner: Location | undefined },
  copy: (from: ServerValidation, to: ServerValidation) => Change[],
): Report {
  const [out, within] = [methodName(outer.method), methodName(inner.method)];
  return {
    at: places.inner ?? inner.at,
    message: `${name} of ${within} is not that of ${out} around it, though both authenticate the same NPS server (inferred). Make both the same, unless they differ on purpose.`,
    related: [{ at: places.outer ?? outer.at, message: `${name} of ${out}` }],
    fixes: () => [
      { title: `Copy ${name} of ${out} to ${within}`, safe: false, changes: copy(outer, inner) },
      { title: `Copy ${name} of ${within} to ${out}`, safe: false, changes: copy(inner, outer) },
    ],
  };
}
