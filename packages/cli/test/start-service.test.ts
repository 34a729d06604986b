import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Address } from '@rollcall/server';
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
  async function listen(telemetry: Address): Promise<{ readonly telemetryUrl: string }> {
    if (telemetry.port !== 0) throw privileged;
    return { telemetryUrl: 'http://127.0.0.1:40000' };
  }

  function start(flags: Readonly<Record<string, string>>): Promise<{ readonly telemetryUrl: string }> {
    return startMovingTelemetry(listen, planOf(flags), createLogger({ level: 'silent' }));
  }

  it('moves away from a port that is not for this user, as beside 80 or 443', async () => {
    assert.equal((await start({ port: '80' })).telemetryUrl, 'http://127.0.0.1:40000');
  });

  it('stays where it was asked to be, and the start is refused', async () => {
    await assert.rejects(start({ port: '80', 'telemetry-port': '81' }), {
      message: 'Port 81 may not be opened by this user. Give a --telemetry-port of 1024 or more.',
    });
  });
});
