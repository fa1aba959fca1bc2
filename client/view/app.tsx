import type { VNode } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ViewPlace } from '../../server/src/lsp/protocol.ts';
import type { ExportFormat, FromPage, Shown } from '../src/view/messages.ts';
import { comparedText, HealthMark } from './health.tsx';
import { Matrix } from './matrix.tsx';
import { Negotiation } from './negotiation.tsx';
import { PathPicture } from './picture.tsx';
import { say, type PageString } from './strings.ts';
import type { Measure } from './wrap.ts';

export interface AppProps {
  readonly shown: Shown;
  readonly onlyDifferences: boolean;
  readonly left: number;
  readonly measure: Measure;
  readonly tell: (message: FromPage) => void;
  readonly remember: (what: { readonly onlyDifferences?: boolean; readonly left?: number }) => void;
}

/** The page: what will become of the deployment, the path of a packet, the table of policies, the negotiation. */
export function App({ shown, onlyDifferences, left, measure, tell, remember }: AppProps): VNode {
  const { view, key, choices } = shown;
  const { kind, title, health, summary, advice, path, matrix, negotiations, negotiationsLeft } = view;
  const open = (at: ViewPlace): void => tell({ type: 'open', at });
  const fix = (at: ViewPlace): void => tell({ type: 'fix', at });
  const differing = matrix.rows.filter(({ differs }) => differs).length;
  return (
    <main>
      <header>
        <h1>{title}</h1>
        {choices.length > 1 && (
          <label>
            {say('deployment')}{' '}
            <select value={key} onChange={({ currentTarget }) => tell({ type: 'choose', key: currentTarget.value })}>
              {choices.map((each) => (
                <option key={each.key} value={each.key}>
                  {each.title}
                </option>
              ))}
            </select>
          </label>
        )}
        <div class="actions" role="group" aria-label={say('export')}>
          {FORMATS.filter(({ format }) => format !== 'svg' || path.stages.length > 0).map(({ format, name }) => (
            <button key={format} type="button" class="secondary" onClick={() => tell({ type: 'export', format })}>
              {say(name)}
            </button>
          ))}
        </div>
      </header>
      <p class="summary" role="status">
        <HealthMark health={health} {...(kind === 'comparison' && { text: comparedText(health) })} /> {summary}
      </p>
      {advice !== undefined && <p class="advice">{advice}</p>}
      {path.stages.length > 0 && (
        <section aria-labelledby="path">
          <h2 id="path">{say('path')}</h2>
          <Sized>{(width) => <PathPicture path={path} width={width} measure={measure} open={open} />}</Sized>
        </section>
      )}
      <section aria-labelledby="policies">
        <h2 id="policies">{say('policies')}</h2>
        <label class="filter">
          <input type="checkbox" checked={onlyDifferences} onChange={({ currentTarget }) => remember({ onlyDifferences: currentTarget.checked })} />
          {say('onlyDifferences', differing)}
        </label>
        {onlyDifferences && differing === 0 ? (
          <p>{say('noDifference')}</p>
        ) : (
          <Matrix
            matrix={matrix}
            onlyDifferences={onlyDifferences}
            left={left}
            onScroll={(pixels) => remember({ left: pixels })}
            open={open}
            fix={fix}
            members={(column) => tell({ type: 'members', column })}
          />
        )}
        {matrix.left > 0 && <p>{say(matrix.left === 1 ? 'oneLeft' : 'manyLeft', matrix.left)}</p>}
      </section>
      <section aria-labelledby="negotiation">
        <h2 id="negotiation">{say('negotiation')}</h2>
        {negotiations.length === 0 && <p>{say('noNegotiation')}</p>}
        {negotiations.map((each, index) => (
          <Negotiation key={each.id} negotiation={each} isOpen={index === 0} open={open} />
        ))}
        {negotiationsLeft > 0 && <p>{say('negotiationsLeft', negotiationsLeft)}</p>}
      </section>
    </main>
  );
}

const FORMATS: readonly { readonly format: ExportFormat; readonly name: PageString }[] = [
  { format: 'markdown', name: 'exportMarkdown' },
  { format: 'csv', name: 'exportCsv' },
  { format: 'svg', name: 'exportSvg' },
];

/** Gives what is in it the width that there is, also when that changes. */
function Sized({ children }: { readonly children: (width: number) => VNode }): VNode {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState<number>();
  useLayoutEffect(() => setWidth(box.current?.clientWidth), []);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={box} class="sized">
      {width !== undefined && children(width)}
    </div>
  );
}
