import { randomBytes } from 'node:crypto';

/**
 * Ids of requests: unique across restarts and servers by their random first part, cheap by the count in the second.
 * Never taken from the caller, so that a log line cannot be forged.
 */
export function createRequestIds(): () => string {
  const run = randomBytes(6).toString('hex');
  let count = 0;
  return () => {
    count += 1;
    return `${run}-${count.toString(36)}`;
  };
}
