import { API_VERSIONS } from '@rollcall/contract';
import { isOnPeople } from '../requests.ts';
import { failed, note, notObserved, passed, type Rule } from '../rule.ts';

export const speaksBothVersions: Rule = {
  id: 'speaks-both-versions',
  title: 'Works with both path families',
  why: 'The preview (v1beta1) goes away when v1 is generally available; until then not every server has both.',
  explains: true,
  judge({ requests, facts: { apiVersion } }) {
    const wanted = apiVersion === undefined ? API_VERSIONS : [apiVersion];
    const seen = wanted.map((version) =>
      requests.find((each) => isOnPeople(each) && each.api_version === version && each.outcome === 'succeeded'),
    );
    const missing = wanted.filter((_, index) => seen[index] === undefined);
    if (missing.length === 0) {
      return passed(
        `Calls in ${wanted.join(' and ')} succeeded.`,
        seen.flatMap((each) => (each ? [note(each, `a call in ${each.api_version}`)] : [])),
      );
    }
    if (apiVersion === undefined || requests.length === 0) {
      return notObserved(`No call in ${missing.join(' or ')} succeeded.`);
    }
    return failed(
      `No call in ${apiVersion} succeeded, where only ${apiVersion} is served.`,
      'Make the path family a setting. Besides the family, the paths of the token endpoint differ: /v1/oauth/token, /v1beta1/users/oauth2/token.',
      requests.map((each) => note(each, 'no success')),
    );
  },
};
