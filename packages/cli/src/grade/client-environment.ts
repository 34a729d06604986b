import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import type { ApiVersion } from '@rollcall/contract';
import type { ExamTask } from '@rollcall/server/sandbox/grade';
import { TASK_VARIABLES } from './task-variables.ts';

/** Where a client is to call, and as whom. */
export interface ClientAccess {
  readonly baseUrl: string;
  readonly accountId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Undefined: whichever the client takes. */
  readonly apiVersion?: ApiVersion | undefined;
}

/** The files that a client needs to trust the sandbox. */
export interface TrustFiles {
  /** The CA alone, for programs that add it to those they trust anyway. */
  readonly ca: string;
  /** The CA and the usual ones, for programs that trust nobody else then. */
  readonly all: string;
}

/** @param ca as PEM */
export async function writeTrustFiles(ca: string, folder: string): Promise<TrustFiles> {
  const files = { ca: join(folder, 'ca.pem'), all: join(folder, 'all-ca.pem') };
  await writeFile(files.ca, ca);
  await writeFile(files.all, [ca.trim(), ...rootCertificates, ''].join('\n'));
  return files;
}

/** What would lead the client, where it is this very command, to another place; and what another exam told. */
const MISLEADING: ReadonlySet<string> = new Set(['ROLLCALL_PROFILE', 'ROLLCALL_API_REGION', ...TASK_VARIABLES]);

/** The environment of a client under test: that of this process, and everything it needs to call the sandbox. */
export function clientEnvironment(
  access: ClientAccess,
  trust: TrustFiles | undefined,
  more: Readonly<Record<string, string>> = {},
): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !MISLEADING.has(name));
  return {
    ...Object.fromEntries(kept),
    ROLLCALL_BASE_URL: access.baseUrl,
    ROLLCALL_ACCOUNT: access.accountId,
    ROLLCALL_CLIENT_ID: access.clientId,
    ROLLCALL_CLIENT_SECRET: access.clientSecret,
    ...(access.apiVersion && { ROLLCALL_API_VERSION: access.apiVersion }),
    ...(trust && {
      ROLLCALL_CA_FILE: trust.ca,
      NODE_EXTRA_CA_CERTS: trust.ca,
      SSL_CERT_FILE: trust.all,
      REQUESTS_CA_BUNDLE: trust.all,
      CURL_CA_BUNDLE: trust.all,
    }),
    ...withoutProxy(),
    ...more,
  };
}

/** The sandbox is on this machine: a proxy would look for it on its own. */
function withoutProxy(): Record<string, string> {
  const given = process.env.no_proxy ?? process.env.NO_PROXY ?? '';
  const names = [...given.split(',').filter((name) => name !== ''), 'localhost', '127.0.0.1', '::1'].join(',');
  return { NO_PROXY: names, no_proxy: names };
}

/** What a client is to do in a situation, as variables. */
export function taskEnvironment(situation: string, task: ExamTask): Record<string, string> {
  const about: Record<string, string> = { ROLLCALL_SITUATION: situation, ROLLCALL_TASK: task.do };
  if (task.do === 'list') return task.filter === undefined ? about : { ...about, ROLLCALL_FILTER: task.filter };
  const { person } = task;
  return 'userId' in person
    ? { ...about, ROLLCALL_USER: person.userId, ROLLCALL_USER_ID: person.userId }
    : { ...about, ROLLCALL_USER: person.email, ROLLCALL_USER_EMAIL: person.email };
}
