import { type Check, ok, warning } from './finding.ts';

const SLOW_MS = 2000;

/** How long requests take. */
export const latency: Check = {
  name: 'latency',
  needs: ['HTTP'],
  async run({ requests }) {
    // The first also made the connection.
    const [first = 0, ...durations] = requests.durations;
    const median = Math.round(durations.toSorted((a, b) => a - b)[Math.floor(durations.length / 2)] ?? first);
    const message = `${median} ms in the median of ${requests.durations.length} requests`;
    return median < SLOW_MS
      ? ok(message)
      : warning(message, 'Long runs will take their time: look at the way to the server, and how busy it is.');
  },
};
