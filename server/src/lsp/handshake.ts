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

  /** To be called when `initialize` has succeeded. */
  begin(): void {
    this.#stage = 'serving';
  }

  /** Called by the connection with each message; `next` takes it. */
  handleMessage(message: Message, next: (message: Message) => Promise<void>): Promise<void> {
    if (Message.isRequest(message)) return this.#pass(message, next);
    if (Message.isNotification(message) && !this.#takes(message)) return Promise.resolve();
    return next(message);
  }

  async #pass(message: RequestMessage, next: (message: Message) => Promise<void>): Promise<void> {
    const refusal = this.#refusal(message.method);
    if (refusal) return next({ jsonrpc: message.jsonrpc, id: message.id, method: REFUSED, params: refusal } as RequestMessage);
    if (message.method === 'shutdown') this.#stage = 'ended';
    if (message.method !== 'initialize') return next(message);
    this.#stage = 'starting';
    await next(message);
    // It has failed. The client may try again.
    if (this.#isStarting()) this.#stage = 'waiting';
  }

  #isStarting(): boolean {
    return this.#stage === 'starting';
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
