/** Where a text is nested deeper than anything that people write, so that nothing behind is read. */
export interface TooDeepAt {
  /** The offset of the bracket. */
  readonly at: number;
  /** So many levels are read. */
  readonly levels: number;
}
