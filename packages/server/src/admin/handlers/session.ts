import type { SignedInBrowser, SignedInBrowsers, SignedOut } from '@rollcall/contract/admin';
import { toTimestamp } from '../../domain/clock.ts';
import { principalIdOf, type Session } from '../../domain/principal.ts';
import { type AdminCall, type AdminHandlers, AdminReply } from '../admin-call.ts';
import { AdminRefusal } from '../admin-refusal.ts';
import { NO_SESSION_COOKIE } from '../session-cookie.ts';
import { requireSession, sessionCaller } from '../sign-in/require-session.ts';
import { sessionOnWire } from '../sign-in/session-on-wire.ts';

/** One's own sessions. */
export const sessionHandlers = {
  // Nobody is an answer, not a refusal, which browsers would complain of at every sign-in. The cookie of a session that
  // has ended stays where it is: another tab may be about to get a new one.
  GetSession: (call) => {
    const caller = sessionCaller(call);
    return caller && sessionOnWire(call.services, caller.principal, caller.session, caller.sessionHash);
  },
  SignOut: async (call) => {
    await end(call, requireSession(call).session.id);
    return new AdminReply({ cookies: [NO_SESSION_COOKIE] });
  },
  SignOutEverywhere: async (call) => {
    const id = principalIdOf(requireSession(call).principal);
    const body: SignedOut = { sessions: await call.services.storage.endSessions(id, call.context) };
    return new AdminReply({ body, cookies: [NO_SESSION_COOKIE] });
  },
  ListSessions: async (call) => {
    const { principal, session: current } = requireSession(call);
    const { storage, clock } = call.services;
    const sessions = await storage.listSessions(principalIdOf(principal), clock.now());
    return { sessions: sessions.map((each) => browserOnWire(each, current)) } satisfies SignedInBrowsers;
  },
  EndSession: async (call) => {
    const { session: current } = requireSession(call);
    const { session = '' } = call.params;
    if (!(await end(call, session))) throw new AdminRefusal('not_found');
    return new AdminReply({ cookies: session === current.id ? [NO_SESSION_COOKIE] : [] });
  },
} satisfies AdminHandlers;

async function end(call: AdminCall, sessionId: string): Promise<boolean> {
  const id = principalIdOf(requireSession(call).principal);
  return call.services.storage.endSession(id, sessionId, call.context);
}

function browserOnWire(session: Session, current: Session): SignedInBrowser {
  const { id, method, userAgent, address } = session;
  return {
    id,
    current: id === current.id,
    method,
    ...(userAgent !== undefined && { user_agent: userAgent }),
    ...(address !== undefined && { address }),
    start_time: toTimestamp(session.startedAt),
    authenticate_time: toTimestamp(session.authenticatedAt),
    expire_time: toTimestamp(session.expiresAt),
  };
}
