import { gatewayPolicy } from './gateway.ts';
import { FilePaths } from './file-paths.ts';
import type { Glob } from './glob.ts';
import type { PinnedDeployment } from './pairing.ts';
import { Governed, type Project } from './project-extends.ts';
import type { ProjectDeployment } from './project-file.ts';

/**
 * The deployments that project files state, each once however many files extend the one that states it. A glob selects among the files that are
 * governed by any of these; one that begins with `../` says so on purpose and selects among all, in other workspace folders as well.
 * @param uris of all files that take part
 */
export function pinnedDeployments(projects: readonly Project[], uris: readonly string[]): PinnedDeployment[] {
  const governs = new Governed(projects);
  const groups = new Map<string, { readonly deployment: ProjectDeployment; readonly projects: Set<Project> }>();
  for (const project of projects) {
    for (const deployment of project.deployments) {
      const key = `${deployment.file.uri}#${deployment.index}`;
      const group = groups.get(key) ?? { deployment, projects: new Set() };
      groups.set(key, group);
      group.projects.add(project);
    }
  }
  if (groups.size === 0) return [];
  const paths = new FilePaths(uris);
  const governedBy = new Map(uris.map((uri) => [uri, governs.of(uri)]));
  return [...groups.values()].map(({ deployment, projects }) => {
    const isOwn = (uri: string): boolean => {
      const project = governedBy.get(uri);
      return project !== undefined && projects.has(project);
    };
    const select = (globs: readonly Glob[]): Set<string> =>
      new Set(globs.flatMap((glob) => (glob.up > 0 ? paths.selectedBy(glob) : paths.selectedBy(glob).filter(isOwn))));
    const { file, index, name, gateway, target, baseline } = deployment;
    return {
      name: name.text,
      file: file.uri,
      clients: select(deployment.clients),
      servers: select(deployment.servers),
      loadBalancers: select(deployment.loadBalancers),
      ...(gateway && { gateway: gatewayPolicy(file, `gateway/${index}`, gateway) }),
      ...(target && { target }),
      ...(baseline && { baseline }),
    };
  });
}
