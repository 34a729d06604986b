import { USER_STATES } from '@rollcall/contract';
import { peopleTable, personDocument } from '../administration/person-output.ts';
import { withAdministration } from '../administration/with-administration.ts';
import { administrationOptions } from '../options/administration-options.ts';
import { configOption, jsonOption } from '../options/common-options.ts';
import { choice, line, wholeNumber } from '../options/kinds.ts';
import { option, optionWithDefault } from '../options/option.ts';
import { personAccountOption, personFields } from '../options/person-options.ts';
import { counted, printJson, printLine, tableStyle } from '../output/print.ts';
import { defineCommand } from './command.ts';

const ORDERS = ['create_time', 'display_name', 'email'] as const;

export const personList = defineCommand({
  description: 'Lists the people of an account, or those that a text, a state or a role fits.',
  arguments: {},
  options: {
    account: personAccountOption,
    query: option({
      flag: 'query',
      key: 'person_query',
      kind: line('TEXT', 200),
      description: 'Only people with this in their name or address, without case, or with this id.',
    }),
    state: option({
      flag: 'state',
      key: 'person_state',
      kind: choice('STATE', USER_STATES),
      description: 'Only people in this state.',
    }),
    role: option({ ...personFields.role, description: 'Only people of this role.' }),
    securityGroup: option({
      ...personFields.securityGroup,
      description: 'Only its members; --no-security-group: only others.',
    }),
    orderBy: optionWithDefault(
      {
        flag: 'order-by',
        key: 'person_order',
        kind: choice('FIELD', ORDERS),
        description: 'What they are ordered by.',
      },
      'create_time',
    ),
    descending: optionWithDefault(
      {
        flag: 'descending',
        key: 'person_descending',
        kind: personFields.securityGroup.kind,
        description: 'The other way round: the latest first.',
      },
      'false',
    ),
    limit: optionWithDefault(
      { flag: 'limit', key: 'person_limit', kind: wholeNumber(1, 100_000), description: 'People at the most.' },
      '100',
    ),
    ...administrationOptions,
    json: jsonOption,
    config: configOption,
  },
  examples: [
    {
      does: 'Find somebody by a part of the name',
      command: 'rollcall person list --account ABCDEFGHIJKLMNOPQRSTUVWXYZ --query lovelace',
    },
    {
      does: 'Who owns the account',
      command: 'rollcall person list --account ABCDEFGHIJKLMNOPQRSTUVWXYZ --role owner',
    },
  ],
  async run({ options, givenAs }) {
    const { account: accountId, query: text, state, role, securityGroup, orderBy: order, descending, limit } = options;
    const wanted = { accountId, text, state, role, securityGroup, order, descending, limit };
    const found = await withAdministration({ options, givenAs }, 'must-exist', ({ people }) => people.search(wanted));
    if (options.json) return printJson({ people: found.people.map(personDocument), more: found.more });
    if (found.people.length === 0) return printLine('There is nobody like that.');
    printLine(peopleTable(found.people, tableStyle()));
    if (!found.more) return;
    const shown = counted(found.people.length, 'person', 'people');
    process.stderr.write(`rollcall: ${shown} shown, and there are more: raise --limit, or narrow it with --query.\n`);
  },
});
