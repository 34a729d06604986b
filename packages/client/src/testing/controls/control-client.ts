import { refusalIn } from './refusal.ts';
import { SandboxError } from './sandbox-error.ts';

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

/**
 * Asks the controls of a sandbox.
 *
 * @throws SandboxError with the sandbox's sentence, or that none is there
 */
export type ControlClient = <Answer>(request: ControlRequest) => Promise<Answer>;

/**
 * Asks the controls at this URL.
 *
 * @param controlUrl `http://127.0.0.1:9440`: what `rollcall sandbox` prints
 * @throws SandboxError where that is no URL
 */
export function controlClient(controlUrl: string): ControlClient {
  const base = baseOf(controlUrl);
  return async <Answer>({ path, method = 'GET', query = {}, body }: ControlRequest): Promise<Answer> => {
    const url = new URL(base + path);
    for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, `${value}`);
    const init = body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    let status: number;
    let text: string;
    try {
      const answer = await fetch(url, { method, ...init });
      status = answer.status;
      text = await answer.text();
    } catch (cause) {
      throw new SandboxError(`The controls of the sandbox at ${controlUrl} do not answer. Is it running?`, { cause });
    }
    const answer = parse(text);
    if (status >= 400) throw refusalIn(status, answer) ?? notControls(controlUrl, status);
    // Only 204 has nothing to say, and all others say it in an object.
    if (status !== 204 && (typeof answer !== 'object' || answer === null)) throw notControls(controlUrl, status);
    return answer as Answer; // follows the operation's schema
  };
}

function baseOf(controlUrl: string): string {
  const { protocol } = URL.canParse(controlUrl) ? new URL(controlUrl) : { protocol: '' };
  if (protocol !== 'http:' && protocol !== 'https:') {
    throw new SandboxError(
      `"${controlUrl}" is no URL of a sandbox's controls. It looks like http://127.0.0.1:9440, and rollcall sandbox prints it.`,
    );
  }
  return `${controlUrl.replace(/(?:\/+|\/sandbox\/v1\/?)$/, '')}/sandbox/v1`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Most likely the base URL of the Users API. */
export function notControls(controlUrl: string, status: number): SandboxError {
  const sentence = `What answers at ${controlUrl} (with ${status}) is not the controls of a sandbox, which listen on a port of their own.`;
  return new SandboxError(`${sentence} rollcall sandbox prints it.`, { status });
}
