import fc from 'fast-check';
import { SEED } from './nightly.ts';

// A failure prints its seed all the same: AOVPN_SEED=… repeats it.
fc.configureGlobal({ seed: SEED });

/** fast-check, whose random choices are the same for everybody who builds. Tests take it from here. */
export { fc };
