import { UsageError } from '../failure.ts';
import type { ValuesOf } from '../options/option.ts';
import type { sandboxOptions } from '../options/sandbox-options.ts';

type Options = ValuesOf<typeof sandboxOptions>;
type GivenAs = (name: keyof Options) => string | undefined;

const HIGHEST_PORT = 65_535;

/**
 * Holds the options that only a sandbox has against each other.
 *
 * @throws UsageError where two of them do not go together
 */
export function refuseTogether(options: Options, givenAs: GivenAs): void {
  const people = (['seed', 'preset', 'users'] as const).flatMap((name) => {
    return options[name] === undefined ? [] : (givenAs(name) ?? []);
  });
  if (people.length > 1) {
    throw new UsageError(
      `${people.join(' and ')} exclude each other: each says who is there to begin with. Give one of them.`,
    );
  }
  if (options.randomSeed !== undefined && options.users === undefined) {
    throw new UsageError(
      `${givenAs('randomSeed')} is for generated people. Say how many there are to be, with --users.`,
    );
  }
  refusePorts(options, givenAs);
}

/** Regions take ports in a row: there must be enough of them, and nothing else may be given one of theirs. */
function refusePorts(options: Options, givenAs: GivenAs): void {
  const { port, regions } = options;
  const count = regions?.length ?? 1;
  if (port === 0) return;
  const last = port + count - 1;
  if (last > HIGHEST_PORT) {
    const most = HIGHEST_PORT - count + 1;
    throw new UsageError(
      `${givenAs('port') ?? '--port'}: ${count} regions take ${count} ports from ${port} on, and there are none after ` +
        `${HIGHEST_PORT}. Give ${most} or less.`,
    );
  }
  for (const name of ['controlPort', 'telemetryPort'] as const) {
    const wanted = options[name];
    if (wanted === undefined || wanted < port || wanted > last) continue;
    const taken = count === 1 ? 'the port of the API' : `one of the ports of the regions, ${port} to ${last}`;
    throw new UsageError(`${givenAs(name)}: ${wanted} is ${taken}. Give another.`);
  }
}
