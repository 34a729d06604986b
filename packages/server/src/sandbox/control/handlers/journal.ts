import type {
  AssertJournalRequest,
  AssertJournalResponse,
  JournalExpectation,
  JournalQuery,
  SandboxJournal,
  WaitForRequestsQuery,
  WaitForRequestsResponse,
} from '@rollcall/contract/sandbox';
import { unmet } from '../../journal/expectations.ts';
import type { ControlHandlers } from '../control-call.ts';
import { ControlRefusal } from '../control-refusal.ts';

const LIMIT = 1000;
const MAX_LIMIT = 10_000;
const TIMEOUT_MS = 5000;

export const journalHandlers = {
  ListJournal: ({ homed, query }) => {
    const { journal } = homed().tenant;
    const { limit = LIMIT, ...filter } = query as JournalQuery; // follows the schema
    const found = journal.find(filter);
    return {
      entries: found.slice(0, limit).map((noted) => journal.entryOf(noted)),
      total: found.length,
      dropped: journal.dropped,
    } satisfies SandboxJournal;
  },
  WaitForRequests: async ({ homed, query, signal }) => {
    const { journal } = homed().tenant;
    const { count = 1, timeout_ms: timeoutMs = TIMEOUT_MS, ...filter } = query as WaitForRequestsQuery; // likewise
    const result = await journal.wait(filter, { count, timeoutMs, signal });
    if (result === 'gone') {
      throw new ControlRefusal('not_found', {
        sentence:
          'The account was reset or removed while its requests were waited for. Wait again where it is still there.',
      });
    }
    const found = journal.find(filter).filter(({ settled }) => settled);
    return {
      met: result === 'met',
      entries: found.slice(0, MAX_LIMIT).map((noted) => journal.entryOf(noted)),
    } satisfies WaitForRequestsResponse;
  },
  AssertJournal: ({ homed, body }) => {
    const { journal } = homed().tenant;
    const { expectations } = body as AssertJournalRequest; // follows the schema
    for (const [index, each] of expectations.entries()) refuseContradiction(each, `expectations[${index}]`);
    const failures = expectations.flatMap((each) => unmet(journal, each) ?? []);
    return { passed: failures.length === 0, failures } satisfies AssertJournalResponse;
  },
  ClearJournal: ({ homed }) => {
    homed().tenant.journal.clear();
    return undefined;
  },
} as const satisfies ControlHandlers;

/** @throws ControlRefusal where no number of requests would do */
function refuseContradiction({ exactly, at_least: least, at_most: most }: JournalExpectation, field: string): void {
  const isTwofold = exactly !== undefined && (least ?? most) !== undefined;
  const isEmpty = least !== undefined && most !== undefined && most < least;
  if (!isTwofold && !isEmpty) return;
  const description = isTwofold
    ? 'must have either exactly, or at_least and at_most'
    : 'cannot be met: at_most is less than at_least';
  throw new ControlRefusal('invalid_control', {
    sentence: `${field} ${description}.`,
    violations: [{ field, description }],
  });
}
