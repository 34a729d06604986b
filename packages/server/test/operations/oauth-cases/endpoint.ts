import { API_VERSIONS, type OAuthOperation } from '@rollcall/contract';
import type { Answer } from '../../service/request.ts';
import { basic, type Client, type Service } from '../../service/service.ts';

/** What the cases that all OAuth endpoints share need to know of one. */
export interface Endpoint {
  readonly operation: OAuthOperation;
  /** A form it takes. */
  readonly form: string;
}

export interface FormRequest {
  readonly authorization?: string | undefined;
  /** Undefined: none is sent. */
  readonly contentType?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

export const FORM_TYPE = 'application/x-www-form-urlencoded';

/** Sends the request to the endpoint in both path families and hands out both answers. */
export async function postBoth(service: Service, { operation }: Endpoint, request: FormRequest): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const version of API_VERSIONS) answers.push(await post(service, operation.paths[version], request));
  return answers;
}

export function post(service: Service, path: string, request: FormRequest): Promise<Answer> {
  const headers: Record<string, string> = { ...request.headers };
  if (request.authorization !== undefined) headers.authorization = request.authorization;
  if (request.contentType !== undefined) headers['content-type'] = request.contentType;
  return service.send('POST', path, { headers, body: request.body });
}

/** A right request of the client, apart from what the case replaces. */
export function formRequest(client: Client, body: string, replaced: Partial<FormRequest> = {}): FormRequest {
  return { authorization: basic(client), contentType: FORM_TYPE, body, ...replaced };
}

export function basicOf(text: string | Uint8Array): string {
  return `Basic ${Buffer.from(text).toString('base64')}`;
}

/** A new application of a new account. */
export async function newClient(service: Service): Promise<Client> {
  return service.client(await service.account());
}
