import { append } from '../core/lists.ts';
import { gatewayPolicy } from './gateway.ts';
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
  const governed = new Map<Project, string[]>(projects.map((project) => [project, []]));
  const governs = new Governed(projects);
  if (projects.some(({ deployments }) => deployments.length > 0)) for (const uri of uris) push(governed, governs.of(uri), uri);
  const groups = new Map<string, { readonly deployment: ProjectDeployment; readonly own: string[] }>();
  for (const project of projects) {
    for (const deployment of project.deployments) {
      const key = `${deployment.file.uri}#${deployment.index}`;
      const group = groups.get(key) ?? { deployment, own: [] };
      groups.set(key, group);
      append(group.own, governed.get(project) ?? []);
    }
  }
  return [...groups.values()].map(({ deployment, own }) => {
    const select = (globs: readonly Glob[]): Set<string> => new Set(globs.flatMap((glob) => (glob.up > 0 ? uris : own).filter((uri) => glob.matches(uri))));
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

function push(governed: Map<Project, string[]>, project: Project | undefined, uri: string): void {
  if (project) governed.get(project)?.push(uri);
}
