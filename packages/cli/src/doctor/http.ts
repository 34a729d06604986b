import { type Check, type Finding, failed, ok } from './finding.ts';
import { type Answer, NoAnswer } from './requests.ts';
import { type Kind, kindOf, servedFamilies } from './users-api.ts';

/** What answers is a Users API. */
export const http: Check = {
  name: 'HTTP',
  needs: ['DNS', 'TCP', 'TLS'],
  async run(evidence) {
    try {
      const families = await servedFamilies(evidence);
      if (families.length > 0) return ok('a Users API answers: it asks for a token');
      const answer = await evidence.anonymous[evidence.connection.apiVersion]();
      return explain(kindOf(answer), answer);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      return failed(
        error.message,
        evidence.connection.baseUrl.startsWith('http:')
          ? 'Check what listens there, and whether --base-url should begin with https.'
          : 'Check what stands between here and the server: proxies, firewalls, --timeout.',
      );
    }
  },
};

function explain(kind: Kind, { status, headers, text }: Answer): Finding {
  switch (kind) {
    case 'redirect':
      return failed(
        `the server sends us elsewhere: ${status}, to ${headers.get('location') ?? 'a place it does not name'}`,
        'Put the address of the Users API itself into --base-url; redirects are not followed with credentials.',
      );
    case 'page': {
      const title = /<title>\s*([^<]{1,60}?)\s*</i.exec(text)?.[1];
      return failed(
        `a page for people answers${title === undefined ? '' : ` ("${title}")`}, with status ${status}`,
        'A proxy or another server is there, mostly: check --base-url, and HTTPS_PROXY and NO_PROXY.',
      );
    }
    case 'not-found':
      return failed(
        'the server knows neither path family of the Users API (404)',
        'Check --base-url: another server may be there.',
      );
    case 'failing':
      return failed(`the server cannot answer now (${status})`, 'Try again later, or ask who runs it.');
    default:
      return failed(
        `what answers is no Users API: ${status} to a request without a token`,
        'Check --base-url, and what stands between here and the server.',
      );
  }
}
