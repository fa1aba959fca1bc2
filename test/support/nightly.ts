/** Whether everything is tried (`npm run test:nightly`), or as much as a build server has the time for. */
export const IS_NIGHTLY = process.env.AOVPN_NIGHTLY !== undefined;

/** Where random choices begin: the same for everybody who builds, another one each night. `AOVPN_SEED` repeats a night. */
export const SEED = process.env.AOVPN_SEED === undefined ? (IS_NIGHTLY ? Date.now() & 0x7fffffff : 1) : Number(process.env.AOVPN_SEED);

/** Whether the sources are those of a mutation test, `npm run mutation`, which count every step: their time says nothing. */
export const IS_MUTATED = process.env.AOVPN_MUTATED !== undefined;
