import type { Session } from '@rollcall/contract/admin';
import type { Page, Route } from 'playwright-core';

/** What is answered in place of the management API: a status and a body for `GET /session`, by method and path. */
export type Answers = Record<string, () => readonly [status: number, body?: unknown]>;

/** Somebody who owns an account. */
export const OWNER: Session = {
  session_id: '3b241101-e2bb-4255-8caf-4136c566a962',
  principal: {
    kind: 'person',
    id: 'AAAAAAAAAAAAAAAAAAAAAAAAAA',
    name: 'Ada <Lovelace>',
    email: 'ada@example.com',
    role: 'owner',
    security_group: false,
  },
  account: { id: 'BBBBBBBBBBBBBBBBBBBBBBBBBB', name: 'Analytical Engines' },
  // Nothing but what is everybody's.
  permissions: [],
  method: 'passkey',
  csrf_token: 'csrf-of-ada',
  authenticate_time: '2026-03-01T10:00:00Z',
  fresh_until: '2026-03-01T10:05:00Z',
  expire_time: '2026-03-01T22:00:00Z',
};

export const SESSIONS = {
  sessions: [
    {
      id: OWNER.session_id,
      current: true,
      method: 'passkey',
      user_agent: 'A browser',
      address: '192.0.2.1',
      start_time: '2026-03-01T10:00:00Z',
      authenticate_time: '2026-03-01T10:00:00Z',
      expire_time: '2026-03-01T22:00:00Z',
    },
  ],
};

export const PASSKEYS = {
  passkeys: [{ id: 'a2V5', label: 'Work laptop', backed_up: true, create_time: '2026-02-01T10:00:00Z' }],
};

/** A refusal as the management API words it. */
export function refusal(reason: string, message = 'A sentence.') {
  return {
    code: 0,
    message: reason,
    details: [{ '@type': 'type.googleapis.com/google.rpc.LocalizedMessage', locale: 'en', message }],
  };
}

/** A request that the page sent to the management API. */
export interface SentRequest {
  readonly call: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** Answers for the management API; what is not among the answers is 404. Returns the requests as they come. */
export async function stubAdmin(page: Page, answers: Answers): Promise<readonly SentRequest[]> {
  const requests: SentRequest[] = [];
  await page.route('**/admin/v1/**', async (route: Route) => {
    const request = route.request();
    const call = `${request.method()} ${new URL(request.url()).pathname.replace(/^.*\/admin\/v1/, '')}`;
    requests.push({ call, headers: request.headers(), body: request.postData() });
    const [status, body] = answers[call]?.() ?? [404, refusal('not_found')];
    await route.fulfill({
      status,
      contentType: 'application/json',
      body: body === undefined ? '' : JSON.stringify(body),
    });
  });
  return requests;
}
