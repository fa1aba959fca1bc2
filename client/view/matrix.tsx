import type { VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { CellView, ColumnView, MatrixView, RowView } from '../../server/src/features/deployment-view/view.ts';
import type { ViewPlace } from '../../server/src/lsp/protocol.ts';
import { HealthMark } from './health.tsx';
import { say } from './strings.ts';
import { windowOf } from './window-of.ts';

const COLUMN = 200;
const FIRST_COLUMN = 170;

export interface MatrixProps {
  readonly matrix: MatrixView<ViewPlace>;
  readonly onlyDifferences: boolean;
  readonly left: number;
  readonly onScroll: (left: number) => void;
  readonly open: (at: ViewPlace) => void;
  readonly fix: (at: ViewPlace) => void;
  readonly members: (column: string) => void;
}

/** The cell that the arrow keys move. Row 0 is the heading. */
interface Cursor {
  readonly row: number;
  readonly column: number;
}

/** All policies in one table, of which as many columns are made as are seen. One stop for the Tab key; the arrow keys lead on. */
export function Matrix({ matrix, onlyDifferences, left, onScroll, open, fix, members }: MatrixProps): VNode {
  const box = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ left, width: 1000 });
  const [cursor, setCursor] = useState<Cursor>({ row: 0, column: 0 });
  const moved = useRef(false);
  const { columns } = matrix;
  const rows = matrix.rows.map((row, index) => ({ row, index })).filter(({ row }) => !onlyDifferences || row.differs);
  const { from, to } = windowOf(columns.length, COLUMN, seen.left, seen.width);
  const at: Cursor = { row: Math.min(cursor.row, rows.length), column: Math.min(cursor.column, columns.length - 1) };

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    element.scrollLeft = left;
    const look = (): void => setSeen({ left: element.scrollLeft, width: element.clientWidth - FIRST_COLUMN });
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useLayoutEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    box.current?.querySelector<HTMLElement>(`[data-cell="${at.row} ${at.column}"]`)?.focus();
  });

  const go = (event: KeyboardEvent): void => {
    const [down, right] = MOVES[event.key] ?? [0, 0];
    const home = event.key === 'Home' ? 0 : event.key === 'End' ? columns.length - 1 : undefined;
    if (down === 0 && right === 0 && home === undefined) return;
    event.preventDefault();
    const next = {
      row: clamp(at.row + down, 0, rows.length),
      column: home ?? clamp(at.column + right, 0, columns.length - 1),
    };
    const element = box.current;
    if (element) {
      const start = next.column * COLUMN;
      const room = element.clientWidth - FIRST_COLUMN;
      if (start < element.scrollLeft) element.scrollLeft = start;
      else if (start + COLUMN > element.scrollLeft + room) element.scrollLeft = start + COLUMN - room;
      setSeen({ left: element.scrollLeft, width: room });
    }
    moved.current = true;
    setCursor(next);
  };

  const stop = (row: number, column: number): 0 | -1 => (at.row === row && at.column === column ? 0 : -1);
  const shown = columns.slice(from, to);
  const before = from > 0 && <td aria-hidden="true" class="filler" style={{ minWidth: `${from * COLUMN}px` }} />;
  const after = to < columns.length && <td aria-hidden="true" class="filler" style={{ minWidth: `${(columns.length - to) * COLUMN}px` }} />;
  return (
    <div
      class="matrix"
      ref={box}
      role="region"
      aria-label={say('table')}
      onKeyDown={go}
      onScroll={({ currentTarget: { scrollLeft, clientWidth } }) => {
        setSeen({ left: scrollLeft, width: clientWidth - FIRST_COLUMN });
        onScroll(scrollLeft);
      }}
    >
      <table aria-colcount={columns.length + 1}>
        <thead>
          <tr>
            <th scope="col" aria-colindex={1} class="first">
              {say('value')}
            </th>
            {before}
            {shown.map((column, index) => (
              <Heading
                key={column.id}
                column={column}
                index={from + index}
                tabIndex={stop(0, from + index)}
                focused={() => setCursor({ row: 0, column: from + index })}
                open={open}
                members={members}
              />
            ))}
            {after}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, index: original }, rowIndex) => (
            <tr key={row.id} class={row.differs ? 'differs' : undefined}>
              <RowHeading row={row} />
              {before}
              {shown.map((column, index) => (
                <Cell
                  key={column.id}
                  cell={column.cells[original]}
                  label={`${row.title}, ${column.title}`}
                  position={{ row: rowIndex + 1, column: from + index }}
                  tabIndex={stop(rowIndex + 1, from + index)}
                  focused={setCursor}
                  open={open}
                  fix={fix}
                />
              ))}
              {after}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const MOVES: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
};

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}

function RowHeading({ row: { title, phase, differs } }: { readonly row: RowView }): VNode {
  return (
    <th scope="row" aria-colindex={1} class="first">
      {breakable(title)}
      {phase !== undefined && <span class="quiet">{phase}</span>}
      {differs && <span class="mark">≠ {say('differs')}</span>}
    </th>
  );
}

/** A name that may be broken before each of its words. */
function breakable(name: string): (string | VNode)[] {
  return name.split(/(?<=[a-z])(?=[A-Z])/u).flatMap((word, index) => (index === 0 ? [word] : [<wbr />, word]));
}

interface HeadingProps {
  readonly column: ColumnView<ViewPlace>;
  readonly index: number;
  readonly tabIndex: 0 | -1;
  readonly focused: () => void;
  readonly open: (at: ViewPlace) => void;
  readonly members: (column: string) => void;
}

function Heading({ column, index, tabIndex, focused, open, members }: HeadingProps): VNode {
  const { id, kind, title, detail, health, members: all } = column;
  const [first] = all;
  const at = first?.at;
  const cell = `0 ${index}`;
  return (
    <th scope="col" aria-colindex={index + 2} class={`kind-${kind}`}>
      <span class="quiet">{say(kind)}</span>
      {at ? (
        <button type="button" class="link" data-cell={cell} tabIndex={tabIndex} onFocus={focused} onClick={() => open(at)} title={say('open', at.name)}>
          {title}
        </button>
      ) : (
        <span data-cell={cell} tabIndex={tabIndex} onFocus={focused}>
          {title}
        </span>
      )}
      {all.length > 1 && (
        <button type="button" class="link" tabIndex={tabIndex} onClick={() => members(id)}>
          {say('more', all.length - 1)}
        </button>
      )}
      {kind !== 'baseline' && <HealthMark health={health} />}
      <span class="quiet">{detail}</span>
    </th>
  );
}

interface CellProps {
  readonly cell: CellView<ViewPlace> | undefined;
  readonly label: string;
  readonly position: Cursor;
  readonly tabIndex: 0 | -1;
  readonly focused: (position: Cursor) => void;
  readonly open: (at: ViewPlace) => void;
  readonly fix: (at: ViewPlace) => void;
}

function Cell({ cell, label, position, tabIndex, focused, open, fix }: CellProps): VNode {
  const data = `${position.row} ${position.column}`;
  const focus = (): void => focused(position);
  const at = cell?.at;
  const text = cell?.text ?? '';
  return (
    <td aria-colindex={position.column + 2} class={`cell ${cell?.state ?? 'plain'}`}>
      {at ? (
        <button
          type="button"
          class="link value"
          data-cell={data}
          tabIndex={tabIndex}
          onFocus={focus}
          onClick={() => open(at)}
          title={say('open', at.name)}
          aria-label={`${label}: ${text}`}
        >
          {text}
        </button>
      ) : (
        <span class="value" data-cell={data} tabIndex={tabIndex} onFocus={focus}>
          {text === '' ? '–' : text}
        </span>
      )}
      {cell?.state === 'differs' && <span class="mark">≠ {say('differs')}</span>}
      {cell?.note !== undefined && text !== '' && <span class="quiet">{cell.note}</span>}
      {cell?.problems.map((problem) => (
        <span key={problem.text} class={`problem ${problem.severity}`}>
          ⚠ {problem.text}
        </span>
      ))}
      {cell?.fixable === true && at && (
        <button type="button" class="fix" tabIndex={tabIndex} onFocus={focus} onClick={() => fix(at)} aria-label={say('fixOf', label)}>
          {say('fix')}
        </button>
      )}
    </td>
  );
}
