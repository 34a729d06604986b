import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { AppOptions, RunningApp } from '@rollcall/server';
import { systemClock } from '@rollcall/server/domain/clock';
import { openSqliteStorage } from '@rollcall/server/storage/sqlite';
import { createLogger } from '@rollcall/server/telemetry/logger';
import { resolveOptions } from '../src/options/resolve.ts';
import { serveOptions } from '../src/options/service-options.ts';
import { certificateNames } from '../src/service/certificate-names.ts';
import { planService, type ServicePlan } from '../src/service/service-plan.ts';
import { startMovingTelemetry } from '../src/service/start-moving-telemetry.ts';

function planOf(flags: Readonly<Record<string, string>>): ServicePlan {
  const { values } = resolveOptions(serveOptions, { flags, environment: {}, config: undefined });
  return planService(values, () => undefined);
}

describe('names on the local certificate', () => {
  const cases: readonly (readonly [Readonly<Record<string, string>>, readonly string[]])[] = [
    [{}, []],
    [{ host: '127.0.0.1' }, []],
    [{ host: '0.0.0.0' }, []],
    [{ host: '::' }, []],
    [{ host: '192.0.2.1' }, ['192.0.2.1']],
    [{ host: '0.0.0.0', 'public-url': 'https://users.example.com' }, ['users.example.com']],
    [{ 'public-url': 'https://[2001:db8::1]:8443' }, ['2001:db8::1']],
  ];
  for (const [flags, names] of cases) {
    it(`${JSON.stringify(flags)} adds ${names.join(', ') || 'none, the same on every machine'}`, () => {
      assert.deepEqual(certificateNames(planOf(flags)), names);
    });
  }
});

describe('the telemetry port nobody asked for', () => {
  const privileged = Object.assign(new Error('listen EACCES'), { code: 'EACCES', port: 81 });

  /** Refuses the privileged port as the system would, and has a free one. */
  async function startApp({ telemetry }: AppOptions): Promise<RunningApp> {
    if (telemetry?.port !== 0) throw privileged;
    const url = 'https://localhost:80';
    return {
      baseUrl: url,
      listenerUrl: url,
      telemetryUrl: 'http://127.0.0.1:40000',
      forgetCallers: () => {},
      close: async () => {},
    };
  }

  async function start(context: TestContext, flags: Readonly<Record<string, string>>): Promise<RunningApp> {
    const plan = planOf(flags);
    const storage = await openSqliteStorage({ dataDir: undefined, role: 'server', cacheBytes: 0 });
    context.after(() => storage.close());
    const logger = createLogger({ level: 'silent' });
    const parts = { storage, logger, clock: systemClock, listen: plan.listen, tls: undefined, ...plan.behaviour };
    return startMovingTelemetry(startApp, plan, parts);
  }

  it('moves away from a port that is not for this user, as beside 80 or 443', async (context) => {
    assert.equal((await start(context, { port: '80' })).telemetryUrl, 'http://127.0.0.1:40000');
  });

  it('stays where it was asked to be, and the start is refused', async (context) => {
    await assert.rejects(start(context, { port: '80', 'telemetry-port': '81' }), {
      message: 'Port 81 may not be opened by this user. Give a --telemetry-port of 1024 or more.',
    });
  });
});
