import type { LoadBalancer } from '../../server/src/model/load-balancer/load-balancer.ts';

/** A value of the model without places and keys: a `Setting` becomes its value, with `?` where it is unknown. */
export function meaning(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(meaning);
  if (typeof value !== 'object' || value === null) return value;
  if ('state' in value) return value.state === 'unknown' ? '?' : meaning(Reflect.get(value, 'value'));
  if ('file' in value && 'span' in value) return undefined;
  const entries = Object.entries(value).filter(([name]) => name !== 'key' && name !== 'at' && name !== 'whole');
  return Object.fromEntries(entries.map(([name, each]) => [name, meaning(each)] as const).filter(([, each]) => each !== undefined));
}

/** The text of every place of a load balancer, with what it is the place of. */
export function placesOf(balancer: LoadBalancer): { readonly path: string; readonly start: number; readonly end: number; readonly text: string }[] {
  const found: { path: string; start: number; end: number; text: string }[] = [];
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('file' in value && 'span' in value) {
      const { file, span } = value as unknown as { file: { text: string }; span: { start: number; end: number } };
      found.push({ path, ...span, text: file.text.slice(span.start, span.end) });
      return;
    }
    for (const [name, each] of Object.entries(value)) visit(each, `${path}/${name}`);
  };
  visit(balancer, '');
  return found;
}
