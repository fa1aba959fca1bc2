import type { IPsecPolicy } from './policy.ts';
import type { RegistryWrite } from './registry/write.ts';

/** A write of NegotiateDH2048_AES256 to 1 or 2, and the clients with a policy of their own that it may reach. */
export interface OfferChange {
  readonly write: RegistryWrite;
  readonly clients: readonly ReachedClient[];
}

/** A client's policy that shares its computers with a registry write. */
export interface ReachedClient {
  readonly policy: IPsecPolicy;
  /** `file`: stated in the same file; `deployment`: named together in the project file; `folder`: in the same folder. */
  readonly by: 'file' | 'deployment' | 'folder';
}
