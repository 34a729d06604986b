import { type Static, type TProperties, type TSchema, Type } from 'typebox';
import { OPERATIONS } from '../../operations/index.ts';
import { CreatePersonRequest } from './person.ts';
import { closed, REASON_PATTERN } from './shapes.ts';

/** Operations a fault can be set for: all of the API, and `*` for whatever comes. */
export const FAULT_OPERATIONS = [...OPERATIONS.map(({ id }) => id), '*'];

const CALL = { minimum: 1, maximum: 1_000_000 } as const;

const common = {
  operation: Type.Enum(FAULT_OPERATIONS, { description: 'Calls of which operation; * for calls of any.' }),
  first_call: Type.Optional(
    Type.Integer({ ...CALL, default: 1, description: 'From which call on, counted from when the fault was set.' }),
  ),
  last_call: Type.Optional(
    Type.Union([Type.Integer(CALL), Type.Null()], {
      description: 'Up to which call; null: until the fault is removed. The first call alone unless given.',
    }),
  ),
};

const MS = { minimum: 1, maximum: 120_000 } as const;

/** What each kind of fault does, and what it takes. */
export const FAULT_KINDS = {
  answer: {
    does: "Answers with this status, in the API's own error form. The call is not carried out.",
    takes: {
      status: Type.Integer({ minimum: 400, maximum: 599 }),
      reason: Type.Optional(
        Type.String({
          pattern: REASON_PATTERN,
          description:
            'The message of the error (the error of an OAuth endpoint); one that goes with the status unless given.',
        }),
      ),
    },
  },
  rate_limit: {
    does: 'Answers 429 with this Retry-After. The call is not carried out, and not counted.',
    takes: {
      retry_after_seconds: Type.Integer({ minimum: 0, maximum: 86_400 }),
      retry_after_form: Type.Optional(
        Type.Enum(['seconds', 'date'], {
          default: 'seconds',
          description: 'Whole seconds, or an HTTP date (RFC 9110 section 10.2.3).',
        }),
      ),
    },
  },
  delay: { does: 'Carries the call out after this long.', takes: { delay_ms: Type.Integer(MS) } },
  slow_body: {
    does: 'Sends the headers at once and the body spread over this long.',
    takes: { duration_ms: Type.Integer(MS) },
  },
  cut_body: {
    does: 'Carries the call out and closes the connection in the middle of the body.',
    takes: { after_bytes: Type.Optional(Type.Integer({ minimum: 0, description: 'Half of the body unless given.' })) },
  },
  reset_connection: {
    does: 'Resets the connection without an answer.',
    takes: {
      when: Type.Optional(
        Type.Enum(['before', 'after'], {
          default: 'before',
          description: 'Before the call is carried out, or after: then it was, and the client cannot know.',
        }),
      ),
    },
  },
  hang: { does: 'Carries nothing out and never answers, until the client gives up.', takes: {} },
  broken_json: { does: 'Carries the call out and spoils the JSON of the answer.', takes: {} },
  empty_page: {
    does: 'Answers a list with no people and a page token, with which the walk goes on where it was.',
    takes: {},
  },
  expired_token: {
    does: "Lets the call's access token be expired: 401, for this and every later call with it.",
    takes: {},
  },
  html: {
    does: 'Answers with the HTML page of a proxy in between. The call is not carried out.',
    takes: { status: Type.Optional(Type.Integer({ minimum: 200, maximum: 599, default: 502 })) },
  },
  advance_clock: {
    does: "Moves the account's clock forward, then carries the call out.",
    takes: { seconds: Type.Number({ exclusiveMinimum: 0, maximum: 3_155_760_000 }) },
  },
  change_people: {
    does: 'Changes people, then carries the call out: somebody else was at work during a walk.',
    takes: {
      create: Type.Optional(Type.Array(CreatePersonRequest, { maxItems: 1000 })),
      suspend: Type.Optional(Type.Array(Type.String({ description: 'Ids.' }), { maxItems: 1000 })),
      reactivate: Type.Optional(Type.Array(Type.String({ description: 'Ids.' }), { maxItems: 1000 })),
      delete: Type.Optional(Type.Array(Type.String({ description: 'Ids.' }), { maxItems: 1000 })),
    },
  },
} as const;
export type FaultKind = keyof typeof FAULT_KINDS;

function request<Kind extends FaultKind, Takes extends TProperties>(kind: Kind, takes: Takes) {
  const { does: description } = FAULT_KINDS[kind];
  return Type.Object({ kind: Type.Literal(kind), ...common, ...takes }, { ...closed, title: kind, description });
}

/** The request of each kind, so that what is wrong with one can be said without the others. */
const FAULT_REQUESTS = {
  answer: request('answer', FAULT_KINDS.answer.takes),
  rate_limit: request('rate_limit', FAULT_KINDS.rate_limit.takes),
  delay: request('delay', FAULT_KINDS.delay.takes),
  slow_body: request('slow_body', FAULT_KINDS.slow_body.takes),
  cut_body: request('cut_body', FAULT_KINDS.cut_body.takes),
  reset_connection: request('reset_connection', FAULT_KINDS.reset_connection.takes),
  hang: request('hang', FAULT_KINDS.hang.takes),
  broken_json: request('broken_json', FAULT_KINDS.broken_json.takes),
  empty_page: request('empty_page', FAULT_KINDS.empty_page.takes),
  expired_token: request('expired_token', FAULT_KINDS.expired_token.takes),
  html: request('html', FAULT_KINDS.html.takes),
  advance_clock: request('advance_clock', FAULT_KINDS.advance_clock.takes),
  change_people: request('change_people', FAULT_KINDS.change_people.takes),
} as const;

const KIND = Type.Object({ kind: Type.Enum(Object.keys(FAULT_REQUESTS)) });

/** What a request is to follow: the schema of the kind that it names, or one that says which kinds there are. */
export function faultSchemaFor(value: unknown): TSchema {
  const kind = typeof value === 'object' && value !== null && 'kind' in value ? String(value.kind) : '';
  const found = Object.entries(FAULT_REQUESTS).find(([name]) => name === kind);
  return found?.[1] ?? KIND;
}

export const CreateFaultRequest = Type.Union(
  [
    FAULT_REQUESTS.answer,
    FAULT_REQUESTS.rate_limit,
    FAULT_REQUESTS.delay,
    FAULT_REQUESTS.slow_body,
    FAULT_REQUESTS.cut_body,
    FAULT_REQUESTS.reset_connection,
    FAULT_REQUESTS.hang,
    FAULT_REQUESTS.broken_json,
    FAULT_REQUESTS.empty_page,
    FAULT_REQUESTS.expired_token,
    FAULT_REQUESTS.html,
    FAULT_REQUESTS.advance_clock,
    FAULT_REQUESTS.change_people,
  ],
  { $id: 'CreateFaultRequest' },
);
export type CreateFaultRequest = Static<typeof CreateFaultRequest>;

export const SandboxFault = Type.Object(
  {
    id: Type.String({ description: 'Of this fault: f1, f2, … in the order they were set.' }),
    fault: CreateFaultRequest,
    calls: Type.Integer({ description: 'Calls of the operation since it was set.' }),
    hits: Type.Integer({ description: 'Calls it met.' }),
  },
  { ...closed, $id: 'SandboxFault' },
);
export type SandboxFault = Static<typeof SandboxFault>;

export const SandboxFaults = Type.Object({ faults: Type.Array(SandboxFault) }, { ...closed, $id: 'SandboxFaults' });
export type SandboxFaults = Static<typeof SandboxFaults>;
