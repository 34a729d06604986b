import type { QuotaDecision } from '../domain/quota-window.ts';

/** `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers). Nothing where no limit is switched on. */
export function quotaHeaders(decision: QuotaDecision): Record<string, string> {
  if (decision.states.length === 0) return {};
  let policy = '';
  let state = '';
  for (const { name, limit, windowSeconds, remaining, resetSeconds } of decision.states) {
    const separator = policy === '' ? '' : ', ';
    policy += `${separator}"${name}";q=${limit};w=${windowSeconds}`;
    state += `${separator}"${name}";r=${remaining};t=${resetSeconds}`;
  }
  return { 'ratelimit-policy': policy, ratelimit: state };
}
