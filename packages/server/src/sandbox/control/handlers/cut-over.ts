import type { SandboxCutOver } from '@rollcall/contract/sandbox';
import type { Tenant } from '../../tenant/tenant.ts';
import type { ControlHandlers } from '../control-call.ts';
import { ControlRefusal } from '../control-refusal.ts';

export const cutOverHandlers = {
  GetCutOver: ({ homed }) => cutOverOf(homed().tenant),
  SetCutOver: async ({ homed, body }) => {
    const { tenant } = homed();
    const { sunset_time: sunset, deprecation_time: deprecation } = body as SandboxCutOver; // follows the schema
    const previewSunset = new Date(sunset);
    const previewDeprecation = deprecation === undefined ? undefined : new Date(deprecation);
    if (previewDeprecation && previewDeprecation > previewSunset) refuseLate();
    await tenant.update(() => ({ previewSunset, previewDeprecation }));
    return cutOverOf(tenant);
  },
  ClearCutOver: async ({ homed }) => {
    await homed().tenant.update(() => ({ previewSunset: undefined, previewDeprecation: undefined }));
    return undefined;
  },
} as const satisfies ControlHandlers;

/** @throws ControlRefusal where none is set */
function cutOverOf({ settings }: Tenant): SandboxCutOver {
  const { previewSunset: sunset, previewDeprecation: deprecation } = settings;
  if (!sunset)
    throw new ControlRefusal('not_found', { sentence: 'The preview lives on. Set a sunset_time to end it.' });
  return {
    ...(deprecation && { deprecation_time: deprecation.toISOString() }),
    sunset_time: sunset.toISOString(),
  };
}

/** RFC 9745 section 4: a sunset is never earlier than the deprecation. */
function refuseLate(): never {
  const field = 'deprecation_time';
  const description = 'is after sunset_time';
  throw new ControlRefusal('invalid_control', {
    sentence: `${field} ${description}: what has gone away was deprecated before.`,
    violations: [{ field, description }],
  });
}
