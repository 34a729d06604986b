import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';

/** Nothing may hang: far beyond what any answer takes, however slow the machine. Milliseconds. */
const DEADLINE_MS = 60_000;

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape, and assert on what they find
  readonly json: any;
}

export interface Asked {
  readonly port: number;
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** No answer within the deadline: what must never be. */
export class Hanging extends Error {}

/** One request on a connection of its own. Rejects when the connection breaks before the answer is complete. */
export function request({ port, method, path, headers, body }: Asked): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const outgoing = httpRequest({ host: '127.0.0.1', port, method, path, headers, agent: false }, (response) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('error', reject);
    response.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const isJson = String(response.headers['content-type']).includes('json');
      const json = isJson ? JSON.parse(text) : text;
      resolve({ status: response.statusCode ?? 0, headers: response.headers, json });
    });
  });
  outgoing.on('error', reject);
  outgoing.setTimeout(DEADLINE_MS, () => outgoing.destroy(new Hanging(`${method} ${path} was never answered.`)));
  outgoing.end(body);
  return promise;
}

export function formRequest(
  port: number,
  path: string,
  credentials: { readonly clientId: string; readonly secret: string },
  form: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Asked {
  const authorization = `Basic ${btoa(`${credentials.clientId}:${credentials.secret}`)}`;
  return {
    port,
    method: 'POST',
    path,
    headers: { authorization, 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(form).toString(),
  };
}
