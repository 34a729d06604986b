import { type Static, Type } from 'typebox';

/** google.rpc.ErrorInfo (AIP-193). */
export const ErrorInfo = Type.Object(
  {
    '@type': Type.Literal('type.googleapis.com/google.rpc.ErrorInfo'),
    reason: Type.String({ pattern: '^[A-Z][A-Z0-9_]+[A-Z0-9]$' }),
    domain: Type.String(),
    metadata: Type.Record(Type.String(), Type.String()),
  },
  { $id: 'ErrorInfo' },
);

/** google.rpc.LocalizedMessage: a sentence a person can act on. */
export const LocalizedMessage = Type.Object(
  {
    '@type': Type.Literal('type.googleapis.com/google.rpc.LocalizedMessage'),
    locale: Type.String(),
    message: Type.String(),
  },
  { $id: 'LocalizedMessage' },
);

/** google.rpc.BadRequest: which parameter is at fault. */
export const BadRequest = Type.Object(
  {
    '@type': Type.Literal('type.googleapis.com/google.rpc.BadRequest'),
    field_violations: Type.Array(Type.Object({ field: Type.String(), description: Type.String() })),
  },
  { $id: 'BadRequest' },
);

/** google.rpc.RequestInfo: the id that is also in X-Request-Id and in the log. */
export const RequestInfo = Type.Object(
  {
    '@type': Type.Literal('type.googleapis.com/google.rpc.RequestInfo'),
    request_id: Type.String(),
  },
  { $id: 'RequestInfo' },
);

/** google.rpc.Status as JSON. */
export const Status = Type.Object(
  {
    code: Type.Integer({ description: 'google.rpc.Code' }),
    message: Type.String({ pattern: '^[a-z_]+$' }),
    details: Type.Array(Type.Union([ErrorInfo, LocalizedMessage, BadRequest, RequestInfo])),
  },
  { $id: 'Status' },
);
export type Status = Static<typeof Status>;

/** RFC 9457, for callers that prefer `application/problem+json`. */
export const Problem = Type.Object(
  {
    type: Type.String({ format: 'uri', description: 'urn:rollcall:error:<reason>' }),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    instance: Type.String({ description: 'The request id, as urn:rollcall:request:<id>.' }),
    code: Type.Integer({ description: 'google.rpc.Code' }),
    reason: Type.String(),
    errors: Type.Optional(Type.Array(Type.Object({ field: Type.String(), description: Type.String() }))),
  },
  { $id: 'Problem' },
);
export type Problem = Static<typeof Problem>;
