import type { AdvanceClockRequest, SandboxClock, SetClockRequest } from '@rollcall/contract/sandbox';
import type { ClockStart } from '../../clock/account-clock.ts';
import { EARLIEST, LATEST } from '../../clock/bounds.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import type { ControlHandlers } from '../control-call.ts';
import { ControlRefusal } from '../control-refusal.ts';

export const clockHandlers = {
  GetClock: ({ homed }) => clockOf(homed().tenant),
  SetClock: ({ homed, body }) => {
    const { tenant } = homed();
    moveClock(tenant, body as SetClockRequest); // follows the schema
    return clockOf(tenant);
  },
  AdvanceClock: ({ homed, body }) => {
    const { tenant } = homed();
    const { seconds } = body as AdvanceClockRequest; // follows the schema
    const ms = Math.round(seconds * 1000);
    refuseBeyond(tenant.clock.now() + ms, 'seconds');
    tenant.clock.advance(ms);
    return clockOf(tenant);
  },
} as const satisfies ControlHandlers;

/** What the clock shows, as it goes over the wire. */
export function clockOf({ clock }: Tenant): SandboxClock {
  return { time: new Date(clock.now()).toISOString(), frozen: clock.frozen };
}

/**
 * How a clock that is asked for begins.
 *
 * @param field what it is called in the request, where it is a part of it
 * @throws ControlRefusal for a time beyond what can be stored
 */
export function clockStart(request: SetClockRequest, field?: string): ClockStart {
  const time = request.time === undefined ? undefined : Date.parse(request.time);
  if (time !== undefined) refuseBeyond(time, field === undefined ? 'time' : `${field}.time`);
  return { time, frozen: request.frozen };
}

function moveClock(tenant: Tenant, request: SetClockRequest): void {
  const { time, frozen } = clockStart(request);
  // Windows that began in what is now the future would never end.
  if (time !== undefined && time < tenant.clock.now()) tenant.forgetCallers();
  tenant.clock.move({ time, frozen });
}

function refuseBeyond(time: number, field: string): void {
  if (time >= EARLIEST && time <= LATEST) return;
  const description = 'leads out of the years 1970 to 9999';
  throw new ControlRefusal('invalid_control', {
    sentence: `${field} ${description}.`,
    violations: [{ field, description }],
  });
}
