import { ERRORS, OAUTH_ERRORS, problemBodyOf, statusBodyOf } from '@rollcall/contract';
import { OAuthRefusal, Refusal } from '../../domain/refusal.ts';
import type { Answer } from '../../http/answer.ts';
import { oauthRefusalAnswer, refusalAnswer } from '../../http/refusal-answer.ts';
import { codeOf, isOf, reasonByName, usualOAuthReason, usualReason } from './usual-reason.ts';

/** What a fault wants answered. */
export interface WantedError {
  /** 400 to 599. */
  readonly status: number;
  readonly reason: string | undefined;
  /** Id of the fault, for who reads the answer and wonders. */
  readonly faultId: string;
}

/** An answer, and why it says no: for the log and the journal. */
export interface ErrorAnswer {
  readonly answer: Answer;
  readonly reason: string;
}

interface Caller {
  /** Of the request. */
  readonly id: string;
  readonly accept: string | undefined;
  readonly baseUrl: string;
}

/** Seconds in `Retry-After`, which these statuses always come with. */
const RETRY_SECONDS: Readonly<Record<number, number>> = { 429: 1, 503: 2 };

/** The error of a resource endpoint: the catalogue's own where it has one, else one of the same form. */
export function apiError({ status, reason: given, faultId }: WantedError, caller: Caller): ErrorAnswer {
  const usual = usualReason(status, given);
  const reason = given ?? usual ?? reasonByName(status);
  const retryAfterSeconds = RETRY_SECONDS[status];
  // Headers that belong to a reason go with that reason only; every 401 comes with a challenge.
  const model = usual && (reason === usual || status === 401) ? usual : 'internal';
  const refusal = new Refusal(model, { retryAfterSeconds });
  const answer = refusalAnswer(refusal, caller, caller.baseUrl);
  if (reason === usual) return { answer, reason };
  const sentence = isOf(ERRORS, reason) ? ERRORS[reason].sentence : toldTo(faultId);
  const render = answer.headers['content-type']?.includes('problem') ? problemBodyOf : statusBodyOf;
  const entry = { status, code: codeOf(status), sentence };
  const body = JSON.stringify(render(entry, { reason, requestId: caller.id, violations: [], metadata: {} }));
  return { answer: { ...answer, status, body }, reason };
}

/** The error of an OAuth endpoint (RFC 6749 section 5.2). */
export function oauthError({ status, reason: given, faultId }: WantedError): ErrorAnswer {
  const usual = usualOAuthReason(status, given);
  const reason = given ?? usual ?? reasonByName(status);
  const retryAfterSeconds = RETRY_SECONDS[status];
  const refusal = new OAuthRefusal(usual ?? 'server_error', retryAfterSeconds ? { retryAfterSeconds } : {});
  const { headers, body } = oauthRefusalAnswer(refusal);
  const answer = { status, headers: { pragma: 'no-cache', ...headers }, body };
  if (reason === usual) return { answer, reason };
  const known = isOf(OAUTH_ERRORS, reason) ? OAUTH_ERRORS[reason] : undefined;
  const error = { error: known?.error ?? reason, error_description: known?.sentence ?? toldTo(faultId) };
  return { answer: { ...answer, body: JSON.stringify(error) }, reason };
}

function toldTo(faultId: string): string {
  return `The sandbox was told to answer like this: it is the fault ${faultId}. Remove it to be answered as usual.`;
}
