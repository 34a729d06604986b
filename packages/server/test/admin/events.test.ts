import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { describe, test } from 'node:test';
import { storageWith } from '../http/faulty-storage.ts';
import { memoryLog } from '../http/memory-log.ts';
import { somebody } from '../service/service.ts';
import { Administration, type Who } from './administration.ts';

const PATIENCE_MS = 30_000;

interface HeardEvent {
  readonly event: string;
  readonly data: { readonly action?: string; readonly account_id?: string; readonly subject_name?: string };
}

/** A browser's ear: what it heard, and whether the server said that it is over. */
class Ear implements AsyncDisposable {
  readonly heard: HeardEvent[] = [];
  text = '';
  ended = false;
  readonly #response: IncomingMessage;

  private constructor(response: IncomingMessage) {
    this.#response = response;
    response.setEncoding('utf8');
    response.on('data', (text: string) => {
      this.text += text;
      this.#read();
    });
    response.on('error', () => {});
    response.on('close', () => {
      this.ended = true;
    });
  }

  static async open({ service }: Administration, who: Who, path: string): Promise<Ear> {
    const outgoing = request(`${service.app.listenerUrl}/admin/v1${path}`, {
      headers: { ...who.headers },
      agent: false,
    });
    outgoing.end();
    const [response]: IncomingMessage[] = await once(outgoing, 'response');
    assert.equal(response?.statusCode, 200);
    assert.equal(response.headers['content-type'], 'text/event-stream');
    assert.equal(response.headers['cache-control'], 'no-store');
    return new Ear(response);
  }

  /** Waits for a number of events, or for the end. */
  async hears(count: number): Promise<readonly string[]> {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    while (this.heard.length < count && !this.ended) {
      await Promise.race([once(this.#response, 'data', { signal }), once(this.#response, 'close', { signal })]);
    }
    return this.heard.map(({ event, data }) => `${event} ${data.action ?? ''}`.trim());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#response.destroy();
  }

  #read(): void {
    const blocks = this.text.split('\n\n').slice(0, -1);
    this.heard.length = 0;
    for (const block of blocks) {
      const fields = new Map(
        block.split('\n').map((line) => [line.split(': ')[0], line.split(': ').slice(1).join(': ')]),
      );
      const [event, data] = [fields.get('event'), fields.get('data')];
      if (event !== undefined && data !== undefined) this.heard.push({ event, data: JSON.parse(data) });
    }
  }
}

async function scene() {
  const administration = await Administration.start();
  const { service } = administration;
  const [owner, member] = [somebody(0), { ...somebody(1), displayName: 'Mia\r\nevent: signed-out\ndata: {}' }];
  const account = await service.account([owner, member]);
  const other = await service.account([somebody(0)]);
  const browser = await administration.signIn({ kind: 'person', accountId: account, userId: owner.id });
  return {
    administration,
    service,
    account,
    other,
    owner,
    member,
    browser,
    [Symbol.asyncDispose]: () => administration[Symbol.asyncDispose](),
  };
}

describe('events', () => {
  test('tell what happens in the account from now on, and nothing of others', async () => {
    await using it = await scene();
    await using ear = await Ear.open(it.administration, it.browser, `/accounts/${it.account}/events`);
    const operator = await it.administration.operator();
    await using everything = await Ear.open(it.administration, operator, '/events');
    await it.service.account([somebody(5)], 'manual', it.other);
    await it.service.storage.suspendUser(it.account, it.member.id, it.service.context());
    assert.deepEqual(await ear.hears(1), ['audit user.suspended']);
    assert.equal(ear.heard[0]?.data.account_id, it.account);
    assert.equal(ear.heard[0]?.data.subject_name, it.member.displayName);
    assert.match(ear.text, /^retry: \d+\n\nid: \d+\nevent: audit\n/);
    const all = await everything.hears(2);
    assert.deepEqual(all.slice(-2), ['audit directory.imported', 'audit user.suspended']);
  });

  test('tell when calls of an application of the account were written down', async () => {
    await using it = await scene();
    const path = `/accounts/${it.account}/events`;
    await using ear = await Ear.open(it.administration, it.browser, path);
    const stranger = await it.administration.person(it.other, { role: 'administrator' });
    await using elsewhere = await Ear.open(it.administration, stranger, `/accounts/${it.other}/events`);
    const token = await it.service.token(await it.service.client(it.account));
    await it.service.call(token, 'GET', `/v1/accounts/${it.account}/users`);
    // Both hear of the same tick: what the other would hear, they would hear by then.
    assert.deepEqual((await ear.hears(3)).toSorted(), ['audit application.created', 'audit token.issued', 'usage']);
    assert.deepEqual(await elsewhere.hears(0), []);
  });

  test('end with the session: whoever is signed out hears no more', async () => {
    await using it = await scene();
    const path = `/accounts/${it.account}/events`;
    await using ear = await Ear.open(it.administration, it.browser, path);
    const colleague = await it.administration.person(it.account, { role: 'administrator' });
    await using gone = await Ear.open(it.administration, colleague, path);
    await it.service.storage.suspendUser(it.account, colleague.id, it.service.context());
    assert.deepEqual((await gone.hears(100)).at(-1), 'signed-out');
    assert.ok(gone.ended);
    assert.ok(!(await gone.hears(0)).includes('audit user.suspended'));
    assert.ok((await ear.hears(2)).includes('audit user.suspended'));
  });

  test('end with a key, and with the time of a session', async () => {
    await using it = await scene();
    const path = `/accounts/${it.account}/events`;
    const key = await it.administration.key(it.account, ['audit.read']);
    await using byKey = await Ear.open(it.administration, key, path);
    await it.service.storage.deleteAdminKey(key.id, it.account, it.service.context());
    assert.deepEqual((await byKey.hears(100)).at(-1), 'signed-out');
    await using ear = await Ear.open(it.administration, it.browser, path);
    it.service.clock.advance(13 * 3600);
    assert.deepEqual(await ear.hears(100), ['signed-out']);
  });

  test('end when the server stops', async () => {
    const it = await scene();
    await using ear = await Ear.open(it.administration, it.browser, `/accounts/${it.account}/events`);
    await it[Symbol.asyncDispose]();
    await ear.hears(100);
    assert.ok(ear.ended);
  });

  test('take no place for who went away before they began, and nothing of it is an error', async () => {
    let hold = async () => {};
    const { lines, logger } = memoryLog();
    await using administration = await Administration.start({
      logger,
      wrapStorage: (storage) =>
        storageWith(storage, {
          findSession: async (hash, now) => {
            await hold();
            return storage.findSession(hash, now);
          },
        }),
    });
    const account = await administration.service.account([{}]);
    const owner = await administration.person(account, { role: 'owner' });
    const path = `/accounts/${account}/events`;
    const answered: Promise<unknown>[] = [];
    const onRequest = (message: unknown) => {
      const { response } = message as { readonly response: ServerResponse }; // as Node.js documents the channel
      answered.push(once(response, 'close'));
    };
    subscribe('http.server.request.start', onRequest);
    for (let number = 0; number < 20; number += 1) {
      const outgoing = request(`${administration.service.app.listenerUrl}/admin/v1${path}`, {
        headers: { ...owner.headers },
        agent: false,
      });
      // Whoever is asked about is gone by the time the store answers.
      hold = async () => {
        outgoing.destroy();
        await answered.at(-1);
      };
      const closed = Promise.withResolvers<void>();
      outgoing
        .on('error', () => {})
        .on('close', closed.resolve)
        .end();
      await closed.promise;
    }
    unsubscribe('http.server.request.start', onRequest);
    await Promise.all(answered);
    hold = async () => {};
    await using ear = await Ear.open(administration, owner, path);
    assert.ok(!ear.ended);
    assert.deepEqual(
      lines.filter((line) => line.includes('"level":"error"')),
      [],
    );
  });

  test('are for those who may read the audit log, and only so many at once', async () => {
    await using it = await scene();
    const path = `/accounts/${it.account}/events`;
    const key = await it.administration.key(it.account, ['people.read']);
    assert.equal((await it.administration.call(key, 'FollowEvents', { account: it.account })).status, 403);
    assert.equal((await it.administration.call(it.browser, 'FollowDeploymentEvents')).status, 403);
    await using ears = new AsyncDisposableStack();
    for (let number = 0; number < 20; number += 1) ears.use(await Ear.open(it.administration, it.browser, path));
    const refused = await it.administration.call(it.browser, 'FollowEvents', { account: it.account });
    assert.deepEqual([refused.status, refused.json.message], [429, 'rate_limit_exceeded']);
    assert.equal(refused.headers['retry-after'], '30');
    const elsewhere = await it.administration.signIn(it.browser.principal);
    const again = await it.administration.call(elsewhere, 'FollowEvents', { account: it.account });
    assert.equal(again.status, 429, 'another browser of the same person has nothing of its own');
    const colleague = await it.administration.person(it.account, { role: 'administrator' });
    ears.use(await Ear.open(it.administration, colleague, path));
  });
});
