import { parentPort, workerData } from 'node:worker_threads';
import { Database } from '../database.ts';
import type { Intention } from './intentions.ts';
import type { WriterSettings } from './worker-executor.ts';
import { Writer } from './writer.ts';

/** The writer's thread: takes a batch, answers with what it came to, and ends when told to close. */

const port = parentPort;
if (port === null) throw new Error('The writer runs in a worker thread.');

const { file, place, maxPageCount }: WriterSettings = workerData;
const writer = new Writer({ database: new Database(file, { maxPageCount }), place, announces: false });

port.on('message', (message: readonly Intention[] | 'close') => {
  if (message !== 'close') {
    port.postMessage(writer.run(message));
    return;
  }
  writer.close();
  port.close();
});
