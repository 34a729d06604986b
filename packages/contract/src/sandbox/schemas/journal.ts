import { type Static, Type } from 'typebox';
import { API_VERSIONS } from '../../identifiers.ts';
import { OPERATIONS } from '../../operations/index.ts';
import { closed, MOMENT } from './shapes.ts';

/** How a request ended. */
export const OUTCOMES = ['succeeded', 'refused', 'failed', 'no_answer'] as const;

export const JournalToken = Type.Object(
  {
    fingerprint: Type.String({ description: 'The same for every use of one token, and worth nothing elsewhere.' }),
    issued_by: Type.Optional(
      Type.Integer({ description: 'Sequence number of the request that issued it, where that is in this journal.' }),
    ),
    expire_time: Type.Optional(Type.String({ ...MOMENT, description: 'Where the token was issued by this account.' })),
    expired: Type.Boolean({ description: "Whether it was past that by the account's clock, or made so by a fault." }),
  },
  { ...closed, $id: 'JournalToken' },
);
export type JournalToken = Static<typeof JournalToken>;

export const JournalPage = Type.Object(
  {
    walk: Type.Integer({
      description: 'Which walk it belongs to, counted from 1: a request without a page token begins one.',
    }),
    number: Type.Integer({
      description:
        'Which page of the walk, counted from 1. A page that is asked for again keeps its number; one with an unknown token is not the first, and counts as 2.',
    }),
    requested_size: Type.Optional(Type.String({ description: 'max_page_size as it was sent, under whichever name.' })),
    people: Type.Optional(Type.Integer({ description: 'People on the page, where it was answered.' })),
    has_next: Type.Optional(Type.Boolean({ description: 'Whether the answer had a next_page_token.' })),
    filter: Type.Optional(Type.String({ description: 'The filter as it was sent.' })),
    unknown_token: Type.Optional(
      Type.Boolean({ description: 'Whether the page token is none that was given out in this journal.' }),
    ),
  },
  { ...closed, $id: 'JournalPage' },
);
export type JournalPage = Static<typeof JournalPage>;

/** One request and what it meant. Secrets and tokens are masked. */
export const JournalEntry = Type.Object(
  {
    sequence: Type.Integer({ description: 'Counted from 1, in the order of arrival.' }),
    time: Type.String({ ...MOMENT, description: "When it arrived, by the account's clock, with milliseconds." }),
    wall_time: Type.String({ ...MOMENT, description: "When it arrived, by the machine's clock, with milliseconds." }),
    duration_ms: Type.Number({ description: "From its arrival to the end of the answer, by the machine's clock." }),
    region: Type.String(),
    operation: Type.String({ description: 'ListUsers and so on; Unmatched where it led to none.' }),
    api_version: Type.Optional(Type.Enum([...API_VERSIONS])),
    method: Type.String(),
    path: Type.String({ description: 'Without the query.' }),
    query: Type.Record(Type.String(), Type.Array(Type.String()), {
      description: 'Every parameter with every value, decoded, as it was sent.',
    }),
    request_headers: Type.Record(Type.String(), Type.String(), { description: 'Names in lower case.' }),
    request_body: Type.Optional(Type.String({ description: 'The first KiB, secrets masked.' })),
    user_agent: Type.Optional(Type.String()),
    client_id: Type.Optional(Type.String({ description: 'The application, where it proved to be one.' })),
    claimed_client_id: Type.Optional(
      Type.String({
        description: 'Where it did not: the application it said it was, or that its token was issued to.',
      }),
    ),
    account_id: Type.Optional(Type.String({ description: 'The account in the path.' })),
    user_id: Type.Optional(Type.String({ description: 'The person in the path.' })),
    token: Type.Optional(JournalToken),
    page: Type.Optional(JournalPage),
    outcome: Type.Enum([...OUTCOMES], {
      description:
        'succeeded: 2xx, whole. refused: 4xx. failed: 5xx, or an answer that was spoilt. no_answer: the connection ended first.',
    }),
    under_way: Type.Optional(
      Type.Boolean({ description: 'True while it is being answered: how it ends is not known yet.' }),
    ),
    status: Type.Optional(Type.Integer({ description: 'Absent where no answer went out.' })),
    reason: Type.Optional(
      Type.String({ description: 'Why it was refused: the message, or the error of an OAuth endpoint.' }),
    ),
    retry_after: Type.Optional(Type.String({ description: 'As it was sent.' })),
    retry_after_ms: Type.Optional(Type.Integer({ description: 'The same, as milliseconds to wait.' })),
    rate_limit: Type.Optional(Type.String({ description: 'The RateLimit header, as it was sent.' })),
    fault: Type.Optional(
      Type.Object({ id: Type.String(), kind: Type.String() }, { ...closed, description: 'The fault it met.' }),
    ),
    request_id: Type.String(),
  },
  { ...closed, $id: 'JournalEntry' },
);
export type JournalEntry = Static<typeof JournalEntry>;

/** Operations a request can be of; what leads to none is Unmatched. */
const JOURNAL_OPERATIONS = [...OPERATIONS.map(({ id }) => id), 'GetOpenApiDocument', 'Unmatched'];

const query = {
  operation: Type.Optional(Type.Enum(JOURNAL_OPERATIONS)),
  outcome: Type.Optional(Type.Enum([...OUTCOMES])),
  status: Type.Optional(Type.Integer()),
  reason: Type.Optional(Type.String()),
  client_id: Type.Optional(Type.String({ description: 'The application, proved or claimed.' })),
  user_id: Type.Optional(Type.String()),
  after: Type.Optional(Type.Integer({ minimum: 0, description: 'Only requests after this sequence number.' })),
};

export const JournalQuery = Type.Object(
  {
    ...query,
    limit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 10_000, default: 1000, description: 'The oldest so many that fit.' }),
    ),
  },
  { ...closed, $id: 'JournalQuery' },
);
export type JournalQuery = Static<typeof JournalQuery>;

export const SandboxJournal = Type.Object(
  {
    entries: Type.Array(JournalEntry, { description: 'Oldest first.' }),
    total: Type.Integer({ description: 'Requests that fit, whatever limit says.' }),
    dropped: Type.Integer({
      description:
        'Oldest requests that are not kept any more: those before the last 100,000, or before the last 128 MiB.',
    }),
  },
  { ...closed, $id: 'SandboxJournal' },
);
export type SandboxJournal = Static<typeof SandboxJournal>;

export const WaitForRequestsQuery = Type.Object(
  {
    ...query,
    count: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 100_000,
        default: 1,
        description: 'How many answered requests to wait for.',
      }),
    ),
    timeout_ms: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 60_000, default: 5000, description: "By the machine's clock." }),
    ),
  },
  { ...closed, $id: 'WaitForRequestsQuery' },
);
export type WaitForRequestsQuery = Static<typeof WaitForRequestsQuery>;

export const WaitForRequestsResponse = Type.Object(
  {
    met: Type.Boolean({ description: 'False: the time was over first.' }),
    entries: Type.Array(JournalEntry, { description: 'Those that were answered, oldest first, 10,000 at the most.' }),
  },
  { ...closed, $id: 'WaitForRequestsResponse' },
);
export type WaitForRequestsResponse = Static<typeof WaitForRequestsResponse>;

export const JournalExpectation = Type.Object(
  {
    ...query,
    exactly: Type.Optional(Type.Integer({ minimum: 0 })),
    at_least: Type.Optional(Type.Integer({ minimum: 0 })),
    at_most: Type.Optional(Type.Integer({ minimum: 0 })),
  },
  {
    ...closed,
    $id: 'JournalExpectation',
    description: 'How many requests of this kind there are. At least one unless a number is given.',
  },
);
export type JournalExpectation = Static<typeof JournalExpectation>;

export const AssertJournalRequest = Type.Object(
  { expectations: Type.Array(JournalExpectation, { minItems: 1, maxItems: 100 }) },
  { ...closed, $id: 'AssertJournalRequest' },
);
export type AssertJournalRequest = Static<typeof AssertJournalRequest>;

export const AssertJournalResponse = Type.Object(
  {
    passed: Type.Boolean(),
    failures: Type.Array(Type.String({ description: 'What was expected and what there was, in a sentence.' })),
  },
  { ...closed, $id: 'AssertJournalResponse' },
);
export type AssertJournalResponse = Static<typeof AssertJournalResponse>;
