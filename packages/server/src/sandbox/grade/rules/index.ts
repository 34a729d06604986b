import type { Rule } from '../rule.ts';
import { acceptsRefusals } from './accepts-refusals.ts';
import { asksForFewScopes } from './asks-for-few-scopes.ts';
import { asksForTokensProperly } from './asks-for-tokens-properly.ts';
import { callsWhatThereIs } from './calls-what-there-is.ts';
import { followsEveryPage } from './follows-every-page.ts';
import { givesUp } from './gives-up.ts';
import { honoursRetryAfter } from './honours-retry-after.ts';
import { identifiesItself } from './identifies-itself.ts';
import { keepsSecretsInHeaders } from './keeps-secrets-in-headers.ts';
import { keepsTheFilter } from './keeps-the-filter.ts';
import { readsResults } from './reads-results.ts';
import { renewsExpiredTokens } from './renews-expired-tokens.ts';
import { retriesFailures } from './retries-failures.ts';
import { reusesItsToken } from './reuses-its-token.ts';
import { speaksBothVersions } from './speaks-both-versions.ts';
import { spellsParameters } from './spells-parameters.ts';
import { stopsAtBadCredentials } from './stops-at-bad-credentials.ts';
import { waitsBetweenRetries } from './waits-between-retries.ts';
import { worksInEveryRegion } from './works-in-every-region.ts';

/** What is judged by requests, in the order in which a client meets it. */
export const RULES: readonly Rule[] = [
  identifiesItself,
  asksForTokensProperly,
  keepsSecretsInHeaders,
  stopsAtBadCredentials,
  reusesItsToken,
  renewsExpiredTokens,
  callsWhatThereIs,
  spellsParameters,
  followsEveryPage,
  readsResults,
  keepsTheFilter,
  honoursRetryAfter,
  retriesFailures,
  waitsBetweenRetries,
  givesUp,
  acceptsRefusals,
  asksForFewScopes,
  speaksBothVersions,
  worksInEveryRegion,
];
