import type { Socket } from 'node:net';
import { ERRORS, type ErrorReason, statusBody } from '@rollcall/contract';
import { logRequest, type RequestRecord } from '../telemetry/request-log.ts';
import type { Door } from './door.ts';

type TransportReason = Extract<ErrorReason, 'malformed_request' | 'request_timeout' | 'headers_too_large'>;

const STATUS_TEXTS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
};

/** Answers what the HTTP parser gave up on: there is no request to speak of, so the answer is written by hand. */
export function answerParserError(
  door: Door,
  error: Error & { code?: string },
  socket: Socket,
  requestId: string,
): void {
  const reason = reasonOf(error.code);
  // A failed or late TLS handshake comes here too: an answer would wait for the end of that handshake, for ever.
  if (reason === undefined || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status } = ERRORS[reason];
  record(door, { requestId, status, reason, address: socket.remoteAddress });
  const body = JSON.stringify(statusBody({ reason, requestId, violations: [], metadata: {} }));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_TEXTS[status]}`,
    'Connection: close',
    'Cache-Control: no-store',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${requestId}`,
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}

/** Method, path and headers are not known: what there is of them may be anything. */
function record(door: Door, known: Pick<RequestRecord, 'requestId' | 'status' | 'reason' | 'address'>): void {
  door.metrics.observe('Unmatched', known.status, 0);
  logRequest(door.logger, { ...known, operation: 'Unmatched', isChange: false, method: '', path: '', durationMs: 0 });
}

/** Undefined where the connection failed and not the request on it. */
function reasonOf(code: string | undefined): TransportReason | undefined {
  if (code === 'HPE_HEADER_OVERFLOW') return 'headers_too_large';
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'request_timeout';
  return code?.startsWith('HPE_') ? 'malformed_request' : undefined;
}
