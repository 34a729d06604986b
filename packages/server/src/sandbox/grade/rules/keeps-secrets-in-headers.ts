import type { GradeEvidence, JournalEntry } from '@rollcall/contract/sandbox';
import { isTokenRequest } from '../requests.ts';
import { failed, note, notObserved, passed, type Rule } from '../rule.ts';

/** Endpoints whose form is there to hold a token. */
const TAKES_TOKEN: ReadonlySet<string> = new Set(['RevokeToken', 'IntrospectToken']);

export const keepsSecretsInHeaders: Rule = {
  id: 'keeps-secrets-in-headers',
  title: 'Sends secrets in the Authorization header only',
  why: 'What stands in a URL or a form ends up in logs, histories and proxies on the way.',
  judge({ requests }) {
    const leaks = requests.flatMap(leaksOf);
    if (leaks.length > 0) {
      return failed(
        'A secret or a token was sent outside of the Authorization header.',
        'Send client id and secret with HTTP Basic authentication, and the token as Authorization: Bearer; nowhere else.',
        leaks,
      );
    }
    const basic = requests.find(
      (each) => isTokenRequest(each) && /^basic\b/i.test(each.request_headers.authorization ?? ''),
    );
    if (basic === undefined) return notObserved('No token was asked for with HTTP Basic authentication.');
    return passed('Secrets and tokens were in the Authorization header only.', [
      note(basic, 'a token is asked for with HTTP Basic authentication'),
    ]);
  },
};

function leaksOf(request: JournalEntry): GradeEvidence[] {
  const inQuery = Object.keys(request.query).filter((name) => isSecret(name) || name === 'token');
  const inBody = [...fieldsOf(request.request_body)].filter(
    (name) => isSecret(name) || (name === 'token' && !TAKES_TOKEN.has(request.operation)),
  );
  return [
    ...inQuery.map((name) => note(request, `${name} in the query`)),
    ...inBody.map((name) => note(request, `${name} in the body`)),
  ];
}

function isSecret(name: string): boolean {
  return /^(client_?secret|secret|access_?token|authorization|password)$/i.test(name);
}

/** The names in a form, or of a JSON object. */
function fieldsOf(body: string | undefined): Iterable<string> {
  if (body === undefined) return [];
  if (body.trimStart().startsWith('{')) return [...body.matchAll(/"(\w+)"\s*:/g)].map(([, name = '']) => name);
  return new URLSearchParams(body).keys();
}
