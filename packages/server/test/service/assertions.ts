import assert from 'node:assert/strict';
import { ERRORS, type ErrorReason, type FieldViolation } from '@rollcall/contract';
import type { Person } from '../../src/domain/directory.ts';
import type { Answer } from './request.ts';

/** A refusal, in the numbers and names of the contract. */
export interface ExpectedRefusal {
  readonly status: number;
  /** google.rpc.Code. */
  readonly code: number;
  readonly message: ErrorReason;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly violations?: readonly FieldViolation[];
}

/** The answer is this refusal as google.rpc.Status, byte for byte: nothing missing, nothing more. */
export function assertRefusal(answer: Answer, expected: ExpectedRefusal): void {
  const { status, code, message, metadata = {}, violations = [] } = expected;
  const badRequest = { '@type': 'type.googleapis.com/google.rpc.BadRequest', field_violations: violations };
  const body = {
    code,
    message,
    details: [
      {
        '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
        reason: message.toUpperCase(),
        domain: 'rollcall.users-api',
        metadata,
      },
      {
        '@type': 'type.googleapis.com/google.rpc.LocalizedMessage',
        locale: 'en',
        message: ERRORS[message].sentence,
      },
      ...(violations.length > 0 ? [badRequest] : []),
      { '@type': 'type.googleapis.com/google.rpc.RequestInfo', request_id: requestIdOf(answer) },
    ],
  };

  assert.equal(answer.text, JSON.stringify(body));
  assert.equal(answer.status, status);
  assert.equal(answer.headers['content-type'], 'application/json; charset=utf-8');
  assert.equal(answer.headers['cache-control'], 'no-store');
}

/** The answer is this refusal as problem details (RFC 9457). */
export function assertProblem(answer: Answer, expected: ExpectedRefusal): void {
  const { status, code, message, violations = [] } = expected;

  assert.equal(answer.headers['content-type'], 'application/problem+json; charset=utf-8');
  assert.equal(answer.status, status);
  const { title, ...rest } = answer.json;
  assert.match(title, /^[A-Z_]+$/);
  assert.deepEqual(rest, {
    type: `urn:rollcall:error:${message}`,
    status,
    detail: ERRORS[message].sentence,
    instance: `urn:rollcall:request:${requestIdOf(answer)}`,
    code,
    reason: message,
    ...(violations.length > 0 ? { errors: violations } : {}),
  });
}

/** The answer is 200 with this person, byte for byte: six fields, in their order. */
export function assertUser(answer: Answer, accountId: string, person: Person): void {
  assert.equal(answer.text, JSON.stringify(wireUser(accountId, person)));
  assert.equal(answer.status, 200);
  assert.equal(answer.headers['content-type'], 'application/json; charset=utf-8');
  assert.equal(answer.headers['cache-control'], 'no-store');
}

/** The person as the contract's section 3 writes it. */
export function wireUser(accountId: string, person: Person) {
  return {
    id: person.id,
    email: person.email,
    display_name: person.displayName,
    state: person.state,
    create_time: person.createTime,
    path: `accounts/${accountId}/users/${person.id}`,
  };
}

function requestIdOf(answer: Answer): string {
  const id = String(answer.headers['x-request-id']);
  assert.match(id, /^[0-9a-f]{12}-[0-9a-z]+$/);
  return id;
}
