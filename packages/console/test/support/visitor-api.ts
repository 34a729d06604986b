import type { Page } from 'playwright-core';

/** What the management API answered to a page. */
export interface Answered {
  readonly status: number;
  /** `no_owner_remain`, where it refused. */
  readonly message?: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Calls the management API from the page, with its session: what a button would do that is not to be pressed. */
export async function callFrom(page: Page, method: string, path: string, body?: object): Promise<Answered> {
  return page.evaluate(
    async ([method, path, body]) => {
      const base = new URL('../admin/v1/', document.baseURI);
      const session = await fetch(new URL('session', base));
      const { csrf_token: token } = await session.json();
      const answer = await fetch(new URL(`.${path}`, base), {
        method,
        headers: { 'content-type': 'application/json', 'x-csrf-token': token },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const json = answer.status === 204 ? {} : await answer.json();
      return { status: answer.status, message: json.message, body: json };
    },
    [method, path, body] as const,
  );
}
