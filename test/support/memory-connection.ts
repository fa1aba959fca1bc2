import {
  AbstractMessageReader,
  AbstractMessageWriter,
  createProtocolConnection,
  type DataCallback,
  type Disposable,
  type Message,
  type MessageReader,
  type MessageWriter,
  type ProtocolConnection,
} from 'vscode-languageserver/node';

/** Two ends of a wire within the process. Messages arrive in their order, as JSON, in a later turn of the event loop. */
export interface Wire {
  readonly client: ProtocolConnection;
  readonly server: readonly [MessageReader, MessageWriter];
  /** Number of messages that are under way. */
  readonly underWay: () => number;
}

export function newWire(): Wire {
  let underWay = 0;
  const count = (change: number): void => {
    underWay += change;
  };
  const [toServer, toClient] = [new Reader(), new Reader()];
  const client = createProtocolConnection(toClient, new Writer(toServer, count));
  return { client, server: [toServer, new Writer(toClient, count)], underWay: () => underWay };
}

class Reader extends AbstractMessageReader {
  #take: DataCallback | undefined;

  listen(take: DataCallback): Disposable {
    this.#take = take;
    return {
      dispose: () => {
        this.#take = undefined;
      },
    };
  }

  deliver(json: string): void {
    this.#take?.(JSON.parse(json) as Message);
  }
}

class Writer extends AbstractMessageWriter {
  readonly #to: Reader;
  readonly #count: (change: number) => void;

  constructor(to: Reader, count: (change: number) => void) {
    super();
    this.#to = to;
    this.#count = count;
  }

  write(message: Message): Promise<void> {
    const json = JSON.stringify(message);
    this.#count(1);
    setImmediate(() => {
      this.#count(-1);
      this.#to.deliver(json);
    });
    return Promise.resolve();
  }

  end(): void {
    // Nothing is held open.
  }
}
