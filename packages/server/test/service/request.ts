import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { assertConforms } from './conformance.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The body as JSON; undefined where it is empty. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape, and assert on what they find
  readonly json: any;
}

export interface RequestOptions {
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string | Uint8Array | undefined;
}

/** One request with the path exactly as given. The answer is held against OpenAPI before it is handed out. */
export async function send(
  baseUrl: string,
  method: string,
  path: string,
  options: RequestOptions = {},
): Promise<Answer> {
  const answer = await exchange(baseUrl, method, path, options);
  assertConforms({ ...answer, method, path: path.split('?')[0] ?? '' });
  return answer;
}

/** The same, held against nothing. */
export async function exchange(
  baseUrl: string,
  method: string,
  path: string,
  options: RequestOptions,
): Promise<Answer> {
  const { hostname, port } = new URL(baseUrl);
  const answer = await new Promise<Omit<Answer, 'json'>>((resolve, reject) => {
    const headers = { ...options.headers };
    const outgoing = httpRequest({ hostname, port, method, path, headers, agent: false }, (response) => {
      const { statusCode: status = 0, headers } = response;
      if (String(headers['content-type']).startsWith('text/event-stream')) {
        resolve({ status, headers, text: '' }); // it has no end of its own
        outgoing.destroy();
        return;
      }
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => resolve({ status, headers, text: Buffer.concat(chunks).toString('utf8') }));
    });
    outgoing.on('error', reject);
    outgoing.end(options.body);
  });
  const isJson = /[/+]json/.test(String(answer.headers['content-type']));
  return { ...answer, json: isJson && answer.text !== '' ? JSON.parse(answer.text) : undefined };
}
