import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer, type Server } from 'node:net';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { rollcall, temporaryFolder } from '../support/rollcall.ts';
import { startLoginScene } from './login-scene.ts';

const CLIENT = '7d444840-9dc0-4d1b-b245-5ffdce74fad2';
const ACCOUNT = 'ACMEACMEACMEACMEACMEACMEAC';
const GIVEN = ['--account', ACCOUNT, '--client-id', CLIENT, '--client-secret', 'a-secret-of-these-tests'];

async function listen(context: TestContext, server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => server.close());
  // Whatever address it has, it is one with a port: it listens on TCP.
  return (server.address() as AddressInfo).port;
}

describe('what goes wrong on the way', () => {
  it('is said in one sentence with the way out', async (context) => {
    const scene = await startLoginScene(context);
    const plain = await listen(
      context,
      createServer((_, response) => response.end('hello')),
    );
    const closed = createTcpServer();
    const free = await listen(context, closed);
    await new Promise((resolve) => closed.close(resolve));
    const folder = await temporaryFolder(context);
    await writeFile(join(folder, 'junk.pem'), 'junk');
    const cases: readonly (readonly [readonly string[], RegExp, number])[] = [
      [['--base-url', scene.baseUrl], /is from nobody that is trusted here: trust its CA with --ca-file/, 1],
      [['--base-url', `https://localhost:${free}`], /ECONNREFUSED.*\. Nothing listens there: check --base-url/, 1],
      [['--base-url', `https://localhost:${plain}`], /wrong version number\. That port does not speak TLS/, 1],
      [['--base-url', scene.baseUrl.replace('https:', 'http:')], /if that port speaks https, begin --base-url with/, 1],
      [['--base-url', `http://localhost:${plain}`], /holds no access_token.*doctor/, 1],
      [['--base-url', 'http://users.example.com'], /--base-url \(ROLLCALL_BASE_URL\) must begin with https/, 2],
      [['--base-url', scene.baseUrl, '--region', 'eu'], /name different servers\. Leave one of them out/, 2],
      [['--base-url', scene.baseUrl, '--ca-file', join(folder, 'none.pem')], /There is no CA file/, 1],
      [['--base-url', scene.baseUrl, '--ca-file', join(folder, 'junk.pem')], /holds no usable certificate/, 1],
      [['--base-url', scene.baseUrl, '--ca-file', scene.caFile], /401 invalid_client\. .*rollcall login/, 4],
    ];
    await Promise.all(
      cases.map(async ([args, message, exitCode]) => {
        const { code, stdout, stderr } = await rollcall(['token', ...GIVEN, '--max-wait', '0', ...args]);
        assert.match(stderr, message);
        assert.match(stderr, /^rollcall: [^\n]+\n$/);
        assert.ok(!stderr.includes('a-secret-of-these-tests'));
        assert.equal(stdout, '');
        assert.equal(code, exitCode, args.join(' '));
      }),
    );
  });

  it('is not tried again where that cannot help', async (context) => {
    const scene = await startLoginScene(context);
    const { code, stderr } = await rollcall(['token', ...GIVEN, '--base-url', scene.baseUrl, '--verbose']);
    assert.equal(stderr.match(/^> POST /gm)?.length, 1);
    assert.equal(code, 1);
  });

  it('shows with --verbose, secrets masked', async (context) => {
    const scene = await startLoginScene(context);
    await scene.login();
    const { stdout, stderr, code } = await scene.run([
      'users',
      'list',
      '--limit',
      '1',
      '--output',
      'json',
      '--verbose',
    ]);
    assert.equal(code, 0);
    assert.equal(JSON.parse(stdout).length, 1);
    assert.match(stderr, new RegExp(`^> POST ${scene.baseUrl}/v1/oauth/token$`, 'm'));
    assert.match(stderr, /^> {3}authorization: Basic \*\*\*$/m);
    assert.match(stderr, /^> {3}authorization: Bearer \*\*\*$/m);
    assert.match(stderr, /^> {3}user-agent: rollcall-cli\/\d+\.\d+\.\d+ rollcall-client\//m);
    assert.match(stderr, /^< 200 in \d+ ms\n< {3}x-request-id: .+\n< {3}ratelimit-policy: .+\n< {3}ratelimit: /m);
    assert.doesNotMatch(stderr, /rct_/);
    assert.ok(!stderr.includes(scene.secret));
  });

  it('goes through the proxy of the environment, but to this machine directly', async (context) => {
    const scene = await startLoginScene(context);
    await scene.login();
    const asked: string[] = [];
    const proxy = createServer();
    proxy.on('connect', (request, socket) => {
      asked.push(request.url ?? '');
      const upstream = connect(Number(new URL(scene.baseUrl).port), '127.0.0.1');
      upstream.on('error', () => socket.destroy()).on('connect', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
      socket.on('error', () => upstream.destroy());
      socket.pipe(upstream).pipe(socket);
    });
    const port = await listen(context, proxy);
    const url = `http://127.0.0.1:${port}`;
    const env = { HTTPS_PROXY: url };
    assert.equal((await scene.run(['whoami'], { env })).code, 0);
    // Plain http: a proxy would read the secret. Nobody is there.
    const plain = ['--base-url', `http://127.0.0.2:${port}`, '--max-wait', '0', '--timeout', '5'];
    const near = await rollcall(['token', ...GIVEN, ...plain], { env: { ...env, HTTP_PROXY: url } });
    assert.match(near.stderr, /no whole answer from 127\.0\.0\.2:/);
    assert.deepEqual(asked, []);
    const far = await rollcall(['token', ...GIVEN, '--region', 'eu', '--ca-file', scene.caFile], { env });
    // The tunnel ends at the sandbox, whose certificate is for other names.
    assert.match(far.stderr, /The certificate is for other names/);
    assert.deepEqual(asked, ['api.1password.eu:443']);
    const junk = await rollcall(['token', ...GIVEN, '--region', 'eu'], { env: { HTTPS_PROXY: 'user:password@' } });
    assert.match(junk.stderr, /^rollcall: HTTPS_PROXY must be a URL/);
    assert.ok(!junk.stderr.includes('password'));
    const socks = await rollcall(['token', ...GIVEN, '--region', 'eu'], { env: { HTTPS_PROXY: 'socks5://127.0.0.1' } });
    assert.match(socks.stderr, /^rollcall: HTTPS_PROXY names a SOCKS proxy: not supported\./);
    const excepted = { HTTPS_PROXY: 'nonsense', NO_PROXY: 'users.invalid' };
    const past = await rollcall(['token', ...GIVEN, '--base-url', 'https://users.invalid'], { env: excepted });
    assert.match(past.stderr, /no whole answer from users\.invalid/);
    assert.equal((await scene.run(['whoami'], { env: { HTTPS_PROXY: 'nonsense' } })).code, 0);
    assert.ok((await readFile(scene.caFile, 'utf8')).includes('BEGIN CERTIFICATE'));
  });

  it('never leads the secret to another server, and a terminal nowhere', async (context) => {
    const elsewhere: string[] = [];
    const other = await listen(
      context,
      createServer((request, response) => {
        elsewhere.push(request.url ?? '');
        response.end('{"active":true}');
      }),
    );
    const asked: string[] = [];
    const answers: Readonly<Record<string, unknown>> = {
      '/v1/oauth/token': { access_token: 'a-token-of-these-tests', token_type: 'Bearer', expires_in: 900 },
      '/.well-known/oauth-authorization-server': {
        introspection_endpoint: `https://users.example.com//127.0.0.1:${other}/introspect`,
      },
    };
    const server = createServer((request, response) => {
      const { pathname } = new URL(`http://localhost${request.url}`);
      asked.push(pathname);
      if (!Object.hasOwn(answers, pathname)) response.statusCode = 400;
      response.end(JSON.stringify(answers[pathname] ?? { code: 3, message: 'No \u001b]0;title\u0007\u202e.' }));
    });
    const target = [...GIVEN, '--base-url', `http://127.0.0.1:${await listen(context, server)}`];
    assert.equal((await rollcall(['whoami', ...target])).code, 0);
    assert.deepEqual(elsewhere, []);
    assert.ok(asked.includes(`//127.0.0.1:${other}/introspect`));
    const { stderr, code } = await rollcall(['users', 'list', ...target]);
    assert.equal(stderr, 'rollcall: ListUsers was refused: 400. No \uFFFD]0;title\uFFFD\uFFFD.\n');
    assert.equal(code, 1);
  });

  it('names the scope that an application lacks', async (context) => {
    const folder = await temporaryFolder(context);
    const seed = join(folder, 'seed.json');
    const application = { name: 'Reader', scopes: ['get_user'], redirect_url: 'https://example.com/' };
    const account = {
      id: ACCOUNT,
      name: 'Acme',
      users: [{ email: 'ada@example.com', display_name: 'Ada', role: 'owner' }],
      applications: [
        { ...application, client_id: CLIENT, client_secret: 'a-secret-of-these-tests-0123456789-0123456789' },
      ],
    };
    await writeFile(seed, JSON.stringify({ accounts: [account] }));
    const scene = await startLoginScene(context, ['--seed', seed]);
    const target = ['--base-url', scene.baseUrl, '--ca-file', scene.caFile, ...GIVEN.slice(0, 4)];
    const secret = ['--client-secret', 'a-secret-of-these-tests-0123456789-0123456789'];
    const { code, stderr } = await rollcall(['users', 'list', ...target, ...secret]);
    assert.match(
      stderr,
      /403 insufficient_scope\..* The scope list_users is given to the application where it was made\./,
    );
    assert.equal(code, 4);
  });
});
