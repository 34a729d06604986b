import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { Quota } from '@rollcall/contract';
import fc from 'fast-check';
import type { RequestLimits } from '../../src/domain/directory.ts';
import { QuotaCounter } from '../../src/domain/quota-window.ts';
import type { Limits } from '../../src/limits/create-limits.ts';
import { effectiveQuota, type LimitedApplication } from '../../src/limits/effective-quota.ts';
import { describeGuard } from './guard-contract.ts';
import { usage } from './usage.ts';

/** Servers that count together, in a time that the test moves. */
export interface Together {
  /** The limits of each server. */
  readonly servers: readonly [Limits, ...Limits[]];
  /** Lets so many seconds pass, for all of them. */
  advance(seconds: number): Promise<void>;
  /** Whole seconds that may pass by themselves during a test: 0 where time stands still. */
  readonly slackSeconds: number;
  close(): Promise<void>;
}

/** For applications without limits of their own. */
export const USUAL: Quota = { perMinute: 100, perHour: 6000 };

let applications = 0;

type CountedApplication = LimitedApplication & { readonly clientId: string };

/** What is asked of a gate for an application. */
export function counted(application: CountedApplication): [string, Quota] {
  return [application.clientId, effectiveQuota(application, USUAL)];
}

/** An application nobody has counted for yet. @param account limits of its account */
export function newApplication(quota: Partial<Quota> = {}, account: Partial<Quota> = {}): CountedApplication {
  applications += 1;
  return { clientId: `client-${applications}`, ...limits(quota), accountLimits: limits(account) };
}

function limits({ perMinute, perHour }: Partial<Quota>): RequestLimits {
  return { requestsPerMinute: perMinute, requestsPerHour: perHour };
}

/**
 * What limits promise, however they are counted.
 * @param open servers on an empty store, counting with `USUAL`, each time it is called
 */
export function describeLimits(name: string, open: () => Promise<Together>): void {
  describe(`limits ${name}`, () => {
    let together: Together;
    beforeEach(async () => {
      together = await open();
    });
    afterEach(() => together.close());

    /** One after the other, each on the next server. */
    const take = async (application: CountedApplication, times: number) => {
      const decisions = [];
      for (let index = 0; index < times; index += 1)
        decisions.push(await server(index).quotas.take(...counted(application)));
      return decisions;
    };
    const server = (index: number) => together.servers[index % together.servers.length] ?? together.servers[0];
    const assertSeconds = (actual: number, expected: number) => {
      const { slackSeconds } = together;
      assert.ok(actual <= expected && actual >= expected - slackSeconds, `${actual} s, expected ${expected} s`);
    };

    test('three hundred requests at once on all servers: a hundred pass, no more and no fewer', async () => {
      const application = newApplication();
      const decisions = await Promise.all(
        Array.from({ length: 300 }, async (_, index) => await server(index).quotas.take(...counted(application))),
      );

      assert.equal(decisions.filter(({ allowed }) => allowed).length, USUAL.perMinute);
      for (const { allowed, states, retryAfterSeconds } of decisions) {
        assert.deepEqual(
          states.map(({ name, limit, windowSeconds }) => [name, limit, windowSeconds]),
          [
            ['minute', 100, 60],
            ['hour', 6000, 3600],
          ],
        );
        if (!allowed) assertSeconds(retryAfterSeconds, 60);
      }
      await together.advance(6); // who was just refused is told what was left then
      const { states } = await server(0).quotas.peek(...counted(application));
      assert.deepEqual(usage(states), { minute: [0, 100], hour: [5900, 6000] });
    });

    test("its own limit goes before its account's, and that before the usual one", async () => {
      const limitsOf = async (application: CountedApplication) => {
        const { states } = await server(0).quotas.peek(...counted(application));
        return states.map(({ name, limit }) => [name, limit]);
      };
      const account = { perMinute: 50, perHour: 0 };
      assert.deepEqual(await limitsOf(newApplication({}, account)), [['minute', 50]]);
      assert.deepEqual(await limitsOf(newApplication({ perMinute: 7 }, account)), [['minute', 7]]);
      assert.deepEqual(await limitsOf(newApplication({ perMinute: 0, perHour: 8 }, account)), [['hour', 8]]);
      const usual = [
        ['minute', 9],
        ['hour', USUAL.perHour],
      ];
      assert.deepEqual(await limitsOf(newApplication({}, { perMinute: 9 })), usual);
    });

    test('the minute and the hour must both have room; what one refuses costs the other nothing', async () => {
      const application = newApplication({ perMinute: 4, perHour: 6 });
      assert.deepEqual(allowed(await take(application, 6)), [true, true, true, true, false, false]);
      await together.advance(60);

      const decisions = await take(application, 4);
      assert.deepEqual(allowed(decisions), [true, true, false, false]);
      const refused = decisions.at(-1);
      assert.deepEqual(usage(refused?.states ?? []), { minute: [2, 4], hour: [0, 6] });
      assertSeconds(refused?.retryAfterSeconds ?? 0, 3540);
      await together.advance(3540);
      assert.deepEqual(allowed(await take(application, 5)), [true, true, true, true, false]);
    });

    test('many at once beyond the hour: exactly the hour passes, and the minute keeps what it had', async () => {
      const application = newApplication({ perMinute: 50, perHour: 7 });
      const decisions = await Promise.all(
        Array.from({ length: 30 }, async (_, index) => await server(index).quotas.take(...counted(application))),
      );

      assert.equal(decisions.filter((decision) => decision.allowed).length, 7);
      await together.advance(6);
      const { states } = await server(0).quotas.peek(...counted(application));
      assert.deepEqual(usage(states), { minute: [43, 50], hour: [0, 7] });
    });

    test('a repeat succeeds after the told wait, on every server, and not before', async () => {
      const application = newApplication({ perMinute: 1 });
      await take(application, 1);
      await together.advance(12.5);
      const [refused] = await take(application, 1);
      assertSeconds(refused?.retryAfterSeconds ?? 0, 48);
      if (together.slackSeconds === 0) {
        await together.advance(47);
        for (const { quotas } of together.servers) {
          assert.equal((await quotas.take(...counted(application))).retryAfterSeconds, 1);
        }
        await together.advance(1);
      } else {
        await together.advance(48);
      }
      assert.deepEqual(allowed(await take(application, 2)), [true, false]);
    });

    test('a look counts nothing and starts nothing', async () => {
      const application = newApplication({ perMinute: 2 });
      for (const { quotas } of together.servers) {
        const { allowed, states } = await quotas.peek(...counted(application));
        assert.equal(allowed, true);
        assert.deepEqual(usage(states), { minute: [2, 2], hour: [6000, 6000] });
      }
      await together.advance(30);
      const [first] = await take(application, 1);
      assertSeconds(first?.states[0]?.resetSeconds ?? 0, 60);
    });

    test('applications are counted apart, and 0 switches a limit off', async () => {
      const [one, other] = [newApplication({ perMinute: 1 }), newApplication({ perMinute: 1, perHour: 0 })];
      const free = newApplication({ perMinute: 0, perHour: 0 });
      assert.deepEqual(allowed(await take(one, 2)), [true, false]);
      const decisions = await take(other, 2);
      assert.deepEqual(allowed(decisions), [true, false]);
      assert.deepEqual(usage(decisions[0]?.states ?? []), { minute: [0, 1] });
      for (const decision of await take(free, 5)) {
        assert.deepEqual(decision, { allowed: true, states: [], retryAfterSeconds: 0 });
      }
    });

    test('limits that were changed hold from the next request on, and counting starts anew', async () => {
      const application = newApplication({ perMinute: 2 });
      assert.deepEqual(allowed(await take(application, 4)), [true, true, false, false]);
      const raised = { ...application, requestsPerMinute: 3 };
      assert.deepEqual(allowed(await take(raised, 5)), [true, true, true, false, false]);
      const lowered = { ...application, requestsPerMinute: 1 };
      assert.deepEqual(allowed(await take(lowered, 3)), [true, false, false]);
    });

    test('any sequence of requests on any server is decided as one counter in one place would', async (context) => {
      if (together.slackSeconds > 0) return context.skip('time does not stand still here');
      const step = fc.record({
        server: fc.nat(2),
        // In steps of six seconds: a request that is given back in the last five seconds of a minute stays counted.
        gap: fc.oneof(fc.constant(0), fc.nat(15), fc.nat(150)).map((count) => count * 6),
        look: fc.boolean(),
      });
      await fc.assert(
        fc.asyncProperty(
          fc.record({ perMinute: fc.integer({ min: 0, max: 4 }), perHour: fc.integer({ min: 0, max: 8 }) }),
          fc.array(step, { minLength: 1, maxLength: 40 }),
          async (quota, steps) => {
            const application = newApplication(quota);
            const model = new QuotaCounter(quota);
            let now = 0;
            for (const { server: index, gap, look } of steps) {
              await together.advance(gap);
              now += gap * 1000;
              const { quotas } = server(index);
              const decision = await (look
                ? quotas.peek(...counted(application))
                : quotas.take(...counted(application)));
              assert.deepEqual(decision, look ? model.peek(now) : model.take(now));
            }
          },
        ),
        { numRuns: 40 },
      );
    });

    describeGuard(() => together);
  });
}

function allowed(decisions: readonly { readonly allowed: boolean }[]): boolean[] {
  return decisions.map((decision) => decision.allowed);
}
