import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { newAccessToken, newClientSecret } from '../../src/domain/credentials.ts';
import { createLogger, type LogLevel } from '../../src/telemetry/logger.ts';
import { logRequest, type RequestRecord } from '../../src/telemetry/request-log.ts';

const RECORD: RequestRecord = {
  requestId: 'r-1',
  operation: 'GetUser',
  method: 'GET',
  path: '/v1/accounts/A/users/B',
  status: 200,
  isChange: false,
  durationMs: 0.123456,
};

function recording(level: LogLevel) {
  const lines: string[] = [];
  const logger = createLogger({ level, destination: { write: (line: string) => void lines.push(line) } });
  return { logger, lines, objects: () => lines.map((line): Record<string, unknown> => JSON.parse(line)) };
}

describe('the logger', () => {
  test('writes one JSON line with level, time and service', () => {
    const { logger, lines, objects } = recording('info');
    logger.info({ port: 8443 }, 'listening');
    const [object] = objects();
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? '', /^\{.*\}\n$/);
    assert.deepEqual(
      { ...object, time: '' },
      { level: 'info', time: '', service: 'rollcall', port: 8443, msg: 'listening' },
    );
    assert.match(String(object?.time), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  test('writes to stderr before the process ends, whatever ends it', () => {
    const module = fileURLToPath(new URL('../../src/telemetry/logger.ts', import.meta.url));
    const script = `import { createLogger } from ${JSON.stringify(module)};
      createLogger({ level: 'info' }).info('last words'); process.kill(process.pid, 'SIGKILL');`;
    const { stderr, stdout } = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', script], {
      encoding: 'utf8',
    });
    assert.match(stderr, /last words/);
    assert.equal(stdout, '');
  });

  test('censors credentials wherever they stand', () => {
    const random = { bytes: (size: number) => new Uint8Array(size).fill(0xa5), uuid: () => '' };
    const token = newAccessToken(random);
    const secret = newClientSecret(random);
    const basic = Buffer.from(`7a1e4c52-0000-4000-8000-000000000000:${secret}`).toString('base64');
    const { logger, lines } = recording('info');
    logger.info({ headers: { authorization: `Bearer ${token}`, 'proxy-authorization': 'x' } }, `Bearer ${token}`);
    logger.info({ a: { b: { c: { secret: 'tell "nobody"', client_secret: 's3cr3t', token: 'abc' } } } }, 'deep');
    logger.info({ url: `https://x/?t=${token}&s=${secret}` }, `sent authorization: Basic ${basic}`);
    logger.error(new Error(`no such token ${token}`));
    const text = lines.join('');
    for (const bad of [token, secret, basic, 'nobody', 's3cr3t', '"abc"', '"x"']) assert.ok(!text.includes(bad), bad);
    for (const line of lines) JSON.parse(line);
  });

  test('leaves ordinary words alone', () => {
    const { logger, objects } = recording('info');
    logger.info({ accessTokens: 3, reason: 'invalid_token' }, 'Basic authentication; a Bearer token is missing');
    assert.equal(objects()[0]?.msg, 'Basic authentication; a Bearer token is missing');
    assert.equal(objects()[0]?.reason, 'invalid_token');
  });
});

describe('the line of a request', () => {
  const levelOf = (record: Partial<RequestRecord>) => {
    const { logger, objects } = recording('debug');
    logRequest(logger, { ...RECORD, ...record });
    return objects()[0]?.level;
  };

  test('has a level by what happened', () => {
    assert.equal(levelOf({}), 'debug');
    assert.equal(levelOf({ isChange: true, operation: 'SuspendUser' }), 'info');
    assert.equal(levelOf({ method: 'POST', operation: 'IssueToken' }), 'debug');
    assert.equal(levelOf({ status: 404 }), 'info');
    assert.equal(levelOf({ status: 503 }), 'error');
  });

  test('is not written, nor worked out, when its level is off', () => {
    const { logger, lines } = recording('info');
    const untouchable = {
      ...RECORD,
      get userAgent(): string {
        throw new Error('worked out');
      },
    };
    logRequest(logger, untouchable);
    assert.deepEqual(lines, []);
  });

  test('holds what an operator asks for and no query', () => {
    const { logger, objects } = recording('debug');
    logRequest(logger, { ...RECORD, path: '/v1/users?page_token=abc', reason: 'invalid_filter', userAgent: 'app/1' });
    const { time, ...rest } = objects()[0] ?? {};
    assert.equal(typeof time, 'string');
    assert.deepEqual(rest, {
      level: 'debug',
      service: 'rollcall',
      requestId: 'r-1',
      operation: 'GetUser',
      method: 'GET',
      path: '/v1/users',
      status: 200,
      reason: 'invalid_filter',
      durationMs: 0.123,
      userAgent: 'app/1',
      msg: 'request',
    });
  });

  test('cannot be forged from outside: no steering characters, bounded in length', () => {
    const hostile = fc.string({ unit: 'binary', maxLength: 2000 });
    fc.assert(
      fc.property(hostile, hostile, hostile, (path, userAgent, requestId) => {
        const { logger, lines, objects } = recording('debug');
        logRequest(logger, {
          ...RECORD,
          path: `/${path}`,
          userAgent: `\u001b[31m${userAgent}\n{"level":"error"}`,
          requestId,
        });
        assert.equal(lines.length, 1);
        const [object] = objects();
        for (const text of [object?.path, object?.userAgent, object?.requestId]) {
          // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
          assert.doesNotMatch(String(text), /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/);
          assert.ok(String(text).length <= 257);
        }
      }),
    );
  });
});
