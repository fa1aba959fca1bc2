import { ErrorCodes, Message, ResponseError, type MessageStrategy, type NotificationMessage, type RequestMessage } from 'vscode-languageserver';

/** The method under which a request is handed on that must not be answered yet, or no longer. No client knows it. */
export const REFUSED = 'aovpn/refused';

/** What a refused request is answered with. */
export interface Refusal {
  readonly code: number;
  readonly message: string;
}

/**
 * Keeps the protocol's order: nothing before `initialize` has been answered, `initialize` only once, nothing after `shutdown` but `exit`. Requests out of order are
 * answered with the protocol's errors: an empty answer would say that nothing is wrong with a file that nobody has looked at. Notifications out of order are dropped.
 */
export class Handshake implements MessageStrategy {
  #stage: 'waiting' | 'starting' | 'serving' | 'ended' = 'waiting';

  /** To be called with how the answer to `initialize` turned out. After one that failed, the client may try again. */
  answered(isServing: boolean): void {
    this.#stage = isServing ? 'serving' : 'waiting';
  }

  /** Called by the connection with each message; `next` takes it. */
  handleMessage(message: Message, next: (message: Message) => Promise<void>): Promise<void> {
    if (Message.isRequest(message)) return next(this.#request(message));
    if (Message.isNotification(message) && !this.#takes(message)) return Promise.resolve();
    return next(message);
  }

  #request(message: RequestMessage): Message {
    const refusal = this.#refusal(message.method);
    if (refusal) return { jsonrpc: message.jsonrpc, id: message.id, method: REFUSED, params: refusal } as RequestMessage;
    if (message.method === 'initialize') this.#stage = 'starting';
    if (message.method === 'shutdown') this.#stage = 'ended';
    return message;
  }

  #refusal(method: string): Refusal | undefined {
    if (this.#stage === 'ended') return { code: ErrorCodes.InvalidRequest, message: `The server has been shut down and does not answer ${method}.` };
    if (method === 'initialize')
      return this.#stage === 'waiting' ? undefined : { code: ErrorCodes.InvalidRequest, message: 'The server is already initialized.' };
    // Whoever gives up before the beginning may say so.
    if (this.#stage === 'serving' || method === 'shutdown') return undefined;
    return { code: ErrorCodes.ServerNotInitialized, message: `The server does not answer ${method} before it is initialized.` };
  }

  #takes({ method }: NotificationMessage): boolean {
    return this.#stage === 'serving' || method === 'exit' || method.startsWith('$/');
  }
}

/** The answer to a request under `REFUSED`. */
export function refused({ code, message }: Partial<Refusal> = {}): ResponseError {
  return new ResponseError(code ?? ErrorCodes.MethodNotFound, message ?? `Unhandled method ${REFUSED}`);
}
