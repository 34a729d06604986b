import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApiError, ConnectionError, ERR_CONNECTION, ERR_NOT_FOUND, REGION_BASE_URLS } from '@rollcall/client';
import { explainFailure } from '../../src/connection/explain-failure.ts';
import { isHopeless } from '../../src/connection/hopeless.ts';

/** As `fetch` tells it: an error of its own around the one of the system. */
function noConnection(code: string, message = `connect ${code}`, host = 'users.example.com'): ConnectionError {
  const cause = new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code }) });
  return new ConnectionError(ERR_CONNECTION, `IssueToken: no whole answer from ${host}: ${message}.`, {
    cause,
  });
}

describe('a failed connection', () => {
  const cases: readonly (readonly [string, RegExp, first: boolean, later: boolean])[] = [
    ['ECONNREFUSED', /Nothing listens there/, true, false],
    ['ENOTFOUND', /There is no host of that name/, true, false],
    ['EAI_AGAIN', /could not be looked up/, false, false],
    ['ECONNRESET', /rollcall doctor/, false, false],
    ['UND_ERR_SOCKET', /rollcall doctor/, false, false],
    ['CERT_HAS_EXPIRED', /check the clock/, true, true],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /for other names/, true, true],
    ['ERR_SSL_WRONG_VERSION_NUMBER', /does not speak TLS/, true, true],
    ['SELF_SIGNED_CERT_IN_CHAIN', /--ca-file/, true, true],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', /--ca-file/, true, true],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', /--ca-file/, true, true],
  ];
  for (const [code, wayOut, first, later] of cases) {
    it(`${code}: ${first ? 'ends at once' : 'is tried again'}; ${later ? 'ends at once' : 'is tried again'} once the server was reached`, () => {
      const error = noConnection(code);
      assert.match(explainFailure(error), wayOut);
      assert.equal(isHopeless(error, false), first);
      assert.equal(isHopeless(error, true), later);
    });
  }

  it('to a public region is not the fault of --base-url', () => {
    for (const url of Object.values(REGION_BASE_URLS)) {
      const explain = (code: string) => explainFailure(noConnection(code, undefined, new URL(url).host));
      assert.match(explain('ENOTFOUND'), /This machine cannot look names up/);
      assert.match(explain('ECONNREFUSED'), /This machine cannot get there/);
      assert.doesNotMatch(explain('EHOSTUNREACH'), /--base-url/);
    }
  });

  it('through a proxy that cannot be reached names the proxy, where the way leads through it', (context) => {
    const before = process.env.HTTPS_PROXY;
    context.after(() => {
      if (before === undefined) delete process.env.HTTPS_PROXY;
      else process.env.HTTPS_PROXY = before;
    });
    process.env.HTTPS_PROXY = 'http://ada:password@proxy.test:3128';
    const explained = explainFailure(noConnection('ENOTFOUND'));
    assert.match(explained, /HTTPS_PROXY is set, and the proxy proxy\.test:3128 cannot be reached/);
    assert.ok(!explained.includes('password'));
    assert.match(explainFailure(noConnection('ECONNREFUSED', undefined, 'localhost:8443')), /Nothing listens there/);
    process.env.HTTPS_PROXY = 'nonsense';
    assert.match(explainFailure(noConnection('ENOTFOUND')), /There is no host of that name/);
  });

  it('is told without what OpenSSL and Node.js say for their makers', () => {
    const openssl =
      '40DDC46F207F0000:error:0A00010B:SSL routines:tls_validate_record_header:wrong version number:../x.c:77:\n';
    assert.match(
      explainFailure(noConnection('ERR_SSL_WRONG_VERSION_NUMBER', openssl)),
      /example\.com: wrong version number\. That/,
    );
    const node = 'unable to verify; if the root CA is installed locally, try running Node.js with --use-system-ca';
    assert.match(
      explainFailure(noConnection('UNABLE_TO_VERIFY_LEAF_SIGNATURE', node)),
      /: unable to verify\. Its certificate/,
    );
  });
});

describe('not found', () => {
  const cases = [
    ['ListUsers', undefined, /Accounts live in one region/],
    ['GetUser', undefined, /Check the user id, --account, and --region/],
    ['GetUser', 'account_not_found', /known in its own region only/],
    ['GetUser', 'path_not_found', /--api-version/],
    ['SuspendUser', 'user_not_found', /refused\.$/],
  ] as const;
  for (const [operation, reason, wayOut] of cases) {
    it(`${operation}, ${reason ?? 'for no reason that is told'}`, () => {
      assert.match(explainFailure(new ApiError(ERR_NOT_FOUND, 'refused.', { operation, reason, status: 404 })), wayOut);
    });
  }
});
