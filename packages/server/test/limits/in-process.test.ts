import { createLimits } from '../../src/limits/create-limits.ts';
import { ManualClock } from '../service/manual-clock.ts';
import { describeLimits } from './limits-contract.ts';

describeLimits('counted in one process', async () => {
  const clock = new ManualClock();
  return {
    servers: [createLimits({ store: undefined, clock, observe: () => {} })],
    advance: async (seconds) => clock.advance(seconds),
    slackSeconds: 0,
    close: async () => {},
  };
});
