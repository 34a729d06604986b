import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { newAccessToken, newClientSecret } from '../../../src/domain/credentials.ts';
import { systemRandom } from '../../../src/domain/random.ts';
import { basic } from '../../service/service.ts';
import { ask, startFaultScene } from '../faults/fault-scene.ts';

const FORM = 'application/x-www-form-urlencoded';

/** Every way to write it that a request could have. */
function spellings(credential: string): string[] {
  return [
    credential,
    encodeURIComponent(credential),
    new URLSearchParams({ x: credential }).toString().slice(2),
    JSON.stringify(credential).slice(1, -1),
    Buffer.from(credential).toString('base64').replace(/=+$/, ''),
    Buffer.from(credential).toString('base64url'),
  ];
}

/** Printable, as long as anything that anybody would call a secret. */
const oddSecret = fc
  .string({ unit: fc.constantFrom(...'abcXYZ019 +&=%:"\\/.é'), minLength: 12, maxLength: 30 })
  .filter((text) => text.trim() === text);
const credential = fc.oneof(
  fc.constantFrom('token', 'secret').map((kind) => {
    return kind === 'token' ? newAccessToken(systemRandom) : newClientSecret(systemRandom);
  }),
  oddSecret,
);
const place = fc.constantFrom(
  ...([
    'query',
    'name',
    'page',
    'path',
    'pathLower',
    'form',
    'formName',
    'json',
    'header',
    'agent',
    'basicId',
  ] as const),
);

test('no token and no secret ever shows in what the journal tells', async (context) => {
  const { account: make } = await startFaultScene(context, { limits: { perMinute: 0, perHour: 0 } });
  const account = await make();
  const { base_url, client_id: clientId, client_secret: ownSecret } = account.description;
  const token = await account.token();
  const asked = async (secret: string, where: string) => {
    const authorization = basic({ clientId, clientSecret: secret });
    const post = (body: string, type = FORM, headers: Record<string, string> = { authorization }) =>
      ask(`${base_url}/v1/oauth/token`, { method: 'POST', headers: { ...headers, 'content-type': type }, body });
    const encoded = encodeURIComponent(secret);
    await ask(account.url(''), { headers: { authorization: `Bearer ${encodeURI(secret)}` } });
    await post('grant_type=client_credentials');
    switch (where) {
      case 'query':
        return account.call(token, `?filter=${encoded}&access_token=${encoded}&client_secret=${encoded}`);
      case 'name':
        return account.call(token, `?${encoded}=x`);
      case 'page':
        return account.call(token, `?page_token=${encoded}&max_page_size=${encoded}`);
      case 'path':
        return account.call(token, `/${encoded}`);
      case 'pathLower':
        return account.call(token, `/%zz${encoded.replaceAll(/%../g, (hex) => hex.toLowerCase())}`);
      case 'form':
        return post(`client_id=${clientId}&client_secret=${encoded}&token=${encoded}&scope=${encoded}`);
      case 'formName':
        return post(new URLSearchParams({ [secret]: 'x', grant_type: secret }).toString());
      case 'json':
        return post(
          JSON.stringify({ client_secret: secret, list: [secret], access_token: secret }),
          'application/json',
        );
      case 'header':
        return account.call(token, '', { headers: { 'x-forwarded-authorization': authorization, 'x-odd': encoded } });
      case 'agent':
        return account.call(token, '', { headers: { 'user-agent': `acme ${encoded}`, 'x-api-key': encoded } });
      default:
        return post('', FORM, { authorization: basic({ clientId: secret, clientSecret: clientId }) });
    }
  };
  await fc.assert(
    fc.asyncProperty(credential, place, async (secret, where) => {
      await account.control('DELETE', '/journal');
      await asked(secret, where);
      const texts = [
        await account.control('GET', '/journal'),
        await account.control('GET', '/journal:wait?count=3&timeout_ms=1'),
        await account.control('POST', '/journal:assert', { expectations: [{ operation: 'ListUsers', exactly: 0 }] }),
      ].map(({ text }) => text);
      for (const text of texts) {
        for (const each of [secret, token, ownSecret]) {
          for (const spelling of spellings(each)) assert.ok(!text.includes(spelling), `${spelling} in ${text}`);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('what is no credential is not masked', async (context) => {
  const { account: make } = await startFaultScene(context);
  const account = await make();
  const { base_url, client_id: clientId, client_secret: clientSecret } = account.description;
  const token = await account.token();
  const { json } = await account.call(token, '?max_page_size=1');
  await account.call(token, `?page_token=${json.next_page_token}&key=value`);
  await ask(`${base_url}/v1/oauth/revoke`, {
    method: 'POST',
    headers: { authorization: basic({ clientId, clientSecret }), 'content-type': FORM, 'x-trace': 'a' },
    body: `token_type_hint=access_token&token=${token}`,
  });
  const { entries } = (await account.control('GET', '/journal?after=2')).json;
  assert.deepEqual(entries[0].query, { page_token: [json.next_page_token], key: ['value'] });
  assert.equal(entries[1].request_body, 'token_type_hint=access_token&token=[masked]');
  assert.equal(entries[1].request_headers['x-trace'], 'a');
});
