import type { Application } from '@rollcall/client/testing';
import { CLIENT_ID_PATTERN, SCOPES } from '@rollcall/contract';
import type { Kind } from '../options/kind.ts';
import { choices, line, text } from '../options/kinds.ts';
import { option, requiredOption } from '../options/option.ts';
import { printJson, printLine, tableStyle } from '../output/print.ts';
import { renderFields, renderTable } from '../output/table.ts';
import { accountControlOptions } from '../sandbox/control-options.ts';
import { withAccount } from '../sandbox/reach.ts';
import { defineCommand } from './command.ts';

const CLIENT_ID: Kind<string> = {
  placeholder: 'CLIENT_ID',
  allowed: 'a client id, a UUID in lower case (rollcall sandbox application list shows them)',
  list: false,
  parse: (given) => (new RegExp(CLIENT_ID_PATTERN).test(given) ? given : undefined),
};
const APPLICATION = { name: 'CLIENT_ID', kind: CLIENT_ID, description: 'The application.' };
const SCOPE = choices('SCOPE[,SCOPE]', SCOPES);

export const applicationList = defineCommand({
  description: 'Lists the applications of an account of the sandbox.',
  arguments: {},
  options: accountControlOptions,
  examples: [{ does: 'Who may call?', command: 'rollcall sandbox application list' }],
  async run({ options }) {
    const applications = await withAccount(options, (account) => account.applications.list());
    if (options.json) return printJson({ applications });
    if (applications.length === 0) {
      return printLine('There are no applications. Make one: rollcall sandbox application create');
    }
    const columns = ['Client id', 'Name', 'Scopes', 'Created'].map((title) => ({ title }));
    const rows = applications.map((each) => [each.client_id, each.name, each.scopes.join(', '), each.create_time]);
    printLine(renderTable(columns, rows, tableStyle()));
  },
});

export const applicationCreate = defineCommand({
  description:
    'Makes one more application in an account of the sandbox: with limits of its own, and only the scopes given.',
  arguments: {},
  options: {
    name: option({
      flag: 'name',
      key: 'sandbox_application_name',
      kind: line('NAME', 100),
      description: 'Its name.',
      fallbackNote: 'Test',
    }),
    scope: option({
      flag: 'scope',
      key: 'sandbox_application_scope',
      kind: SCOPE,
      description: 'What it may do.',
      fallbackNote: 'everything',
    }),
    clientId: option({
      flag: 'client-id',
      key: 'sandbox_application_client_id',
      kind: CLIENT_ID,
      description: 'Its client id.',
      fallbackNote: 'one that is made up',
    }),
    clientSecret: option({
      flag: 'client-secret',
      key: 'sandbox_application_client_secret',
      kind: text('SECRET', /^[!-~]{8,256}$/, '8 to 256 visible characters of ASCII'),
      description: 'Its secret. Nothing in a sandbox is secret.',
      fallbackNote: 'one that is made up',
    }),
    ...accountControlOptions,
  },
  examples: [
    { does: 'One that may only read', command: 'rollcall sandbox application create --scope list_users,get_user' },
  ],
  async run({ options }) {
    const { name, scope, clientId, clientSecret } = options;
    const wanted = {
      ...(name !== undefined && { name }),
      ...(scope !== undefined && { scopes: [...scope] }),
      ...(clientId !== undefined && { client_id: clientId }),
      ...(clientSecret !== undefined && { client_secret: clientSecret }),
    };
    show(await withAccount(options, ({ applications }) => applications.create(wanted)), options.json);
  },
});

export const applicationSetScopes = defineCommand({
  description: 'Gives an application of the sandbox these scopes and no others. It holds from the next call on.',
  arguments: { clientId: APPLICATION },
  options: {
    scope: requiredOption({
      flag: 'scope',
      key: 'sandbox_application_scope',
      kind: SCOPE,
      description: 'What it may do.',
    }),
    ...accountControlOptions,
  },
  examples: [
    {
      does: 'It may not suspend any more',
      command:
        'rollcall sandbox application set-scopes 5a9db0c5-7c3e-4b1f-8d6a-2f00c0ffee01 --scope list_users,get_user',
    },
  ],
  async run({ arguments: { clientId }, options }) {
    const changed = withAccount(options, ({ applications }) => applications.setScopes(clientId, [...options.scope]));
    show(await changed, options.json);
  },
});

export const applicationRemove = defineCommand({
  description: 'Removes an application from an account of the sandbox. Its tokens are refused from the next call on.',
  arguments: { clientId: APPLICATION },
  options: accountControlOptions,
  examples: [
    {
      does: 'Access is withdrawn',
      command: 'rollcall sandbox application remove 5a9db0c5-7c3e-4b1f-8d6a-2f00c0ffee01',
    },
  ],
  run: ({ arguments: { clientId }, options }) =>
    withAccount(options, (account) => account.applications.remove(clientId)),
});

function show(application: Application, asJson: boolean): void {
  const { client_id: clientId, client_secret: secret, name, scopes, create_time: created } = application;
  const fields: (readonly [string, string])[] = [
    ['Client id', clientId],
    ...(secret === undefined ? [] : [['Client secret', secret] as const]),
    ['Name', name],
    ['Scopes', scopes.join(', ')],
    ['Created', created],
  ];
  if (asJson) printJson(application);
  else printLine(renderFields(fields, tableStyle()));
}
