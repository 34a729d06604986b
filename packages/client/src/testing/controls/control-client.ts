/** A value of a query; undefined is left out. */
type QueryValue = string | number | undefined;

export interface ControlRequest {
  /** Below `/sandbox/v1`. */
  readonly path: string;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly query?: Readonly<Record<string, QueryValue>>;
  /** Sent as JSON. */
  readonly body?: object;
}

/** Asks the controls of a sandbox. */
export type ControlClient = <Answer>(request: ControlRequest) => Promise<Answer>;

/**
 * Asks the controls at this URL.
 *
 * @param controlUrl `http://localhost:9440`: what `rollcall sandbox` prints
 */
export function controlClient(controlUrl: string): ControlClient {
  const base = `${controlUrl.replace(/\/+$/, '')}/sandbox/v1`;
  return async <Answer>({ path, method = 'GET', query = {}, body }: ControlRequest): Promise<Answer> => {
    const url = new URL(base + path);
    for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, `${value}`);
    const init = body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    let answer: Response;
    try {
      answer = await fetch(url, { method, ...init });
    } catch (cause) {
      throw new Error(`The controls of the sandbox at ${controlUrl} do not answer. Is it running?`, { cause });
    }
    const text = await answer.text();
    if (!answer.ok) throw new Error(sentenceOf(text) ?? `The controls at ${controlUrl} answered ${answer.status}.`);
    return (text === '' ? undefined : JSON.parse(text)) as Answer; // follows the operation's schema
  };
}

/** What the answer says to a person: its LocalizedMessage. */
function sentenceOf(text: string): string | undefined {
  try {
    const { details = [] } = JSON.parse(text) as { readonly details?: readonly { readonly message?: unknown }[] };
    const sentence = details.find(({ message }) => typeof message === 'string')?.message;
    return typeof sentence === 'string' ? sentence : undefined;
  } catch {
    return undefined;
  }
}
