import { Failure } from '../failure.ts';
import type { Outcome } from './outcome.ts';
import type { Person } from './people.ts';

/** What a run does, where, and to whom: the first line of its journal. */
export interface JournalHeader {
  /** Of the form of the journal. */
  readonly rollcall_journal: 1;
  readonly verb: 'suspend' | 'reactivate';
  readonly base_url: string;
  readonly account_id: string;
  readonly started: string;
  /** Where the names came from. Absent in journals of earlier versions. */
  readonly source?: string;
  readonly people: readonly Person[];
  /** Who was named and is nobody: they are refused in every summary of the run. */
  readonly missing: readonly Outcome[];
}

/** A journal as far as it was written. */
export interface JournalContent {
  readonly header: JournalHeader;
  /** Of everybody who was finished, the latest of each. */
  readonly outcomes: readonly Outcome[];
  /** Where the last whole line ends, in bytes: what a killed process left after it is dropped. */
  readonly wholeBytes: number;
}

/**
 * Reads a journal. A last line that was not written to its end is as if it were not there.
 *
 * @returns undefined where not even the header is whole: then nothing was done
 * @throws Failure for what is no journal
 */
export function parseJournal(text: string, path: string): JournalContent | undefined {
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole === '') return undefined;
  const [first = '', ...lines] = whole.slice(0, -1).split('\n');
  const header = parseLine(first, path, 1);
  if (!isHeader(header)) throw notAJournal(path, 1);
  const outcomes = new Map<string, Outcome>();
  for (const [index, line] of lines.entries()) {
    const outcome = parseLine(line, path, index + 2);
    if (!isOutcome(outcome)) throw notAJournal(path, index + 2);
    outcomes.set(outcome.id ?? outcome.user, outcome);
  }
  return { header, outcomes: [...outcomes.values()], wholeBytes: Buffer.byteLength(whole) };
}

function parseLine(line: string, path: string, number: number): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw notAJournal(path, number);
  }
}

function notAJournal(path: string, line: number): Failure {
  return new Failure(`${path} is no journal of this version of rollcall (line ${line}). Begin the run anew.`);
}

function isHeader(value: unknown): value is JournalHeader {
  if (typeof value !== 'object' || value === null) return false;
  const known = 'rollcall_journal' in value && value.rollcall_journal === 1;
  if ('source' in value && typeof value.source !== 'string') return false;
  const texts = ['verb', 'base_url', 'account_id', 'started'];
  const lists = 'people' in value && Array.isArray(value.people) && 'missing' in value && Array.isArray(value.missing);
  return known && lists && texts.every((key) => isText(value, key));
}

function isOutcome(value: unknown): value is Outcome {
  return typeof value === 'object' && value !== null && isText(value, 'outcome') && isText(value, 'user');
}

function isText(value: object, key: string): boolean {
  return typeof Object.entries(value).find(([name]) => name === key)?.[1] === 'string';
}
