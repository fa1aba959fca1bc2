/**
 * How well a fact is founded.
 * - `documented`: a vendor's documentation or one of the articles this product comes from says so
 * - `observed`: working public code or a test suite shows it
 * - `inferred`: follows from the above or from an RFC
 * - `recalled`: general knowledge, no source found
 */
export type Confidence = 'documented' | 'observed' | 'inferred' | 'recalled';
