import { baselineSuite } from '../../knowledge/cmdlets/baseline-functions.ts';
import { CMDLETS } from '../../knowledge/cmdlets.ts';
import { byAttribute, spell, type AttributeName } from '../../knowledge/ipsec.ts';
import type { Anchors } from '../../model/facts.ts';
import type { IPsecPolicy, PossibleValue, Slot } from '../../model/policy.ts';
import type { Switch } from '../../model/policy-command.ts';
import { isCmdlet, switchOf, type KnownCommand } from './tree.ts';

const FORM = 'server-cmdlet';

/** The policy that a call of Set-IKEv2VpnSecurityBaseline sets; `undefined` for every other command. Its values stand in the function, so none can be written. */
export function baselinePolicy(command: KnownCommand, anchors: Anchors): IPsecPolicy | undefined {
  if (!isCmdlet(command, CMDLETS.setBaseline)) return undefined;
  const at = anchors.at(command.bound.command.nameSpan, command.key);
  const reset = switchOf(command, 'Reset');
  const enhanced = switchOf(command, 'EnhancedSecurity');
  return {
    key: command.key,
    side: 'server',
    form: FORM,
    kind: reset === 'unread' ? 'unread' : reset === 'on' ? 'system-default' : 'custom',
    slots: byAttribute((attribute) => (reset === 'off' ? slotOf(command, attribute, enhanced, anchors) : { state: 'absent' })),
    at,
    tunnel: 'ikev2',
    superseded: false,
    writable: false,
  };
}

function slotOf(command: KnownCommand, attribute: AttributeName, enhanced: Switch, anchors: Anchors): Slot {
  const key = `${command.key}/${attribute}`;
  const at = anchors.at(command.bound.command.nameSpan, key);
  const algorithms = [...new Set((enhanced === 'unread' ? [false, true] : [enhanced === 'on']).map((each) => baselineSuite(each)[attribute]))];
  const values = algorithms.map((algorithm, index): PossibleValue => {
    const text = spell(attribute, algorithm, FORM) ?? algorithm;
    return { algorithm, written: { value: text, text, at: algorithms.length > 1 ? anchors.at(at.span, `${key}/${index}`) : at } };
  });
  const [only] = values;
  return values.length === 1 && only ? { state: 'known', ...only, spelledAs: FORM } : { state: 'possible', values, why: 'parameter', at };
}
