import { hashCredential } from '@rollcall/server/domain/credentials';
import { ACCOUNT, type Application } from '../deployment/directory.ts';
import { type Answer, type Asked, formRequest, Hanging, request } from '../deployment/request.ts';
import type { Call, Operation, Outcome } from '../operation.ts';

/** A token, and the application it is of. */
export interface Token {
  readonly text: string;
  readonly hash: string;
  readonly application: Application;
}

type Made = Pick<Operation, 'call' | 'application' | 'bearer'>;
export type Asking = Pick<Asked, 'method' | 'path'>;

/** Asks servers, and writes down what was asked and what came of it. */
export class Client {
  readonly operations: Operation[] = [];

  /** A request on people. */
  people(port: number, token: Token, call: Call, { method, path }: Asking): Promise<[Operation, Answer | undefined]> {
    return this.#ask({ call, application: token.application.clientId, bearer: token.hash }, (headers) => ({
      ...{ port, method, path: `/v1/accounts/${ACCOUNT}/users${path}` },
      headers: { ...headers, authorization: `Bearer ${token.text}` },
    }));
  }

  /** @returns undefined where there is none */
  async issue(port: number, application: Application): Promise<Token | undefined> {
    const form = { grant_type: 'client_credentials' };
    const made = { call: { kind: 'issue' }, application: application.clientId, bearer: undefined } as const;
    const [, answer] = await this.#ask(made, (headers) =>
      formRequest(port, '/v1/oauth/token', application, form, headers),
    );
    if (answer?.status !== 200) return undefined;
    const text = String(answer.json.access_token);
    return { text, hash: hashCredential(text), application };
  }

  async revoke(port: number, { text, hash, application }: Token): Promise<Operation> {
    const made = {
      call: { kind: 'revoke', token: hash },
      application: application.clientId,
      bearer: undefined,
    } as const;
    const [operation] = await this.#ask(made, (headers) =>
      formRequest(port, '/v1/oauth/revoke', application, { token: text }, headers),
    );
    return operation;
  }

  async #ask(
    made: Made,
    asked: (headers: Readonly<Record<string, string>>) => Asked,
  ): Promise<[Operation, Answer | undefined]> {
    const id = `request-${this.operations.length}-${made.call.kind}`;
    // It has its place, and so its number, before it is sent.
    const place = this.operations.length;
    const invoked = performance.now();
    this.operations.push(operationOf({ ...made, id, invoked, completed: Number.POSITIVE_INFINITY }, undefined));
    let failure: string | undefined;
    const answer = await request(asked({ 'user-agent': id })).catch((error: unknown) => {
      if (error instanceof Hanging) throw error;
      failure = String(error);
      return undefined;
    });
    const operation = operationOf({ ...made, id, invoked, completed: performance.now() }, answer, failure);
    this.operations[place] = operation;
    return [operation, answer];
  }
}

function operationOf(
  made: Made & Pick<Operation, 'id' | 'invoked' | 'completed'>,
  answer: Answer | undefined,
  failure?: string,
): Operation {
  const { status, headers, json } = answer ?? {};
  const outcome = outcomeOf(status);
  const requestId = headers?.['x-request-id'];
  const retryAfter = headers?.['retry-after'];
  return {
    ...made,
    outcome,
    status,
    requestId: requestId === undefined ? undefined : String(requestId),
    reason: outcome === 'done' ? undefined : (failure ?? json?.message ?? json?.error),
    retryAfter: retryAfter === undefined ? undefined : Number(retryAfter),
    people: outcome === 'done' ? peopleOf(json) : [],
    issued: json?.access_token === undefined ? undefined : hashCredential(json.access_token),
  };
}

function outcomeOf(status: number | undefined): Outcome {
  if (status === undefined || status >= 500) return 'unknown';
  return status === 200 ? 'done' : 'refused';
}

function peopleOf(json: Answer['json']): Operation['people'] {
  if (Array.isArray(json?.results)) return json.results;
  return json?.id === undefined ? [] : [json];
}
