import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tokenRequest } from '../targets/rollcall.ts';
import { freePort, ROLLCALL } from '../targets/rollcall-command.ts';

const OPENAPI = fileURLToPath(new URL('../../../docs/openapi/users-v1beta1.json', import.meta.url));
/** Of the demo account: known to everyone. */
const ACCOUNT = 'SWVYC6ZSQ7CCZIR5UUZZXXUH64';
const CLIENT = '5a9db0c5-7c3e-4b1f-8d6a-2f00c0ffee01';
const SECRET = 'sandbox-secret-known-to-everyone-for-tests-only';

/** Something that is started, and what it is asked first. */
export interface Subject {
  readonly name: string;
  readonly asked: string;
  /** Programs and arguments for Node.js, on a free port, and the request whose answer is waited for. */
  prepare(): Promise<{ readonly args: readonly string[]; readonly port: number; readonly request: string }>;
}

/** `rollcall sandbox`, as somebody starts it in a test run. */
export const SANDBOX: Subject = {
  name: '`rollcall sandbox --http`',
  asked: 'a token, for the demo account',
  async prepare() {
    const port = await freePort();
    const args = [ROLLCALL, 'sandbox', '--json', '--http', '--log-level', 'error', '--port', String(port)];
    const request = tokenRequest('/v1/oauth/token', CLIENT, SECRET);
    return { args: [...args, '--telemetry-port', '0', '--control-port', '0'], port, request };
  },
};

/** The same with a store that is filled with more people. */
export function sandboxOf(users: number): Subject {
  return {
    ...SANDBOX,
    name: `the same with --users ${users.toLocaleString('en')}`,
    async prepare() {
      const { args, port } = await SANDBOX.prepare();
      const request = 'GET /.well-known/oauth-authorization-server HTTP/1.1\r\nHost: localhost\r\n\r\n';
      return { args: [...args, '--users', String(users)], port, request };
    },
    asked: 'its metadata',
  };
}

/** What else people start in tests. @param folder where they are installed */
export function peerSubjects(folder: string): readonly Subject[] {
  const module = (...path: readonly string[]) => join(folder, 'node_modules', ...path);
  const prism = async () => {
    const port = await freePort();
    const program = module('@stoplight/prism-cli', 'dist', 'index.js');
    const args = [program, 'mock', '--host', '127.0.0.1', '--port', String(port), '--multiprocess', 'false', OPENAPI];
    const path = `/v1beta1/accounts/${ACCOUNT}/users`;
    return { args, port, request: `GET ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer x\r\n\r\n` };
  };
  const oauth2 = async () => {
    const port = await freePort();
    const args = [
      module('oauth2-mock-server', 'dist', 'oauth2-mock-server.mjs'),
      '-a',
      '127.0.0.1',
      '-p',
      String(port),
    ];
    return { args, port, request: tokenRequest('/token', CLIENT, SECRET) };
  };
  return [
    { name: 'Prism mock', asked: 'a list, of its OpenAPI document', prepare: prism },
    { name: 'oauth2-mock-server', asked: 'a token, for anybody', prepare: oauth2 },
  ];
}
