import type { MovedTable } from '@rollcall/server/storage/move';
import { withoutPassword } from '../administration/store-place.ts';
import { startMoveProgress } from '../directory/move-progress.ts';
import { untilInterrupted } from '../directory/until-interrupted.ts';
import { configOption, jsonOption } from '../options/common-options.ts';
import { DATABASE_URL, path, SWITCH } from '../options/kinds.ts';
import { optionWithDefault, requiredOption } from '../options/option.ts';
import { printJson, printLine, tableStyle } from '../output/print.ts';
import { renderTable } from '../output/table.ts';
import { defineCommand } from './command.ts';

export const migrate = defineCommand({
  description:
    'Copies a data folder into an empty PostgreSQL database: accounts, people, applications with their secrets, tokens, ' +
    'keys, audit entries with their numbers, counts of callers. Everything is read back and compared row by row before ' +
    'it is made visible; it all moves or nothing does, and it can simply be run again. Stop the server first: while ' +
    'this runs, none can start on the folder. The folder is left as it is.',
  arguments: {},
  options: {
    from: requiredOption({
      flag: 'from',
      key: 'migrate_from',
      kind: path('DIR', 'the path of a folder'),
      description: 'The data folder.',
    }),
    to: requiredOption({
      flag: 'to',
      key: 'migrate_to',
      secret: true,
      kind: DATABASE_URL,
      description: 'The PostgreSQL database. The password is better in PGPASSWORD or a password file (PGPASSFILE).',
    }),
    live: optionWithDefault(
      {
        flag: 'live',
        key: 'migrate_live',
        kind: SWITCH,
        description:
          'Copy the state of this moment while a server goes on with the folder. What it writes afterwards is not in ' +
          'the copy: for a rehearsal.',
      },
      'false',
    ),
    json: jsonOption,
    config: configOption,
  },
  examples: [
    {
      does: 'Move a data folder; then serve with --database-url in place of --data-dir',
      command: 'rollcall migrate --from ./rollcall-data --to postgres://rollcall@db.example.com/rollcall',
    },
  ],
  async run({ options: { from, to, live, json } }) {
    const { moveStore } = await import('@rollcall/server/storage/move');
    const progress = await startMoveProgress();
    let tables: readonly MovedTable[];
    try {
      tables = await untilInterrupted('Nothing was moved.', (signal) =>
        moveStore({ from, to, live, signal, onProgress: progress.update }),
      );
    } finally {
      progress.stop();
    }
    if (json) return printJson({ from, to: withoutPassword(to), live, tables });
    const columns = [
      { title: 'Table' },
      { title: 'Rows', align: 'right' as const },
      { title: 'SHA-256 of both sides' },
    ];
    printLine(
      renderTable(
        columns,
        tables.map(({ table, rows, digest }) => [table, String(rows), digest]),
        tableStyle(),
      ),
    );
    const next = live
      ? 'This is the state of the moment it began: stop the server and run it again without --live, into an empty database, to move.'
      : 'Every row is in the database as it is in the folder. Serve from it with --database-url, and no longer from the folder.';
    printLine(`\n${next}`);
  },
});
