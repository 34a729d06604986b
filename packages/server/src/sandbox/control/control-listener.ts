import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type { Address } from '../../listener.ts';
import type { Regions } from '../region/regions.ts';

export interface ControlOptions {
  readonly regions: Regions;
  /** The CA to trust, as PEM. */
  readonly ca: string | undefined;
  /** A free port of 127.0.0.1 unless given. */
  readonly address: Address | undefined;
  readonly logger: Logger;
}

/** What answers at the controls. */
export type ControlApp = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Listens for the controls. What answers is loaded when somebody asks, so that a start does not wait for it.
 *
 * @param endings how to stop it is added to it
 * @throws the system's error when the address cannot be listened on
 */
export async function startControlListener(
  options: ControlOptions,
  endings: (() => Promise<void>)[],
): Promise<{ readonly url: string }> {
  const { host, port } = options.address ?? { host: '127.0.0.1', port: 0 };
  const startTime = new Date();
  let url = '';
  let app: Promise<ControlApp> | undefined;
  const server = createServer((request, response) => {
    app ??= import('./control-app.ts').then(({ createControlApp }) =>
      createControlApp({ ...options, host, startTime, url: () => url }),
    );
    app.then(
      (answer) => answer(request, response),
      (error: unknown) => {
        options.logger.error({ err: error }, 'the controls cannot be loaded');
        response.writeHead(500).end();
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  const { port: bound } = server.address() as AddressInfo; // it listens on a port, not on a pipe
  url = `http://${urlHost(host)}:${bound}`;
  endings.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return { url };
}

/** What a program on this machine calls the interface. */
function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
