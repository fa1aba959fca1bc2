/** A setting of an object of a load balancer. */
export interface SettingInfo {
  /** As it is written, without a hyphen before it. */
  readonly name: string;
  /** What it does, in one sentence. */
  readonly about: string;
  /** Every value it takes, where these are few; the best one for a VPN first. */
  readonly values?: readonly string[];
  /** What counts where it is left out. */
  readonly default?: string;
  /** The kind of object whose name it takes. */
  readonly refersTo?: string;
}

/** A kind of object that this product understands, such as `ltm virtual` or `lb vserver`. */
export interface ObjectKind {
  /** As the notation writes it. */
  readonly kind: string;
  /** What it is, in one sentence. */
  readonly about: string;
  readonly settings: readonly SettingInfo[];
  /** Where its facts come from. */
  readonly sources: readonly string[];
}
