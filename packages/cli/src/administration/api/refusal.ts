import { Failure } from '../../failure.ts';

/** What the management API refused, in its own sentence. */
export class AdminApiRefusal extends Failure {
  override readonly name = 'AdminApiRefusal';
  readonly status: number;
  /** As it goes over the wire: `not_found`. Undefined where something else answered. */
  readonly reason: string | undefined;
  /** Seconds after which it may be asked again. */
  readonly retryAfter: number | undefined;

  constructor(sentence: string, facts: Pick<AdminApiRefusal, 'status' | 'reason' | 'retryAfter'>) {
    super(sentence);
    this.status = facts.status;
    this.reason = facts.reason;
    this.retryAfter = facts.retryAfter;
  }
}

/** A google.rpc.Status, as far as it is read. */
interface Status {
  readonly message?: unknown;
  readonly details?: readonly {
    readonly '@type'?: unknown;
    readonly message?: unknown;
  }[];
}

/** @param body what came as JSON; undefined where nothing did */
export function refusalOf(server: string, response: Response, body: unknown): AdminApiRefusal {
  const { status } = response;
  const { message, details } = (typeof body === 'object' && body !== null ? body : {}) as Status; // read with care
  const reason = typeof message === 'string' ? message : undefined;
  const facts = { status, reason, retryAfter: retryAfterOf(response) };
  return new AdminApiRefusal(sentenceOf(server, facts, Array.isArray(details) ? details : []), facts);
}

type Details = NonNullable<Status['details']>;

function sentenceOf(
  server: string,
  { status, reason }: Pick<AdminApiRefusal, 'status' | 'reason'>,
  details: Details,
): string {
  if (reason === 'unauthenticated') {
    return 'The admin key is not known there: it expired, was deleted, or is for another server. rollcall admin key create makes one.';
  }
  const find = (type: string) => details.find((each) => String(each?.['@type']).endsWith(`.${type}`));
  const sentence = find('LocalizedMessage')?.message;
  if (reason === 'path_not_found' || typeof sentence !== 'string') {
    return `There is no management API at ${server} (status ${status}). Check --server, and that the server is one of this version.`;
  }
  return sentence;
}

function retryAfterOf({ headers }: Response): number | undefined {
  const text = headers.get('retry-after') ?? '';
  return /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}
