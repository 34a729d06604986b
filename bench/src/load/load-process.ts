/** The load generator as a process of its own, so that it can have a core of its own. Jobs come and results go by IPC. */
import { runLoad } from './load.ts';
import type { LoadJob } from './load-job.ts';

process.on('message', (job: LoadJob) => {
  runLoad(job).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.message : String(error) }),
  );
});
process.on('disconnect', () => process.exit());
