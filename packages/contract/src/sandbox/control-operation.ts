import type { ControlSchemaName } from './named.ts';

/** A control of a sandbox, below `/sandbox/v1`: route, validation and OpenAPI derive from it. */
export interface ControlOperation {
  /** operationId in OpenAPI. */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/sandbox/v1`, with `{account}` and the like in braces. Custom verbs stand after a colon (AIP-136). */
  readonly path: string;
  readonly tag: ControlTag;
  /** One line, for listings. */
  readonly summary: string;
  readonly description?: string;
  /** The query parameters, as an object schema by its name. */
  readonly query?: ControlSchemaName;
  /** The JSON body, by the name of its schema. Left out: none is taken. A body may be left out where nothing in it is required. */
  readonly body?: ControlSchemaName;
  readonly success: {
    /** 204 has no body. */
    readonly status: 200 | 201 | 204;
    readonly description: string;
    readonly schema?: ControlSchemaName;
  };
  /** Besides what any control of its kind can refuse: what is sent, and what the path names. */
  readonly refusals?: readonly ControlErrorReason[];
}

/** Where an operation stands in the document. */
export const CONTROL_TAGS = {
  Sandbox: 'The sandbox as a whole.',
  Accounts: 'Isolated accounts: each has its own people, clock, faults, limits and journal.',
  Clock: "An account's time: tokens expire by it, limits refill by it, people are created at it.",
  Faults: 'What goes wrong, for which call of which operation.',
  People: 'The people of an account, as an administrator of the account would change them.',
  Applications: 'The applications that call the API.',
  Snapshots: 'An account as it was, to go back to.',
  'Cut-over': 'The end of the preview, rehearsed.',
  Journal: 'Every request, and what it meant.',
  Grade: 'What the requests say about the client.',
} as const;
export type ControlTag = keyof typeof CONTROL_TAGS;

/** What a control can refuse, as google.rpc.Status: `message` on the wire is the key. */
export const CONTROL_ERRORS = {
  invalid_control: {
    code: 3,
    status: 400,
    sentence: 'The control cannot be used like this. The field violations say what to change.',
  },
  not_found: { code: 5, status: 404, sentence: 'The sandbox has nothing of this name.' },
  path_not_found: {
    code: 5,
    status: 404,
    sentence: 'There is no such control. GET /sandbox/v1/openapi.json lists them all.',
  },
  already_exists: {
    code: 6,
    status: 409,
    sentence: 'There is one of this name already. Choose another, or delete it first.',
  },
  origin_refused: {
    code: 7,
    status: 403,
    sentence: 'The controls are not for web pages: send no Origin header, and the name of this machine as Host.',
  },
  failed_precondition: { code: 9, status: 400, sentence: 'The sandbox is not in a state that allows this.' },
  method_not_allowed: {
    code: 12,
    status: 405,
    sentence: 'This control does not take that method. The Allow header names the ones it takes.',
  },
  internal: {
    code: 13,
    status: 500,
    sentence: 'Something went wrong in the sandbox. Please report it, with what was asked.',
  },
} as const satisfies Record<string, { readonly code: number; readonly status: number; readonly sentence: string }>;
export type ControlErrorReason = keyof typeof CONTROL_ERRORS;
