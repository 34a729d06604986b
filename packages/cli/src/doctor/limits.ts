import { type Check, failed, ok, skipped, warning } from './finding.ts';
import { readRateLimits } from './read-rate-limits.ts';

/** Below this part of the limit it is worth a word. */
const LITTLE = 0.1;

/** Requests that are left. */
export const limits: Check = {
  name: 'limits',
  needs: ['token', 'account'],
  async run(evidence) {
    const { status, headers } = await evidence.list();
    if (status === 429) {
      const seconds = headers.get('retry-after');
      return failed(
        'the limit is used up (429)',
        `${seconds === null ? 'Wait' : `Wait ${seconds} s`}. Somebody else may be using the same application.`,
      );
    }
    const windows = readRateLimits(headers);
    if (windows.length === 0) return skipped('this server does not tell');
    const message = windows
      .map(({ name, remaining, limit }) => `${remaining} of ${limit} left this ${name}`)
      .join(', ');
    return windows.some(({ remaining, limit }) => remaining < limit * LITTLE)
      ? warning(message, 'Wait before a long run, or somebody else is using the same application: give each its own.')
      : ok(message);
  },
};
