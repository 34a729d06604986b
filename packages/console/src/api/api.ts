import type { Session } from '@rollcall/contract/admin';
import { createCaller } from './caller.ts';
import { askForProof } from './proof.ts';

let csrfToken: string | undefined;

/** Notes what changes are to prove themselves with, or that nobody is signed in any more. */
export function rememberCsrfToken(session: Session | null): void {
  csrfToken = session?.csrf_token;
}

/** The management API beside this page, wherever a proxy puts both. */
export const api = createCaller({
  baseUrl: new URL('../admin/v1/', document.baseURI),
  fetch: (...request) => fetch(...request),
  csrfToken: () => csrfToken,
  proveAgain: askForProof,
  wait: (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000)),
});
