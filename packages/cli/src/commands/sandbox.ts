import { sandboxOptions } from '../options/sandbox-options.ts';
import { defineCommand } from './command.ts';

export const sandbox = defineCommand({
  description:
    'Serves throw-away data from memory, the same at every start and gone when it ends. Everything else is as in ' +
    'production: limits, refusals, HTTPS. Beside it are controls: clock, faults, people, isolated accounts, a journal ' +
    'of every request. Its secrets are known to everyone: for tests only.',
  arguments: {},
  options: sandboxOptions,
  examples: [
    { does: 'A server to write an integration against', command: 'rollcall sandbox' },
    {
      does: 'In a test run: wait for one line of JSON',
      command: 'rollcall sandbox --json --port 0 --seed people.json',
    },
    { does: 'A large account', command: 'rollcall sandbox --users 100000' },
    { does: 'The three public regions, side by side', command: 'rollcall sandbox --regions com,ca,eu' },
  ],
  async run({ options, givenAs }) {
    const [{ planService }, { refuseTogether }] = await Promise.all([
      import('../service/service-plan.ts'),
      import('../sandbox/refuse-together.ts'),
    ]);
    refuseTogether(options, givenAs);
    const plan = planService(options, givenAs, options.regions?.length);
    const [{ runUntilStopped }, { startSandbox }] = await Promise.all([
      import('../service/until-stopped.ts'),
      import('../service/start-sandbox.ts'),
    ]);
    await runUntilStopped(() => startSandbox(plan, options));
  },
});
