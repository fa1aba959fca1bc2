import type { VNode } from 'preact';
import type { NegotiationView, PhaseView } from '../../server/src/features/deployment-view/view.ts';
import type { ViewPlace } from '../../server/src/lsp/protocol.ts';
import { HealthMark } from './health.tsx';
import { say } from './strings.ts';

interface Props {
  readonly negotiation: NegotiationView<ViewPlace>;
  readonly isOpen: boolean;
  readonly open: (at: ViewPlace) => void;
}

/** One client and one server, exchange by exchange. */
export function Negotiation({ negotiation, isOpen, open }: Props): VNode {
  const { client, server, health, sentence, confidence, phases, caveats } = negotiation;
  return (
    <details class="negotiation" open={isOpen}>
      <summary>
        <HealthMark health={health} /> {say('pair', client.name, server.name)}
      </summary>
      <p>
        {sentence} <span class="quiet">{say('confidence', confidence)}</span>
      </p>
      <p class="ends">
        <End end={client} open={open} /> <End end={server} open={open} />
      </p>
      <ol class="phases">
        {phases.map((phase) => (
          <Phase key={phase.title} phase={phase} />
        ))}
      </ol>
      {caveats.length > 0 && (
        <ul class="quiet">
          {caveats.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </details>
  );
}

function End({ end: { name, at }, open }: { readonly end: NegotiationView<ViewPlace>['client']; readonly open: Props['open'] }): VNode | null {
  return at ? (
    <button type="button" class="link" onClick={() => open(at)}>
      {say('open', name)}
    </button>
  ) : null;
}

function Phase({ phase: { title, health, result, values } }: { readonly phase: PhaseView }): VNode {
  return (
    <li>
      <h3>
        {title} <HealthMark health={health} text={result} />
      </h3>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('value')}</th>
            <th scope="col">{say('client')}</th>
            <th scope="col">{say('server')}</th>
            <th scope="col">{say('result')}</th>
          </tr>
        </thead>
        <tbody>
          {values.map((each) => (
            <tr key={each.title}>
              <th scope="row">{each.title}</th>
              <td>{each.client}</td>
              <td>{each.server}</td>
              <td>
                <HealthMark health={each.health} text={each.verdict} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </li>
  );
}
