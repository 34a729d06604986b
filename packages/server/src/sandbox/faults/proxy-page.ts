import { STATUS_CODES } from 'node:http';
import type { Answer } from '../../http/answer.ts';

/** What a proxy in between shows to people, whoever asks. */
export function proxyPage(status: number): Answer {
  const title = `${status} ${STATUS_CODES[status] ?? 'Unknown'}`;
  const body = [
    '<!DOCTYPE html>',
    `<html lang="en"><head><meta charset="utf-8"><title>${title}</title></head>`,
    `<body><h1>${title}</h1><p>A proxy in front of the service answered this.</p></body></html>`,
    '',
  ].join('\n');
  return { status, headers: { server: 'proxy', 'content-type': 'text/html; charset=utf-8' }, body };
}
