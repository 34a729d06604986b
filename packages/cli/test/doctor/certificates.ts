import { createAuthority, issueServerCertificate } from '@rollcall/server/tls/issue-certificate';

const DAY_MS = 24 * 60 * 60 * 1000;

/** A certificate for these names from a CA of its own, issued so many days ago: they last 396 days. */
export async function certificateFor(names: readonly string[], daysAgo = 0) {
  const issuedAt = Date.now() - daysAgo * DAY_MS;
  const authority = await createAuthority(names, Math.min(issuedAt, Date.now()));
  const { cert, key } = await issueServerCertificate(authority, names, issuedAt);
  return { ca: authority.cert, tls: { cert, key } };
}
