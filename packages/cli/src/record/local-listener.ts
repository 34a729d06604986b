import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Failure } from '../failure.ts';

export interface LocalListenerOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Plain HTTP instead of HTTPS with a certificate of the local CA. */
  readonly http: boolean;
  /** Where the local CA lives. */
  readonly certificateFolder: () => string | Promise<string>;
}

/** What a client sends, whole. */
export interface WholeRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface WholeAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
}

export interface LocalListener {
  readonly baseUrl: string;
  readonly caFile: string | undefined;
  close(): Promise<void>;
}

/** More than this is no request of this API. */
const MAX_BODY_BYTES = 1024 * 1024;

/**
 * Listens for whole requests, on this machine.
 *
 * @throws Failure where the port cannot be had
 */
export async function listenLocally(
  options: LocalListenerOptions,
  answer: (request: WholeRequest) => Promise<WholeAnswer>,
): Promise<LocalListener> {
  const { host, port } = options;
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    respond(request, response, answer).catch(() => response.destroy());
  };
  const certificate = options.http ? undefined : await localCertificate(options);
  const server = certificate ? createTlsServer(certificate, handle) : createServer(handle);
  await open(server, host, port);
  const { port: bound } = server.address() as AddressInfo; // it listens on a port, not on a pipe
  const name = host === '127.0.0.1' || host === '::1' ? 'localhost' : host;
  return {
    baseUrl: `${certificate ? 'https' : 'http'}://${name}:${bound}`,
    caFile: certificate?.caFile,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function localCertificate({ host, certificateFolder }: LocalListenerOptions) {
  const { ensureLocalCertificate } = await import('@rollcall/server/tls/local-certificate');
  const { material, caFile } = await ensureLocalCertificate(await certificateFolder(), { names: [host] });
  return { cert: material.cert, key: material.key, caFile };
}

async function open(server: Server, host: string, port: number): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, host, resolve);
    });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : 'unknown';
    throw new Failure(`Port ${port} on ${host} cannot be opened (${code}). Give another --port (0 takes a free one).`, {
      cause,
    });
  }
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (request: WholeRequest) => Promise<WholeAnswer>,
): Promise<void> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) throw new RangeError('the body is too large');
    chunks.push(chunk);
  }
  const { method = 'GET', url: target = '/' } = request;
  const headers = singleHeaders(request.headers);
  const { status, headers: sent, body } = await answer({ method, target, headers, body: Buffer.concat(chunks) });
  response.writeHead(status, { ...sent, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

/** Names in lower case, repeated ones joined. */
function singleHeaders(headers: IncomingMessage['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, [value].flat().join(', ')]],
    ),
  );
}
