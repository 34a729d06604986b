import type { UserState } from '@rollcall/contract';
import type { Ending, JournalEntry, SandboxAccount } from '@rollcall/contract/sandbox';
import type { ExamControls } from './exam-controls.ts';
import type { ExamOptions } from './exam-options.ts';
import type { ExamCredentials, Situation } from './situation.ts';

/** Where and how the client is to be put through a situation. */
export interface Place {
  readonly controls: ExamControls;
  readonly region: string;
  readonly apiVersion: ExamCredentials['apiVersion'];
  readonly ca: string | undefined;
  readonly run: ExamOptions['run'];
  readonly deadlineMs: number;
  /** Ends the exam. */
  readonly signal: AbortSignal | undefined;
}

/** What a situation left behind. */
export interface Traces {
  readonly ending: Ending;
  readonly message: string | undefined;
  readonly requests: readonly JournalEntry[];
  readonly states: ReadonlyMap<string, UserState>;
}

/** Good for no application, and of the right form. */
const WRONG_SECRET = `rcs_${'0'.repeat(49)}`;

/** Puts the client through a situation, in an account that is made for it and removed afterwards. */
export async function attend(situation: Situation, place: Place): Promise<Traces> {
  const { controls, region, signal } = place;
  const account = await controls.createAccount({
    name: `Exam: ${situation.id}`,
    region,
    seed: situation.seed,
    // A limit that is reached by itself would be a situation of its own.
    limits: { per_minute: 0, per_hour: 0 },
    ...situation.settings,
  });
  const { account_id: accountId } = account;
  try {
    for (const fault of situation.faults ?? []) await controls.createFault(accountId, fault);
    const ended = await underDeadline(place, (stop) =>
      place.run(situation, credentialsOf(account, situation, place), stop),
    );
    if (signal?.aborted) return { ending: 'not_run', message: 'The exam was ended.', requests: [], states: new Map() };
    const requests = await settledJournal(controls, accountId);
    const people = await controls.people(accountId);
    return { ...ended, requests, states: new Map(people.map(({ id, state }) => [id, state])) };
  } finally {
    await controls.deleteAccount(accountId);
  }
}

function credentialsOf(account: SandboxAccount, situation: Situation, place: Place): ExamCredentials {
  return {
    baseUrl: account.base_url,
    accountId: account.account_id,
    clientId: account.client_id,
    clientSecret: situation.wrongSecret ? WRONG_SECRET : account.client_secret,
    apiVersion: situation.apiVersion ?? place.apiVersion,
    region: account.region,
    ca: place.ca,
  };
}

/** A client that was told to stop gets this long to do so before it is left to itself. */
const GRACE_MS = 1000;

async function underDeadline(
  { deadlineMs, signal }: Place,
  run: (stop: AbortSignal) => Promise<void>,
): Promise<Pick<Traces, 'ending' | 'message'>> {
  const deadline = new AbortController();
  const stop = () => deadline.abort(new DOMException('The deadline of the situation has come.', 'TimeoutError'));
  const timer = setTimeout(stop, deadlineMs);
  signal?.addEventListener('abort', stop);
  if (signal?.aborted) stop();
  let left: NodeJS.Timeout | undefined;
  const leftToItself = new Promise<void>((resolve) => {
    deadline.signal.addEventListener('abort', () => {
      left = setTimeout(resolve, GRACE_MS);
    });
  });
  try {
    // A client that throws at once is a client that fails.
    const running = (async () => run(deadline.signal))();
    await Promise.race([running, leftToItself]);
    return { ending: deadline.signal.aborted ? 'stopped' : 'succeeded', message: undefined };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ending: deadline.signal.aborted ? 'stopped' : 'failed', message };
  } finally {
    clearTimeout(timer);
    clearTimeout(left);
    signal?.removeEventListener('abort', stop);
  }
}

const SETTLING_MS = 1000;
const LOOK_AGAIN_MS = 5;

/** The journal when every answer has ended: the client may know the last one a moment before the server does. */
async function settledJournal(controls: ExamControls, accountId: string): Promise<readonly JournalEntry[]> {
  const until = performance.now() + SETTLING_MS;
  for (;;) {
    const entries = await controls.journal(accountId);
    const isSettled = entries.every(({ under_way: isUnderWay = false }) => !isUnderWay);
    if (isSettled || performance.now() > until) return entries;
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}
