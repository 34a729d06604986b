import { accountOf, LEAVER, ONE_PAGE } from '../people.ts';
import type { Situation } from '../situation.ts';

/** Where the API is, and in which version. */
export const SURROUNDINGS: readonly Situation[] = [
  ...(['v1', 'v1beta1'] as const).map(
    (version): Situation => ({
      id: `only-${version}`,
      title: `Only ${version} is served`,
      description: `The client does its work in the path family ${version}, tokens included.`,
      task: { do: 'get', person: { userId: LEAVER } },
      seed: accountOf(ONE_PAGE),
      settings: { api_versions: [version] },
      apiVersion: version,
      outcome: 'done',
      judges: ['speaks-both-versions'],
    }),
  ),
  {
    id: 'another-region',
    title: 'The account is in another region',
    description: 'The client calls the region that it is told, for tokens and for people.',
    task: { do: 'get', person: { userId: LEAVER } },
    seed: accountOf(ONE_PAGE),
    elsewhere: true,
    outcome: 'done',
    judges: ['works-in-every-region'],
  },
];
