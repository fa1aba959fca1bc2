import type { VNode } from 'preact';
import type { BoxView, PathView } from '../../server/src/features/deployment-view/view.ts';
import type { ViewPlace } from '../../server/src/lsp/protocol.ts';
import { signOf } from './health.tsx';
import { layOut, LINE, PADDING, type PlacedBox } from './layout.ts';
import { say } from './strings.ts';
import type { Measure } from './wrap.ts';

interface Props {
  readonly path: PathView<ViewPlace>;
  readonly width: number;
  readonly measure: Measure;
  readonly open: (at: ViewPlace) => void;
}

/** The path of a packet. Every part that stands in a file is a button that leads there. */
export function PathPicture({ path, width, measure, open }: Props): VNode {
  const picture = layOut(path, width, measure);
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      class="picture"
      role="group"
      aria-label={say('pathPicture')}
      width={picture.width}
      height={picture.height}
      viewBox={`0 0 ${picture.width} ${picture.height}`}
    >
      <defs>
        <marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto-start-reverse">
          <path class="arrow" d="M0 0 L8 4 L0 8 z" />
        </marker>
      </defs>
      <g aria-hidden="true">
        {picture.lines.map(({ id, path: d }) => (
          <path key={id} class="link" d={d} marker-end="url(#arrow)" />
        ))}
        {picture.stages.map(({ id, title, x, y }) => (
          <text key={id} class="stage" x={x} y={y}>
            {title}
          </text>
        ))}
      </g>
      {picture.boxes.map((placed) => (
        <Box key={placed.box.id} placed={placed} open={open} />
      ))}
    </svg>
  );
}

function Box({ placed, open }: { readonly placed: PlacedBox; readonly open: Props['open'] }): VNode {
  const { box, x, y, width, height, title, lines } = placed;
  const { at, health } = box;
  const go = (): void => {
    if (at) open(at);
  };
  const behaviour = at
    ? {
        role: 'button' as const,
        tabIndex: 0,
        onClick: go,
        onKeyDown: (event: KeyboardEvent) => {
          if (event.key !== 'Enter' && event.key !== ' ') return;
          event.preventDefault();
          go();
        },
      }
    : { role: 'img' as const };
  const first = y + PADDING + 12;
  return (
    <g class={`box ${health}${at ? ' leads' : ''}`} data-id={box.id} {...behaviour}>
      <title>{labelOf(box)}</title>
      <path class="frame" d={frame(box.health, x, y, width, height)} />
      {title.map((text, index) => (
        <text key={index} class="title" x={x + PADDING} y={first + index * LINE}>
          {text}
        </text>
      ))}
      <text class="state" x={x + PADDING} y={first + title.length * LINE}>
        {signOf(health)} {say(health)}
      </text>
      {lines.map(({ text, severity }, index) => (
        <text key={index} class={severity ? `line problem ${severity}` : 'line'} x={x + PADDING} y={first + (title.length + 1 + index) * LINE}>
          {text}
        </text>
      ))}
    </g>
  );
}

/** All that is said of a part, for whoever does not see the picture. */
function labelOf({ title, health, lines, problems, at }: BoxView<ViewPlace>): string {
  const sentences = [`${title}: ${say(health)}`, ...lines, ...problems.map(({ text }) => text), ...(at ? [say('opens', at.name)] : [])];
  return sentences.map((each) => each.replace(/(?<![.\s])[.\s]+$/u, '')).join('. ') + '.';
}

/** The outline tells how a part is without colour: round corners, cut corners, plain ones with a broken line. */
function frame(health: BoxView<ViewPlace>['health'], x: number, y: number, width: number, height: number): string {
  const [right, bottom] = [x + width, y + height];
  const corner = health === 'unknown' ? 0 : 9;
  if (health === 'ok')
    return `M${x + corner} ${y} H${right - corner} Q${right} ${y} ${right} ${y + corner} V${bottom - corner} Q${right} ${bottom} ${right - corner} ${bottom} H${x + corner} Q${x} ${bottom} ${x} ${bottom - corner} V${y + corner} Q${x} ${y} ${x + corner} ${y} Z`;
  return `M${x + corner} ${y} H${right - corner} L${right} ${y + corner} V${bottom - corner} L${right - corner} ${bottom} H${x + corner} L${x} ${bottom - corner} V${y + corner} Z`;
}
