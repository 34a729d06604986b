import { HOST, path, SWITCH } from '../options/kinds.ts';
import { option, optionWithDefault } from '../options/option.ts';
import { PORT } from '../options/service-options.ts';

/** Where a recorder or a replay listens. */
export const localListenerOptions = {
  host: optionWithDefault({ flag: 'host', kind: HOST, description: 'The interface to listen on.' }, '127.0.0.1'),
  port: optionWithDefault({ flag: 'port', kind: PORT, description: 'The port to listen on.' }, '9443'),
  http: optionWithDefault(
    { flag: 'http', kind: SWITCH, description: 'Plain HTTP instead of HTTPS with a local CA.' },
    'false',
  ),
  tlsDir: option({
    flag: 'tls-dir',
    kind: path('DIR', 'the path of a folder'),
    description: 'Keep the local CA in this folder, so that it needs to be trusted once only.',
    fallbackNote: 'a new CA at every start',
  }),
};
