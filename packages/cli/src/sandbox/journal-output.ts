import type { JournalEntry } from '@rollcall/client/testing';
import type { TableColour } from '../output/aligned-table.ts';
import { terminalWidth } from '../output/print.ts';
import { type OutputColumn, type OutputFormat, openRecords, type RecordOutput } from '../output/records.ts';

/** Below this many characters a line, a table does without the time. */
const NARROW = 110;

/** Prints requests to stdout, each with what it meant. */
export function openJournal(format: OutputFormat): Promise<RecordOutput<JournalEntry>> {
  const narrow = format === 'table' && (terminalWidth() ?? NARROW) < NARROW;
  const columns = COLUMNS.filter(({ key }) => !(narrow && key === 'time'));
  return openRecords<JournalEntry>(format, { columns, document: (entry) => entry });
}

const COLUMNS: readonly OutputColumn<JournalEntry>[] = [
  { key: 'sequence', title: 'No', text: ({ sequence }) => String(sequence) },
  { key: 'time', title: 'Time', text: ({ time }) => time },
  {
    key: 'operation',
    title: 'Operation',
    text: ({ operation, page }) => (page ? `${operation} (walk ${page.walk}, page ${page.number})` : operation),
  },
  { key: 'status', title: 'Status', text: ({ status }) => (status === undefined ? '' : String(status)) },
  { key: 'outcome', title: 'Outcome', text: outcomeText, colour: outcomeColour },
  { key: 'fault', title: 'Fault', text: ({ fault }) => (fault === undefined ? '' : `${fault.id} ${fault.kind}`) },
  { key: 'user_agent', title: 'User agent', text: ({ user_agent }) => user_agent ?? '', shrinks: true },
];

function outcomeText({ outcome, reason, under_way }: JournalEntry): string {
  if (under_way === true) return 'under way';
  return reason === undefined ? outcome : `${outcome}: ${reason}`;
}

function outcomeColour({ outcome, under_way }: JournalEntry): TableColour | undefined {
  return outcome === 'succeeded' || under_way === true ? undefined : 'yellow';
}
