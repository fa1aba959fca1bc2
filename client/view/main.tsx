import { render } from 'preact';
import type { FromPage, Remembered, Shown } from '../src/view/messages.ts';
import { App } from './app.tsx';
import { asSvg } from './export-svg.tsx';
import { say, speak } from './strings.ts';
import { remembered, toPage } from './to-page.ts';
import type { Measure } from './wrap.ts';

/** What the window gives to the page. */
declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: Remembered): void;
};

const vscode = acquireVsCodeApi();
speak(JSON.parse(document.body.dataset.strings ?? '{}'));
const root = document.body.appendChild(document.createElement('div'));
const brush = document.createElement('canvas').getContext('2d');

/** Texts are measured in the font of the page, which a theme may change. */
const measure: Measure = (text, bold = false) => {
  if (!brush) return text.length * 7;
  const { fontFamily } = getComputedStyle(document.body);
  brush.font = `${bold ? '600 ' : ''}12px ${fontFamily}`;
  return brush.measureText(text).width;
};

let shown: Shown | undefined;
let state: Remembered = remembered(vscode.getState());
let isFirst = true;

function remember(what: Partial<Remembered>): void {
  const before = state;
  state = { ...state, ...what };
  vscode.setState(state);
  if (before.onlyDifferences !== state.onlyDifferences) draw();
}

/** Takes over what is shown from now on. What was shown before it is forgotten, but not how. */
function rememberOther(about: Pick<Remembered, 'uri' | 'key' | 'pasted'>): void {
  const { onlyDifferences, top, left } = state;
  state = { ...(onlyDifferences !== undefined && { onlyDifferences }), ...(top !== undefined && { top }), ...(left !== undefined && { left }), ...about };
  vscode.setState(state);
}

function draw(): void {
  if (!shown) return;
  render(
    <App
      shown={shown}
      onlyDifferences={state.onlyDifferences === true}
      left={state.left ?? 0}
      measure={measure}
      tell={(message) => vscode.postMessage(message)}
      remember={remember}
    />,
    root,
  );
  // What is shown again stands where it stood.
  const { top } = state;
  // The picture takes its room when it knows how much there is.
  if (isFirst && top !== undefined) requestAnimationFrame(() => requestAnimationFrame(() => window.scrollTo({ top, behavior: 'instant' })));
  isFirst = false;
}

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const message = toPage(event, window.origin);
  if (!message) return;
  switch (message.type) {
    case 'show':
      ({ shown } = message);
      rememberOther(message.about);
      draw();
      break;
    case 'empty':
      shown = undefined;
      rememberOther(message.about);
      render(
        <main>
          <h1>{say('nothing')}</h1>
          <p class="advice" role="status">
            {message.reason}
          </p>
        </main>,
        root,
      );
      break;
    case 'draw':
      if (shown) vscode.postMessage({ type: 'svg', text: asSvg(shown.view, measure) });
  }
});
window.addEventListener('scroll', () => remember({ top: window.scrollY }), { passive: true });
vscode.postMessage({ type: 'ready' });
