import { text } from '../options/kinds.ts';
import { option } from '../options/option.ts';
import { counted, printJson, printLine, tableStyle } from '../output/print.ts';
import { renderTable } from '../output/table.ts';
import { accountControlOptions } from '../sandbox/control-options.ts';
import { withAccount } from '../sandbox/reach.ts';
import { defineCommand } from './command.ts';

const NAME = text(
  'NAME',
  /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
  '1 to 63 lower-case letters, digits and inner hyphens',
);
const SNAPSHOT = { name: 'NAME', kind: NAME, description: 'The snapshot.' };

export const snapshotCreate = defineCommand({
  description: 'Keeps an account of the sandbox as it is: people, applications, live tokens and the clock.',
  arguments: {},
  options: {
    name: option({
      flag: 'name',
      key: 'snapshot_name',
      kind: NAME,
      description: 'What to call it.',
      fallbackNote: 'a name that is made up',
    }),
    ...accountControlOptions,
  },
  examples: [{ does: 'Before a rehearsal', command: 'rollcall sandbox snapshot create --name before' }],
  async run({ options }) {
    const made = await withAccount(options, ({ snapshots }) => snapshots.create(options.name));
    if (options.json) return printJson(made);
    printLine(`Kept as ${made.name}: ${counted(made.active + made.suspended, 'person', 'people')}.`);
  },
});

export const snapshotList = defineCommand({
  description: 'Lists the snapshots of an account of the sandbox.',
  arguments: {},
  options: accountControlOptions,
  examples: [{ does: 'What is there to go back to', command: 'rollcall sandbox snapshot list' }],
  async run({ options }) {
    const found = await withAccount(options, ({ snapshots }) => snapshots.list());
    if (options.json) return printJson({ snapshots: found });
    if (found.length === 0) return printLine('There are no snapshots.');
    const columns = [
      { title: 'Name' },
      { title: 'Made' },
      { title: 'Active', align: 'right' },
      { title: 'Suspended', align: 'right' },
    ] as const;
    const rows = found.map((each) => [each.name, each.create_time, String(each.active), String(each.suspended)]);
    printLine(renderTable(columns, rows, tableStyle()));
  },
});

export const snapshotRestore = defineCommand({
  description: 'Puts an account of the sandbox back to a snapshot. It may be gone back to as often as wanted.',
  arguments: { name: SNAPSHOT },
  options: accountControlOptions,
  examples: [{ does: 'Start again', command: 'rollcall sandbox snapshot restore before' }],
  run: ({ arguments: { name }, options }) => withAccount(options, ({ snapshots }) => snapshots.restore(name)),
});

export const snapshotRemove = defineCommand({
  description: 'Removes a snapshot.',
  arguments: { name: SNAPSHOT },
  options: accountControlOptions,
  examples: [{ does: 'It is not needed any more', command: 'rollcall sandbox snapshot remove before' }],
  run: ({ arguments: { name }, options }) => withAccount(options, ({ snapshots }) => snapshots.remove(name)),
});
