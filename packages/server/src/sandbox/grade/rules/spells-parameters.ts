import { OPERATIONS, type UsersOperation } from '@rollcall/contract';
import type { GradeEvidence, JournalEntry } from '@rollcall/contract/sandbox';
import { suggestion } from '../../../directory/unknown-name.ts';
import { isOnPeople } from '../requests.ts';
import { counted, failed, note, notObserved, passed, type Rule } from '../rule.ts';

const DECLARED: ReadonlyMap<string, UsersOperation> = new Map(
  OPERATIONS.flatMap((operation) => (operation.kind === 'users' ? [[operation.id, operation]] : [])),
);

const BAD_VALUES: ReadonlySet<string | undefined> = new Set(['invalid_filter', 'invalid_page_size']);

export const spellsParameters: Rule = {
  id: 'spells-parameters',
  title: 'Spells parameters right',
  why: 'A misspelt parameter is not refused but passed over: the filter does not filter, the page stays the first one.',
  explains: true,
  judge({ requests }) {
    const onPeople = requests.filter(isOnPeople);
    const faults = onPeople.flatMap(faultsOf);
    if (faults.length > 0) {
      const bad = new Set(faults.map(({ sequence }) => sequence));
      return failed(
        `${counted(bad.size, 'request')} had a parameter that the API does not know, or a value it refuses.`,
        'The parameters of a list are filter, max_page_size and page_token, in lower case with underscores; page_token is next_page_token, unchanged.',
        faults,
      );
    }
    const [right] = onPeople.filter(({ query }) => Object.keys(query).length > 0);
    if (right === undefined) return notObserved('No request on people had a parameter.');
    return passed('Every parameter is one that the API knows.', [note(right, Object.keys(right.query).join(', '))]);
  },
};

function faultsOf(request: JournalEntry): GradeEvidence[] {
  const operation = DECLARED.get(request.operation);
  if (operation === undefined) return [];
  const known = Object.keys(operation.query);
  const faults = Object.entries(request.query).flatMap(([name, values]) => {
    if (!Object.hasOwn(operation.query, name)) return [note(request, misspelt(operation, name, known))];
    return values.length > 1 ? [note(request, `${name} is given ${values.length} times`)] : [];
  });
  if (BAD_VALUES.has(request.reason)) faults.push(note(request, `refused: ${request.reason}`));
  // One from before the journal began may be good.
  if (request.page?.unknown_token && request.reason === 'invalid_page_token') {
    faults.push(note(request, 'page_token is none that an answer gave out'));
  }
  return faults;
}

function misspelt({ aliases }: UsersOperation, name: string, known: readonly string[]): string {
  const right = Object.hasOwn(aliases, name) ? aliases[name] : undefined;
  if (right !== undefined) return `${name} is spelt ${right}: a strict server refuses it`;
  const shown = JSON.stringify(name.slice(0, 64));
  return `${shown} is no parameter of this method. ${known.length === 0 ? 'It takes none.' : suggestion(name, known, 'parameters')}`;
}
