import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { AuditEntry, AuditRecord } from '../../../src/domain/audit.ts';
import type { AuditQuery } from '../../../src/storage/audit-verbs.ts';
import type { OpenStore } from '../storage-contract.ts';
import { ACME, clientId, contextAt, NOW, OTHER } from './samples.ts';

export function describeAudit(open: OpenStore): void {
  const record = (changes: Partial<AuditRecord> = {}): AuditRecord => ({
    action: 'token.refused',
    outcome: 'refused',
    reason: 'invalid_client',
    accountId: ACME,
    subject: clientId(1),
    detail: {},
    ...changes,
  });

  describe('audit', () => {
    test('an entry comes back whole', async () => {
      const storage = await open();
      const written = record({ accountId: undefined, detail: { count: 3, why: 'because "so"' } });
      const context = contextAt(NOW + 123, 'request-9');
      await storage.appendAudit(written, context);
      const [entry] = await storage.listAudit({ limit: 1 });
      assert.ok(entry);
      const { sequence, ...rest } = entry;
      assert.deepEqual(rest, {
        ...written,
        time: '2025-01-01T00:00:00.123Z',
        actor: context.actor,
        requestId: 'request-9',
      });
      assert.ok(Number.isSafeInteger(sequence));
    });

    test('an operator without an address or a User-Agent comes back so', async () => {
      const storage = await open();
      const actor = { kind: 'operator', id: 'root', address: undefined, userAgent: undefined } as const;
      await storage.appendAudit(record({ reason: undefined, outcome: 'success' }), { ...contextAt(), actor });
      const [entry] = await storage.listAudit({ limit: 1 });
      assert.deepEqual([entry?.actor, entry?.reason, entry?.outcome], [actor, undefined, 'success']);
    });

    test('people, operators and admin keys come back as actors', async () => {
      const storage = await open();
      const kinds = ['person', 'operator', 'admin_key'] as const;
      for (const kind of kinds) {
        const actor = { ...contextAt().actor, kind, id: `the ${kind}` };
        await storage.appendAudit(record({ action: 'session.refused' }), { ...contextAt(), actor });
      }
      const found = await storage.listAudit({ action: 'session.refused', limit: 9 });
      assert.deepEqual(found.map(({ actor }) => actor.kind).reverse(), kinds);
      const [key] = await storage.listAudit({ actor: 'the admin_key', limit: 9 });
      assert.deepEqual(key, found[0]);
    });

    test('is followed from a number on, oldest first, and nothing is missed or met twice', async () => {
      const storage = await open();
      const first = await storage.newestAudit();
      assert.deepEqual(await storage.followAudit(first, 10), []);
      const writing = Promise.all(
        Array.from({ length: 40 }, (_, at) => storage.appendAudit(record(), contextAt(NOW + at))),
      );
      const met: AuditEntry[] = [];
      while (met.length < 40) {
        met.push(...(await storage.followAudit(met.at(-1)?.sequence ?? first, 7)));
        await setImmediate(); // an engine that answers at once would leave its writer no turn
      }
      await writing;
      const newestFirst = await storage.listAudit({ limit: 40 });
      assert.deepEqual(met, newestFirst.toReversed());
      assert.equal(await storage.newestAudit(), met.at(-1)?.sequence);
      assert.deepEqual(await storage.followAudit(met.at(-1)?.sequence ?? 0, 7), []);
    });

    test('each condition narrows the list, newest first', async () => {
      const storage = await open();
      await storage.appendAudit(record(), contextAt(NOW));
      await storage.appendAudit(record({ accountId: OTHER }), contextAt(NOW + 1));
      await storage.appendAudit(record({ action: 'token.issued', outcome: 'success' }), contextAt(NOW + 2));
      await storage.appendAudit(record({ subject: clientId(2) }), contextAt(NOW + 3));
      const all = await storage.listAudit({ limit: 10 });
      assert.deepEqual(
        all.map(({ time }) => Date.parse(time) - NOW),
        [3, 2, 1, 0],
      );
      const since = new Date(NOW + 2).toISOString();
      const until = new Date(NOW + 3).toISOString();
      const both = ['token.issued', 'token.refused'] as const;
      const cases: readonly (readonly [Omit<AuditQuery, 'limit'>, readonly number[]])[] = [
        [{ accountId: ACME }, [3, 2, 0]],
        [{ action: 'token.issued' }, [2]],
        [{ subject: clientId(1) }, [2, 1, 0]],
        [{ since }, [3, 2]],
        [{ accountId: ACME, action: 'token.refused' }, [3, 0]],
        [{ accountId: ACME, subject: clientId(2), since, action: 'token.refused' }, [3]],
        [{ before: all[1]?.sequence }, [1, 0]],
        [{ accountId: clientId(5) }, []],
        [{ until }, [2, 1, 0]],
        [{ since, until }, [2]],
        [{ outcome: 'success' }, [2]],
        [{ outcome: 'refused', accountId: ACME }, [3, 0]],
        [{ actor: clientId(1), before: all[0]?.sequence }, [2, 1, 0]],
        [{ actor: clientId(2) }, []],
        [{ action: both, outcome: 'refused' }, [3, 1, 0]],
        [{ action: both, accountId: ACME }, [3, 2, 0]],
        [{ action: [] }, []],
      ];
      for (const [query, expected] of cases) {
        const found = await storage.listAudit({ ...query, limit: 10 });
        assert.deepEqual(
          found.map(({ time }) => Date.parse(time) - NOW),
          expected,
        );
      }
    });

    test('pages of the list join without a gap', async () => {
      const storage = await open();
      await Promise.all(Array.from({ length: 25 }, (_, at) => storage.appendAudit(record(), contextAt(NOW + at))));
      const sequences: number[] = [];
      for (let before: number | undefined; ; ) {
        const page = await storage.listAudit({ before, limit: 7 });
        sequences.push(...page.map(({ sequence }) => sequence));
        before = page.at(-1)?.sequence;
        if (before === undefined) break;
      }
      assert.equal(new Set(sequences).size, 25);
      assert.deepEqual(
        sequences,
        sequences.toSorted((a, b) => b - a),
      );
    });
  });
}
