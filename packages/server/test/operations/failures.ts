import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Storage, StorageUnavailable } from '../../src/storage/storage.ts';
import { assertProblem, assertRefusal, type ExpectedRefusal } from '../service/assertions.ts';
import type { Answer } from '../service/request.ts';
import { Scene, type UsersOperation } from './scene.ts';

const OUR_FAULT: ExpectedRefusal = { status: 500, code: 13, message: 'internal' };
const AWAY: ExpectedRefusal = { status: 503, code: 14, message: 'unavailable' };
/** What must never reach the wire. */
const INTERNAL_TEXT = 'disk I/O error in /var/lib/rollcall.db';

type Verb = 'findToken' | UsersOperation['verb'];

/** Our own faults are answered, not shown. */
export function hidesItsFaults(operation: UsersOperation): void {
  describe('a fault of ours', () => {
    for (const verb of ['findToken', operation.verb] as const) {
      for (const [kind, thrown] of [
        ['an Error', new Error(INTERNAL_TEXT)],
        ['a text', INTERNAL_TEXT],
      ] as const) {
        test(`${kind} thrown by ${verb}`, async () => {
          const storage = new FailingStorage();
          await using scene = await Scene.open(operation, { wrapStorage: storage.wrap });
          storage.fail(verb, thrown);
          const answer = await scene.call();

          assertRefusal(answer, OUR_FAULT);
          assertNothingInternal(answer);
          assertProblem(await scene.call({ headers: { accept: 'application/problem+json' } }), OUR_FAULT);
          storage.recover();
          assert.equal((await scene.call()).status, 200);
        });
      }
    }
  });
}

/** Where the store is away, the caller is told when to come again. */
export function tellsWhenToComeAgain(operation: UsersOperation): void {
  describe('a store that is away', () => {
    for (const verb of ['findToken', operation.verb] as const) {
      test(`StorageUnavailable thrown by ${verb}`, async () => {
        const storage = new FailingStorage();
        await using scene = await Scene.open(operation, { wrapStorage: storage.wrap });
        storage.fail(verb, new StorageUnavailable(INTERNAL_TEXT, { cause: new Error(INTERNAL_TEXT) }));
        const answer = await scene.call();

        assertRefusal(answer, AWAY);
        assert.equal(answer.headers['retry-after'], '2');
        assertNothingInternal(answer);
        assertProblem(await scene.call({ headers: { accept: 'application/problem+json' } }), AWAY);
        storage.recover();
        assert.equal((await scene.call()).status, 200);
      });
    }

    test('a store that is closed', async () => {
      await using scene = await Scene.open(operation);
      await scene.service.storage.close();
      const answer = await scene.call();

      assertRefusal(answer, AWAY);
      assert.equal(answer.headers['retry-after'], '2');
    });
  });
}

function assertNothingInternal(answer: Answer): void {
  const everything = JSON.stringify(answer.headers) + answer.text;

  assert.doesNotMatch(everything, /disk I\/O|rollcall\.db|node_modules|file:|\.ts\b|\bat .*:\d+|Storage/);
}

/** A store of which one verb fails when told to. */
class FailingStorage {
  #failing: Verb | undefined;
  #thrown: unknown;

  fail(verb: Verb, thrown: unknown): void {
    this.#failing = verb;
    this.#thrown = thrown;
  }

  recover(): void {
    this.#failing = undefined;
  }

  readonly wrap = (storage: Storage): Storage =>
    new Proxy(storage, {
      get: (target, key) => {
        if (key === this.#failing) return () => Promise.reject(this.#thrown);
        const member: unknown = Reflect.get(target, key);
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });
}
