import { startProgress } from '../output/progress.ts';
import { DryRun } from './dry-run.ts';
import { LONG_RUN, type PlannedRun } from './run.ts';
import { Tally } from './tally.ts';

/**
 * Prints what the run would do, sums up, and sets the exit code: 3 where somebody would be refused.
 *
 * @throws what ended it before everybody was asked about
 */
export async function showDryRun({ verb, connection, people, missing, output, stop }: PlannedRun): Promise<void> {
  const dryRun = new DryRun(connection.client.users, verb, stop.signal);
  const tally = new Tally();
  const total = people.length;
  const progress = await startProgress({ doing: 'Checking', things: 'people', total, worthwhile: total >= LONG_RUN });
  try {
    for (const outcome of missing) {
      tally.add(outcome);
      await output.write([outcome]);
    }
    for (const [index, person] of people.entries()) {
      const outcome = await dryRun.ask(person);
      tally.add(outcome);
      await progress.aside(() => output.write([outcome]));
      progress.update(index + 1, index + 1);
    }
  } finally {
    progress.stop();
  }
  await output.end();
  process.stderr.write(`${tally.summary(0)}Nothing was changed.\n`);
  if (dryRun.refusalsUnknown) process.stderr.write(`rollcall: ${REFUSALS_UNKNOWN}\n`);
  process.exitCode = tally.failed > 0 ? 1 : tally.refused > 0 ? 3 : 0;
}

const REFUSALS_UNKNOWN =
  'This server cannot be asked in advance: whether somebody would be refused (the last owner, external management, ' +
  'automated provisioning) shows only when it is done.';
