import type { Duplex } from 'node:stream';
import { ERRORS, type ErrorReason, statusBody } from '@rollcall/contract';

type TransportReason = Extract<ErrorReason, 'malformed_request' | 'request_timeout' | 'headers_too_large'>;

const STATUS_TEXTS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
};

/** Answers what the HTTP parser gave up on: there is no request to speak of, so the answer is written by hand. */
export function answerParserError(error: Error & { code?: string }, socket: Duplex, requestId: string): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const reason = reasonOf(error.code);
  const { status } = ERRORS[reason];
  const body = JSON.stringify(statusBody({ reason, requestId, violations: [], metadata: {} }));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_TEXTS[status]}`,
    'Connection: close',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${requestId}`,
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}

function reasonOf(code: string | undefined): TransportReason {
  if (code === 'HPE_HEADER_OVERFLOW') return 'headers_too_large';
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'request_timeout';
  return 'malformed_request';
}
