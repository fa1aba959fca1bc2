/**
 * What the deployment view shows, as data. Types only: the extension's view takes them as they are.
 * `P` is a place in a file: offsets inside, a range of a document at the edge.
 */

/** How something is, as far as the files tell. `unknown` is no judgement: nothing that is read says it. */
export type Health = 'ok' | 'broken' | 'unknown';

export interface DeploymentView<P> {
  /** `comparison`: two texts, whoever they belong to; it has no path. */
  readonly kind: 'deployment' | 'comparison';
  readonly title: string;
  readonly health: Health;
  /** What will become of its clients, or what two texts are to each other, in a sentence. */
  readonly summary: string;
  /** What to do next, where nothing or little can be shown. */
  readonly advice?: string;
  readonly path: PathView<P>;
  readonly matrix: MatrixView<P>;
  readonly negotiations: readonly NegotiationView<P>[];
  /** How many negotiations more there are, which are like those shown. */
  readonly negotiationsLeft: number;
}

/** The way of a packet: stages in their order, and which part leads to which. */
export interface PathView<P> {
  readonly stages: readonly StageView<P>[];
  readonly links: readonly { readonly from: string; readonly to: string }[];
}

export interface StageView<P> {
  readonly id: 'clients' | 'ports' | 'balancers' | 'servers';
  readonly title: string;
  readonly boxes: readonly BoxView<P>[];
}

export interface BoxView<P> {
  /** The same for the same part as long as it is there. */
  readonly id: string;
  readonly title: string;
  readonly health: Health;
  /** Short statements, the most important first. */
  readonly lines: readonly string[];
  /** What is wrong with it: what decides about a connection first, then errors, then warnings. */
  readonly problems: readonly ProblemView[];
  readonly at?: P;
}

export interface ProblemView {
  /** Sentences. */
  readonly text: string;
  readonly severity: 'error' | 'warning';
}

export interface MatrixView<P> {
  readonly rows: readonly RowView[];
  readonly columns: readonly ColumnView<P>[];
  /** How many clients are not among the columns, because there are too many. */
  readonly left: number;
}

export interface RowView {
  readonly id: string;
  readonly title: string;
  /** The exchange of IKEv2 that it belongs to, for one of the six values. */
  readonly phase?: string;
  readonly differs: boolean;
}

export interface ColumnView<P> {
  readonly id: string;
  readonly kind: 'client' | 'server' | 'baseline' | 'pasted';
  readonly title: string;
  /** What kind of text says it. */
  readonly detail: string;
  readonly health: Health;
  /** All that say the same, the one in the title first. */
  readonly members: readonly { readonly name: string; readonly at?: P }[];
  /** Of the policies that share it. */
  readonly ids: readonly string[];
  /** One for each row. */
  readonly cells: readonly CellView<P>[];
}

export interface CellView<P> {
  readonly text: string;
  /** `plain`: it is compared with nothing. */
  readonly state: 'same' | 'differs' | 'unknown' | 'plain';
  /** Where a value comes from that the file does not state, or what else is to be known of it. */
  readonly note?: string;
  /** What is reported about it. */
  readonly problems: readonly ProblemView[];
  readonly fixable: boolean;
  readonly at?: P;
}

/** One client and one server in the exchanges of IKEv2. */
export interface NegotiationView<P> {
  readonly id: string;
  readonly client: { readonly name: string; readonly at?: P };
  readonly server: { readonly name: string; readonly at?: P };
  readonly health: Health;
  readonly sentence: string;
  readonly confidence: string;
  readonly phases: readonly PhaseView[];
  readonly caveats: readonly string[];
}

export interface PhaseView {
  readonly title: string;
  readonly health: Health;
  /** What becomes of it, in a few words. */
  readonly result: string;
  readonly values: readonly {
    readonly title: string;
    readonly client: string;
    readonly server: string;
    readonly verdict: string;
    readonly health: Health;
  }[];
}
