import type { TestContext } from 'node:test';
import type { ClientOptions } from '@rollcall/client';
import { answers, cutsBody } from './faults.ts';
import { startScene, USERS_PATH } from './scene.ts';

/** What `journey.js` comes back with. */
export const JOURNEY = {
  people: 5,
  state: 'SUSPENDED',
  refusal: 'ERR_LAST_OWNER',
  aborted: true,
  repeated: ['ERR_UNAVAILABLE', 'ERR_CONNECTION'],
};

/** A service with people and faults for one journey. */
export async function startJourneyScene(context: TestContext): Promise<ClientOptions> {
  const { proxy, application } = await startScene(context, { people: [{}, {}, {}, {}, {}] });
  proxy.inject(answers(503), { path: USERS_PATH, nth: 2 });
  proxy.inject(cutsBody(), { path: USERS_PATH, nth: 4 });
  return { ...application, baseUrl: proxy.url };
}
