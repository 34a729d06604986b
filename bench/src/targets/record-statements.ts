/**
 * Loaded in front of a server (`--import`): writes down every statement it sends, one JSON line each, to the file named
 * in its own URL. What is measured without a server is then what a server asks, whatever that is.
 */
import { openSync, writeSync } from 'node:fs';
import pg from 'pg';
import type { RecordedStatement } from './recorded-statements.ts';

const file = openSync(new URL(import.meta.url).searchParams.get('file') ?? '/dev/null', 'a');
let underWay = 0;

// The driver takes a text or a config, and answers by callback or promise: all of it is handed on.
type Query = (this: pg.Client, ...given: unknown[]) => unknown;
const { prototype } = pg.Client;
const query = prototype.query as unknown as Query;

const recorded: Query = function (...given) {
  write(given[0]);
  underWay += 1;
  const ended = () => {
    underWay -= 1;
  };
  const place = given.findIndex((one) => typeof one === 'function');
  const callback = given[place];
  if (typeof callback === 'function') {
    given[place] = (...answer: unknown[]) => {
      ended();
      callback(...answer);
    };
    return query.apply(this, given);
  }
  const answer = query.apply(this, given);
  if (answer instanceof Promise) answer.then(ended, ended);
  return answer;
};
prototype.query = recorded as unknown as typeof prototype.query;

function write(config: unknown): void {
  const line: RecordedStatement =
    typeof config === 'object' && config !== null
      ? { ...describe(config), beside: underWay > 0 }
      : { name: undefined, text: String(config), values: undefined, beside: underWay > 0 };
  writeSync(file, `${JSON.stringify(line)}\n`);
}

function describe(config: object): Omit<RecordedStatement, 'beside'> {
  const { name, text, values }: { name?: string; text?: string; values?: unknown[] } = config;
  const carried = (values ?? []).map((value) => (Buffer.isBuffer(value) ? { bytes: value.toString('hex') } : value));
  return { name, text: text ?? '', values: carried as NonNullable<RecordedStatement['values']> };
}
