/**
 * The advisories in the report of `npm audit --json`, each once: `id` (GHSA-…), `package`, `title`, `severity`, `range`. Throws where the registry has answered with
 * something else, since that it has not answered is no good news.
 */
export function advisoriesOf(report) {
  if (typeof report?.vulnerabilities !== 'object') throw new Error(report?.message ?? 'npm audit has given no report.');
  // A package that is touched through another one has only the name of that one here.
  const stated = Object.values(report.vulnerabilities).flatMap(({ via }) => via.filter((each) => typeof each === 'object'));
  const known = new Map(
    stated.map(({ url, source, name, title, severity, range }) => [
      `${url} ${name}`,
      { id: url?.split('/').at(-1) ?? String(source), package: name, title, severity, range },
    ]),
  );
  return [...known.values()].sort((a, b) => (`${a.id} ${a.package}` < `${b.id} ${b.package}` ? -1 : 1));
}

/** The advisories that a document explains: rows of a table between two marks, each with the id and the package in its first two cells. */
export function explainedIn(document) {
  const [, table = ''] = /<!-- advisories:start -->\n([^]*?)<!-- advisories:end -->/.exec(document) ?? [];
  const rows = table.split('\n').flatMap((line) =>
    line.startsWith('| ')
      ? [
          line
            .slice(2, -2)
            .split(' | ')
            .map((cell) => cell.trim()),
        ]
      : [],
  );
  return rows
    .slice(1)
    .flatMap(([id = '', name = '', why = '']) =>
      /^-+$/.test(id) ? [] : [{ id: /GHSA(-\w{4}){3}/.exec(id)?.[0] ?? id, package: name.replaceAll('`', ''), why }],
    );
}

/** Advisories that nothing explains, and explanations of what is reported no longer. */
export function compared(advisories, explained) {
  const same = (a) => (b) => a.id === b.id && a.package === b.package;
  return {
    open: advisories.filter((each) => !explained.some((row) => row.why !== '' && same(each)(row))),
    stale: explained.filter((row) => !advisories.some(same(row))),
  };
}
