import { CONNECTION_EXIT_CODES } from '../connection/exit-codes.ts';
import type { Introspection } from '../connection/introspect.ts';
import { placeOf } from '../connection/profile-document.ts';
import { prove } from '../connection/prove.ts';
import { type ResolvedConnection, resolveConnection } from '../connection/resolve-connection.ts';
import { jsonOption } from '../options/common-options.ts';
import { connectionOptions } from '../options/connection-options.ts';
import { printJson, printLine, tableStyle } from '../output/print.ts';
import { renderFields } from '../output/table.ts';
import { defineCommand } from './command.ts';

const SECRET_PLACES = {
  keyring: 'in the system keyring',
  file: 'in a file beside the profiles',
  given: 'given with the command, not stored',
} as const;
const NOT_TOLD = 'not told by this server';

export const whoami = defineCommand({
  description:
    'Shows as whom and to where commands go, and proves it by getting a token, which it gives back. A Rollcall also tells ' +
    'the name and the scopes of the application.',
  arguments: {},
  options: { ...connectionOptions, json: jsonOption },
  examples: [
    { does: 'As whom the current profile acts', command: 'rollcall whoami' },
    { does: 'What another one may do', command: 'rollcall whoami --profile prod --json' },
  ],
  exitCodes: CONNECTION_EXIT_CODES,
  async run({ options }) {
    const resolved = await resolveConnection(options);
    const known = await prove(resolved, options);
    if (options.json) return printJson(document(resolved, known));
    printLine(renderFields(fields(resolved, known), tableStyle()));
    if (known?.accountId !== undefined && known.accountId !== resolved.accountId) {
      process.stderr.write(
        `rollcall: warning: The application belongs to the account ${known.accountId}: check --account.\n`,
      );
    }
  },
});

function fields(resolved: ResolvedConnection, known: Introspection | undefined): [string, string][] {
  return [
    ['Profile', resolved.profile?.name ?? 'none: everything was given'],
    ['Where', placeOf(resolved)],
    ['Account', resolved.accountId],
    ['Application', known?.applicationName ?? NOT_TOLD],
    ['Scopes', known?.applicationScopes?.join(', ') ?? NOT_TOLD],
    ['Client id', resolved.clientId],
    ['Client secret', SECRET_PLACES[resolved.secretFrom]],
    ['API version', resolved.apiVersion],
    ['Credentials', 'accepted: a token was issued'],
  ];
}

function document(resolved: ResolvedConnection, known: Introspection | undefined) {
  return {
    profile: resolved.profile?.name ?? null,
    ...(resolved.region === undefined ? {} : { region: resolved.region }),
    base_url: resolved.baseUrl,
    account_id: resolved.accountId,
    application_name: known?.applicationName ?? null,
    application_scopes: known?.applicationScopes ?? null,
    client_id: resolved.clientId,
    secret_store: resolved.secretFrom === 'given' ? null : resolved.secretFrom,
    api_version: resolved.apiVersion,
  };
}
