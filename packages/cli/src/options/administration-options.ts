import { caFileOption } from './common-options.ts';
import type { Kind } from './kind.ts';
import { path, text } from './kinds.ts';
import { option } from './option.ts';
import { storeOptions } from './store-options.ts';

/** Where a server is, with the path prefix where it is behind one; a trailing slash is taken off. */
const SERVER_URL: Kind<string> = {
  placeholder: 'URL',
  allowed: 'an http or https URL without query or credentials, such as https://users.example.com',
  list: false,
  parse(given) {
    const url = URL.canParse(given) ? new URL(given) : undefined;
    if (url === undefined || !/^https?:$/.test(url.protocol) || /[?#]/.test(given)) return undefined;
    return url.username === '' && url.password === '' ? url.origin + url.pathname.replace(/\/+$/, '') : undefined;
  },
};

/** An admin key. */
export const ADMIN_KEY = text('KEY', /^rca_[\x21-\x7e]+$/, 'an admin key, which begins with rca_');

/** What is administered: where the data is, or a server that runs on it. What every administration command takes. */
export const administrationOptions = {
  ...storeOptions,
  server: option({
    flag: 'server',
    key: 'admin_server',
    kind: SERVER_URL,
    description:
      'A running server, administered through its management API: in place of --data-dir. It takes an admin key.',
  }),
  adminKey: option({
    flag: 'admin-key',
    kind: ADMIN_KEY,
    secret: true,
    description:
      'The admin key for --server. Better in the environment or a file: others on this machine can see flags.',
  }),
  adminKeyFile: option({
    flag: 'admin-key-file',
    kind: path('FILE', 'the path of a file'),
    description: 'A file whose first line is the admin key.',
  }),
  caFile: caFileOption,
};
