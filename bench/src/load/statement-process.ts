/** Statements straight on the driver, as a process of its own. Jobs come and results go by IPC; the pool stays. */

import type { StatementJob } from './statement-job.ts';
import { endPools, runStatements } from './statement-load.ts';

process.on('message', (job: StatementJob) => {
  runStatements(job).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.message : String(error) }),
  );
});
process.on('disconnect', () => void endPools().then(() => process.exit()));
