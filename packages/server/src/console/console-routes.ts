import { randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import type { Answer } from '../http/answer.ts';
import { conclude } from '../http/conclude.ts';
import type { Door } from '../http/door.ts';
import type { Route } from '../http/routes.ts';
import { refuseOutright } from '../http/unmatched.ts';
import { type ConsoleFiles, type Encoding, readConsole } from './console-files.ts';
import { FILE_HEADERS, pageHeaders } from './console-headers.ts';

const OPERATION = 'GetConsole';
/** What the built page has in place of a nonce. */
const PLACE_OF_NONCE = '__CSP_NONCE__';
const NOT_BUILT =
  'The console is not built here. In the repository, run: npm run build --workspace packages/console\n' +
  'The management API and the rollcall command work without it.\n';

/**
 * The web console, below `/console/`. Its files are read when somebody first asks for them.
 * @param folder what was built of it
 */
export function createConsoleRoutes(door: Door, folder: URL): readonly Route[] {
  let reading: Promise<ConsoleFiles | undefined> | undefined;
  const read = async () => {
    reading ??= readConsole(folder);
    const files = await reading.catch(() => undefined);
    // Not to be remembered: it may be built while the server runs.
    if (files === undefined) reading = undefined;
    return files;
  };
  return [
    // Relative: whoever stands in front may have put a prefix before it.
    route(door, '/console', () => text(308, 'The console is at console/\n', { location: 'console/' })),
    route(door, '/console/', async () => pageAnswer(await read())),
    route(door, '/console/assets/:file', async (request) => assetAnswer(await read(), request)),
  ];
}

function pageAnswer(files: ConsoleFiles | undefined): Answer {
  if (files === undefined) return text(404, NOT_BUILT);
  const nonce = randomBytes(16).toString('base64');
  return {
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8', ...pageHeaders(nonce) },
    body: files.page.replaceAll(PLACE_OF_NONCE, nonce),
  };
}

/** Its name says what is in it: it is good for ever. */
function assetAnswer(files: ConsoleFiles | undefined, request: FastifyRequest): Answer | undefined {
  const { file: name = '' } = request.params as { file?: string }; // as the route names it
  const file = files?.assets.get(name);
  if (file === undefined) return undefined;
  const encoding = bestEncoding(request);
  const body = file.bodies[encoding];
  return {
    status: 200,
    headers: {
      'content-type': file.type,
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
      ...(body !== undefined && encoding !== 'identity' && { 'content-encoding': encoding }),
      ...FILE_HEADERS,
    },
    body: body ?? file.bodies.identity,
  };
}

function bestEncoding({ headers }: FastifyRequest): Encoding {
  const taken = new Negotiator({ headers }).encodings(['br', 'gzip']);
  return (['br', 'gzip'] as const).find((each) => taken.includes(each)) ?? 'identity';
}

function text(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...FILE_HEADERS, ...headers }, body };
}

/** @param answer undefined: there is nothing of this name */
function route(
  door: Door,
  url: string,
  answer: (request: FastifyRequest) => Answer | undefined | Promise<Answer | undefined>,
): Route {
  return {
    operation: OPERATION,
    version: undefined,
    method: 'GET',
    url,
    handle: async (request, reply) => {
      const startedAt = performance.now();
      const found = await answer(request);
      if (found === undefined) return refuseOutright(door, 'path_not_found')(request, reply);
      return conclude(door, request, reply, found, { operation: OPERATION, status: found.status, startedAt });
    },
    refuse: refuseOutright(door, 'method_not_allowed', { allow: 'GET' }),
  };
}
