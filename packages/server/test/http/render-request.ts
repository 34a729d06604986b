import type { ArbitraryRequest } from './arbitrary-request.ts';

/** What is known once the service runs, for the places where `{account}` and the like stand in a request. */
export interface Known {
  readonly account: string;
  readonly user: string;
  readonly token: string;
  /** An Authorization header. */
  readonly credentials: string;
}

/** The path and the bytes of the whole request. */
export function renderRequest(request: ArbitraryRequest, known: Known): { path: string; bytes: Uint8Array } {
  const { method, segments, query, headers, body, chunked, raw } = request;
  const inUrl = (value: string) => asUrlPart(fill(value, known), raw);
  const path = `/${segments.map(inUrl).join('/')}`;
  const search = typeof query === 'string' ? inUrl(query) : query?.map((pair) => pair.map(inUrl).join('=')).join('&');
  const head = [
    `${method} ${path}${search === undefined ? '' : `?${search}`} HTTP/1.1`,
    'Host: localhost',
    ...headers.map(([name, value]) => `${name}: ${asHeader(fill(value, known), raw)}`),
    chunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${body.length}`,
    'Connection: close',
    '\r\n',
  ];
  const content = chunked ? inChunks(body) : [body];
  return { path, bytes: Buffer.concat([Buffer.from(head.join('\r\n'), 'latin1'), ...content]) };
}

function fill(template: string, known: Known): string {
  return template.replace(/\{(account|user|token|credentials)\}/g, (_, name: keyof Known) => known[name]);
}

/** Text of any characters as the bytes a client would send: UTF-8, in a string that is written as Latin-1. */
function asUrlPart(value: string, raw: boolean): string {
  const bytes = Buffer.from(value).toString('latin1');
  return raw ? bytes : bytes.replace(/[^!-~]/g, (byte) => `%${Buffer.from(byte, 'latin1').toString('hex')}`);
}

function asHeader(value: string, raw: boolean): string {
  return raw ? value : value.replace(/[^ -~\u0080-\u00ff]/g, '?');
}

function inChunks(body: Uint8Array): Uint8Array[] {
  const end = Buffer.from('0\r\n\r\n');
  if (body.length === 0) return [end];
  return [Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n'), end];
}
