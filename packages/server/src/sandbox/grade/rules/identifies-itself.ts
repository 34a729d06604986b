import type { GradeEvidence } from '@rollcall/contract/sandbox';
import { failed, note, notObserved, passed, type Rule, warning } from '../rule.ts';

/** What HTTP libraries and tools call themselves unless told otherwise. */
const LIBRARIES: ReadonlySet<string> = new Set(
  `aiohttp ahc apache-httpclient axios bun cfnetwork curl darwin deno dalvik faraday go-http-client go-resty got
  guzzlehttp http-kit httpie http.rb insomnia java java-http-client ky libcurl libwww-perl mechanize node node-fetch
  node-superagent okhttp php postmanruntime powershell python python-httpx python-requests python-urllib python-urllib3
  reqwest rest-client restsharp retrofit ruby superagent symfony typhoeus undici unirest urllib3 wget windowspowershell`.split(
    /\s+/,
  ),
);

/** A product and its version (RFC 9110 section 10.1.5). */
const PRODUCT = /^([!#$%&'*+.^_`|~\w-]+)(?:\/(\S+))?/;

export const identifiesItself: Rule = {
  id: 'identifies-itself',
  title: 'Says who it is in User-Agent',
  why: 'Whoever operates the API sees by it which integration calls, and in which version, and can warn its makers.',
  judge({ requests }) {
    if (requests.length === 0) return notObserved('There was no request.');
    const byName = Map.groupBy(requests, ({ user_agent }) => user_agent ?? '');
    const unnamed: GradeEvidence[] = [];
    const unversioned: GradeEvidence[] = [];
    for (const [name, [first]] of byName) {
      if (first === undefined) continue;
      const products = ownProducts(name);
      if (products.length === 0) unnamed.push(note(first, name === '' ? 'no User-Agent' : `User-Agent: ${name}`));
      else if (!products.some(({ version }) => version)) unversioned.push(note(first, `User-Agent: ${name}`));
    }
    const advice = 'Send a User-Agent with the name and version of the integration, such as acme-access-review/2.1.';
    if (unnamed.length > 0) {
      return failed('Requests do not say which integration they come from.', advice, unnamed);
    }
    if (unversioned.length > 0) return warning('The User-Agent has no version.', advice, unversioned);
    const [[name, [first]] = ['', []]] = byName;
    return passed('Every request says which integration it comes from.', first && [note(first, `User-Agent: ${name}`)]);
  },
};

/** The products of a User-Agent that are more than a library, comments left out. A browser's name is nobody's own. */
function ownProducts(userAgent: string): { readonly name: string; readonly version: string | undefined }[] {
  if (/^Mozilla\//i.test(userAgent)) return [];
  const words = userAgent.replaceAll(/\([^()]*\)/g, ' ').split(/\s+/);
  return words.flatMap((word) => {
    const [, name, version] = PRODUCT.exec(word) ?? [];
    return name === undefined || LIBRARIES.has(name.toLowerCase()) ? [] : [{ name, version }];
  });
}
