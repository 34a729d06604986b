import type { WholeAnswer, WholeRequest } from './local-listener.ts';

/** What belongs to one connection only (RFC 9110 section 7.6.1), and what fetch sets itself. */
const NOT_FORWARDED = new Set([
  ...['connection', 'content-length', 'expect', 'host', 'keep-alive', 'proxy-authorization', 'proxy-connection'],
  ...['te', 'trailer', 'transfer-encoding', 'upgrade', 'accept-encoding', 'content-encoding'],
]);
const TIMEOUT_MS = 60_000;

/**
 * Asks the real server and gives its whole answer back.
 *
 * @param upstream base URL, without a trailing slash
 * @throws what fetch throws where there is no answer
 */
export async function forward(upstream: string, request: WholeRequest): Promise<WholeAnswer> {
  const { method, target, body } = request;
  const answer = await fetch(upstream + target, {
    method,
    headers: { ...forwarded(request.headers), 'accept-encoding': 'identity' },
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
    ...(body.length > 0 && { body: new Uint8Array(body) }),
  });
  return {
    status: answer.status,
    headers: forwarded(Object.fromEntries(answer.headers)),
    body: new Uint8Array(await answer.arrayBuffer()),
  };
}

function forwarded(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !NOT_FORWARDED.has(name)));
}
