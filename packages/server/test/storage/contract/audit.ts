import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { AuditRecord } from '../../../src/domain/audit.ts';
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
      const cases: readonly (readonly [Omit<AuditQuery, 'limit'>, readonly number[]])[] = [
        [{ accountId: ACME }, [3, 2, 0]],
        [{ action: 'token.issued' }, [2]],
        [{ subject: clientId(1) }, [2, 1, 0]],
        [{ since }, [3, 2]],
        [{ accountId: ACME, action: 'token.refused' }, [3, 0]],
        [{ accountId: ACME, subject: clientId(2), since, action: 'token.refused' }, [3]],
        [{ before: all[1]?.sequence }, [1, 0]],
        [{ accountId: clientId(5) }, []],
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
