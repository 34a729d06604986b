import { AUDIT_ACTIONS, AUDIT_OUTCOMES } from '@rollcall/server/domain/audit';
import { auditDocument } from '../administration/documents.ts';
import { withAdministration } from '../administration/with-administration.ts';
import { administrationOptions } from '../options/administration-options.ts';
import { accountOption, configOption, jsonOption } from '../options/common-options.ts';
import { choice, line, MOMENT, wholeNumber } from '../options/kinds.ts';
import { option, optionWithDefault } from '../options/option.ts';
import { printJson, printLine, tableStyle } from '../output/print.ts';
import { renderTable } from '../output/table.ts';
import { defineCommand } from './command.ts';

export const auditList = defineCommand({
  description: 'Lists what was done and refused, newest first: when, what, by whom, on whom, with which outcome.',
  arguments: {},
  options: {
    account: accountOption,
    action: option({
      flag: 'action',
      key: 'audit_action',
      kind: choice('ACTION', AUDIT_ACTIONS),
      description: 'Only this action.',
    }),
    subject: option({
      flag: 'subject',
      key: 'audit_subject',
      kind: line('ID', 255),
      description: 'Only what was done to this user, application or account.',
    }),
    actor: option({
      flag: 'actor',
      key: 'audit_actor',
      kind: line('ID', 255),
      description: 'Only what this application, person, operator or admin key did.',
    }),
    outcome: option({
      flag: 'outcome',
      key: 'audit_outcome',
      kind: choice('OUTCOME', AUDIT_OUTCOMES),
      description: 'Only what succeeded, or was refused.',
    }),
    since: option({ flag: 'since', key: 'audit_since', kind: MOMENT, description: 'Only entries from then on.' }),
    until: option({ flag: 'until', key: 'audit_until', kind: MOMENT, description: 'Only entries before then.' }),
    limit: optionWithDefault(
      { flag: 'limit', key: 'audit_limit', kind: wholeNumber(1, 100_000), description: 'Entries at the most.' },
      '100',
    ),
    ...administrationOptions,
    json: jsonOption,
    config: configOption,
  },
  examples: [
    { does: 'Who was suspended this year', command: 'rollcall audit list --action user.suspended --since 2026-01-01' },
    {
      does: 'What was refused in March',
      command: 'rollcall audit list --outcome refused --since 2026-03-01 --until 2026-04-01',
    },
  ],
  async run({ options, givenAs }) {
    const { account, since, until, action, subject, actor, outcome, limit } = options;
    const range = { since: since?.toISOString(), until: until?.toISOString() };
    const query = { accountId: account, action, subject, actor, outcome, ...range, limit };
    const found = await withAdministration({ options, givenAs }, 'must-exist', ({ audit }) => audit.list(query));
    if (options.json) return printJson({ entries: found.map(auditDocument) });
    if (found.length === 0) return printLine('There are no such entries.');
    const columns = ['Time', 'Action', 'Outcome', 'Account', 'Subject', 'Actor', 'Address'];
    const rows = found.map((entry) => [
      entry.time,
      entry.action,
      entry.reason === undefined ? entry.outcome : `${entry.outcome}: ${entry.reason}`,
      entry.accountId ?? '',
      entry.subject,
      `${entry.actor.kind} ${entry.actor.id}`,
      entry.actor.address ?? '',
    ]);
    printLine(
      renderTable(
        columns.map((title) => ({ title })),
        rows,
        tableStyle(),
      ),
    );
  },
});
