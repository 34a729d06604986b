import { PRESETS } from '@rollcall/contract/sandbox';
import type { Kind } from './kind.ts';
import { choice, HOST, path, wholeNumber } from './kinds.ts';
import { option, optionWithDefault } from './option.ts';
import { behaviourOptions, PORT, portOption } from './service-options.ts';

const REGION = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Names of regions, each once. */
const REGIONS: Kind<readonly string[]> = {
  placeholder: 'NAME[,NAME…]',
  allowed: 'names of regions, separated by commas, each once: com,ca,eu for the public ones',
  list: true,
  parse(given) {
    const names = given.split(',').map((name) => name.trim());
    return names.every((name) => REGION.test(name)) && new Set(names).size === names.length ? names : undefined;
  },
};

/** How to start a sandbox. */
export const sandboxOptions = {
  seed: option({
    flag: 'seed',
    kind: path('FILE', 'the path of a directory file (.json, .csv, .ndjson)'),
    description: 'The accounts, people and applications to start with.',
    fallbackNote: 'the demo account, with the same ids and the same secret every time',
  }),
  preset: option({
    flag: 'preset',
    key: 'sandbox_preset',
    kind: choice('PRESET', PRESETS),
    description: 'Start with an awkward account instead. Not together with --seed or --users.',
    fallbackNote: 'demo',
  }),
  users: option({
    flag: 'users',
    key: 'sandbox_users',
    kind: wholeNumber(1, 1_000_000),
    description: 'Start with this many generated people instead: one in a thousand an owner, and the first.',
  }),
  randomSeed: option({
    flag: 'random-seed',
    key: 'sandbox_random_seed',
    kind: wholeNumber(0, 4_294_967_295),
    description: 'With --users: another one gives other people.',
    fallbackNote: '1',
  }),
  regions: option({
    flag: 'regions',
    kind: REGIONS,
    description:
      'Serve several regions, each with its own people: the first on --port, the others on the ports after it. Requests ' +
      'for the host of a public region (com, ca, eu) are answered by that one, on any of the ports.',
    fallbackNote: 'one region, called as --region says',
  }),
  port: portOption('9443'),
  controlHost: optionWithDefault(
    { flag: 'control-host', kind: HOST, description: 'The interface the controls listen on. They have no password.' },
    '127.0.0.1',
  ),
  controlPort: option({
    flag: 'control-port',
    kind: PORT,
    description: 'The port the controls listen on.',
    fallbackNote: '9440, or a free one where that is taken or --port is 0',
  }),
  tlsDir: option({
    flag: 'tls-dir',
    kind: path('DIR', 'the path of a folder'),
    description: 'Keep the local CA in this folder, so that it needs to be trusted once only.',
    fallbackNote: 'a new CA at every start',
  }),
  ...behaviourOptions,
};

/** Where the controls of a sandbox listen unless told otherwise. */
export const CONTROL_PORT = 9440;
