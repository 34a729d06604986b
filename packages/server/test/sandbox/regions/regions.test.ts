import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { request } from 'node:https';
import { after, before, describe, test } from 'node:test';
import { connect } from 'node:tls';
import { type Sandbox, startSandbox } from '../../../src/sandbox/index.ts';
import { basic } from '../../service/service.ts';
import { control } from '../control/controls.ts';

const NAMES = ['com', 'ca', 'eu'] as const;

interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: bodies of every shape
  readonly json: any;
}

interface Credentials {
  readonly account_id: string;
  readonly client_id: string;
  readonly client_secret: string;
  readonly region: string;
  readonly base_url: string;
}

describe('three regions with the names of the public ones', () => {
  let sandbox: Sandbox;
  let accounts: readonly Credentials[];

  before(async () => {
    const regions = NAMES.map((name) => ({ name, hostName: `api.1password.${name}` }));
    sandbox = await startSandbox({ tls: true, regions });
    accounts = (await control(sandbox, 'GET', '/accounts')).json.accounts;
  });
  after(() => sandbox.close());

  /** Over TLS, to a listener, asking for a host. */
  function ask(
    listener: string,
    host: string,
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    body?: string,
  ): Promise<Answer> {
    const { port } = new URL(listener);
    const { hostname: servername } = new URL(`https://${host}`);
    return new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port, servername, path, method, ca: sandbox.ca, agent: false };
      const outgoing = request({ ...options, headers: { ...headers, host } }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part) => {
          text += part;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, json: JSON.parse(text) }));
      });
      outgoing.on('error', reject).end(body);
    });
  }

  function issue(listener: string, host: string, { client_id: clientId, client_secret: clientSecret }: Credentials) {
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const headers = { authorization: basic({ clientId, clientSecret }), ...type };
    return ask(listener, host, 'POST', '/v1/oauth/token', headers, 'grant_type=client_credentials');
  }

  const list = (listener: string, host: string, { account_id }: Credentials, token: string) =>
    ask(listener, host, 'GET', `/v1/accounts/${account_id}/users`, { authorization: `Bearer ${token}` });

  const inRegion = (name: string): Credentials => {
    const account = accounts.find(({ region }) => region === name);
    assert.ok(account);
    return account;
  };

  test('listen on three ports, each with accounts and applications of its own', () => {
    assert.equal(new Set(sandbox.regions.map(({ baseUrl }) => baseUrl)).size, 3);
    assert.deepEqual(
      accounts.map(({ region, base_url }) => [region, base_url]),
      sandbox.regions.map(({ name, baseUrl }) => [name, baseUrl]),
    );
    for (const field of ['account_id', 'client_id', 'client_secret'] as const) {
      assert.equal(new Set(accounts.map((account) => account[field])).size, 3, field);
    }
  });

  test('know nothing of each other', async () => {
    for (const { name, baseUrl } of sandbox.regions) {
      const own = inRegion(name);
      const { status, json } = await issue(baseUrl, new URL(baseUrl).host, own);
      assert.equal(status, 200);
      const token: string = json.access_token;
      assert.equal((await list(baseUrl, 'localhost', own, token)).status, 200);
      for (const other of accounts.filter(({ region }) => region !== name)) {
        const refused = await issue(baseUrl, 'localhost', other);
        assert.deepEqual([refused.status, refused.json.error], [401, 'invalid_client']);
        const away = await list(baseUrl, 'localhost', other, token);
        assert.deepEqual([away.status, away.json.message], [404, 'account_not_found']);
        const elsewhere = await list(other.base_url, 'localhost', other, token);
        assert.deepEqual([elsewhere.status, elsewhere.json.message], [401, 'invalid_token']);
      }
    }
  });

  test('are reached by their fixed names on whichever port, with a certificate for these names', async () => {
    for (const { name, hostName = '' } of sandbox.regions) {
      for (const { baseUrl } of sandbox.regions) {
        for (const host of [hostName, `${hostName}:443`, hostName.toUpperCase()]) {
          const { status, json } = await issue(baseUrl, host, inRegion(name));
          assert.equal(status, 200, `${host} on ${baseUrl}: ${JSON.stringify(json)}`);
        }
      }
    }
  });

  test('have a certificate for these names and this machine alone', async () => {
    const names = ['localhost', '127.0.0.1', '::1', ...sandbox.regions.map(({ hostName = '' }) => hostName)];
    const port = Number(new URL(sandbox.baseUrl).port);
    const { raw } = await new Promise<{ raw: Buffer }>((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port, ca: sandbox.ca, servername: 'localhost' }, () => {
        resolve(socket.getPeerCertificate());
        socket.destroy();
      }).on('error', reject);
    });
    const certificate = new X509Certificate(raw);
    for (const name of names) {
      assert.ok(certificate.checkHost(name) ?? certificate.checkIP(name), `${name} is on the certificate`);
    }
    for (const name of ['1password.com', 'my.1password.com', 'example.com']) {
      assert.equal(certificate.checkHost(name), undefined);
    }
  });

  test('isolated accounts are made in the region that is named, with ids of its own', async () => {
    const made: Credentials[] = [];
    for (const region of NAMES) {
      made.push((await control(sandbox, 'POST', '/accounts', { body: { region } })).json);
    }
    assert.deepEqual(
      made.map(({ region }) => region),
      NAMES,
    );
    assert.equal(new Set([...made, ...accounts].map(({ account_id }) => account_id)).size, 6);
    const [com, , eu] = made;
    assert.ok(com && eu);
    assert.equal((await issue(eu.base_url, 'localhost', eu)).status, 200);
    assert.equal((await issue(com.base_url, 'localhost', eu)).status, 401);
    const refused = await control(sandbox, 'POST', '/accounts', { body: { region: 'us' } });
    assert.deepEqual([refused.status, refused.json.message], [400, 'invalid_control']);
    assert.match(refused.text, /com, ca, eu/);
  });

  test('are put back together, and are told about by the controls', async () => {
    const { json } = await control(sandbox, 'GET', '');
    assert.deepEqual(
      json.regions,
      sandbox.regions.map(({ name, baseUrl, hostName }) => ({ name, base_url: baseUrl, host_name: hostName })),
    );
    assert.equal(json.ca, sandbox.ca);
    const eu = inRegion('eu');
    const token: string = (await issue(eu.base_url, 'localhost', eu)).json.access_token;
    assert.equal((await control(sandbox, 'POST', ':reset')).status, 204);
    assert.equal((await list(eu.base_url, 'localhost', eu, token)).status, 401);
    assert.deepEqual((await control(sandbox, 'GET', '/accounts')).json.accounts.length, 3);
  });
});

test('a region that cannot listen lets go of the others', async () => {
  await using sandbox = await startSandbox();
  const listen = { host: '127.0.0.1', port: Number(new URL(sandbox.baseUrl).port) };
  const regions = [{ name: 'com' }, { name: 'ca' }, { name: 'eu', listen }];
  await assert.rejects(startSandbox({ regions, tls: true }), { code: 'EADDRINUSE' });
});

describe('a seed for several regions', () => {
  const users = [{ email: 'ada@example.com', display_name: 'Ada', role: 'owner' as const }];
  const regions = [{ name: 'ca' }, { name: 'eu' }];

  test('with an id for its account is refused: an account lives in one', async () => {
    const seed = { accounts: [{ id: 'ACMEACMEACMEACMEACMEACMEAC', name: 'Acme', users }] };
    await assert.rejects(startSandbox({ seed, regions, control: null }), {
      name: 'SeedRefused',
      message: /^The account ACMEACMEACMEACMEACMEACMEAC of the seed would be in several regions/,
    });
    await (await startSandbox({ seed, control: null })).close();
  });

  test('without one makes an account of its own in each', async () => {
    await using several = await startSandbox({ seed: { accounts: [{ name: 'Acme', users }] }, regions });
    const { accounts } = (await control(several, 'GET', '/accounts')).json;
    assert.equal(new Set(accounts.map((each: Credentials) => each.account_id)).size, 2);
    assert.equal(new Set(accounts.map((each: Credentials) => each.client_id)).size, 2);
  });
});
