import {
  accountFields,
  applicationFields,
  type DirectorySource,
  type ExportCounts,
  type ExportFormat,
  userFields,
} from './export-format.ts';
import { grouped } from './grouped.ts';

const GROUP = 256;

/** One JSON object, with a line per user and application: readable, and kind to line-based tools. */
export const jsonExport: ExportFormat = async function* jsonExport(source, counts) {
  yield '{"accounts":[';
  for (const account of source.accounts) {
    const head = JSON.stringify(accountFields(account)).slice(0, -1);
    yield `${counts.accounts === 0 ? '' : ','}\n${head},"users":[`;
    counts.accounts += 1;
    yield* users(source, counts, account.id);
    yield '],"applications":[';
    const applications = await source.applications(account.id);
    counts.applications += applications.length;
    yield applications.map((application) => `\n${JSON.stringify(applicationFields(application))}`).join(',');
    yield ']}';
  }
  yield '\n]}\n';
};

async function* users(source: DirectorySource, counts: ExportCounts, accountId: string): AsyncGenerator<string> {
  let separator = '';
  for await (const group of grouped(source.users(accountId), GROUP)) {
    yield separator + group.map((person) => `\n${JSON.stringify(userFields(person))}`).join(',');
    separator = ',';
    counts.users += group.length;
  }
}
