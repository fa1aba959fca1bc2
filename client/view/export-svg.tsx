import { render } from 'preact';
import type { ShownView } from '../../server/src/lsp/protocol.ts';
import { PathPicture } from './picture.tsx';
import { say } from './strings.ts';
import type { Measure } from './wrap.ts';

/** The width of a picture that nobody's window limits, in pixels. */
const WIDTH = 1200;

/** Colours of a picture that stands alone, on white. */
const STYLE = `
svg { background: #ffffff; font: 12px "Segoe UI", system-ui, sans-serif; }
.frame { fill: #ffffff; stroke: #5f6368; stroke-width: 1.2; }
.broken .frame { stroke: #b3261e; stroke-width: 2.4; }
.ok .frame { stroke: #1a7f37; }
.unknown .frame { stroke-dasharray: 5 4; }
.stage { font-weight: 600; fill: #5f6368; }
.title { font-weight: 600; fill: #1f1f1f; }
.state, .line { fill: #1f1f1f; }
.broken .state, .problem.error { fill: #b3261e; }
.problem.warning { fill: #8a5a00; }
.ok .state { fill: #1a7f37; }
.link { fill: none; stroke: #5f6368; }
.arrow { fill: #5f6368; }
`;

/** The path of a packet as a file: it needs nothing else, and runs nothing. */
export function asSvg({ title, path }: ShownView, measure: Measure): string {
  const holder = document.createElement('div');
  render(<PathPicture path={path} width={WIDTH} measure={measure} open={() => undefined} />, holder);
  const svg = holder.querySelector('svg');
  if (!svg) return '';
  for (const each of svg.querySelectorAll('[role="button"]')) {
    each.setAttribute('role', 'img');
    each.removeAttribute('tabindex');
  }
  const style = document.createElementNS('http://www.w3.org/2000/svg', 'style');
  style.textContent = STYLE;
  svg.prepend(style);
  svg.setAttribute('aria-label', say('pathOf', title));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}\n`;
}
