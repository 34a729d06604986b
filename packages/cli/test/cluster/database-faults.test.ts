import assert from 'node:assert/strict';
import { test } from 'node:test';
import { send } from './deployment/database.ts';
import { eventually, within } from './deployment/eventually.ts';
import { type Fault, runWithFaults } from './run.ts';

/** How long what is frozen stays so, if clients do not come to a stop before. */
const HELD_MS = 500;

/** Does it again and again until so many requests have begun. */
async function whileBegin(going: Promise<void>, work: () => Promise<void> | void): Promise<void> {
  let over = false;
  const gone = going.finally(() => {
    over = true;
  });
  await eventually('the requests have begun', async () => {
    await work();
    return over;
  });
  await gone;
}

const FAULTS: readonly Fault[] = [
  {
    name: 'the database is killed, and started again on what it had written',
    async happen({ database, servers }, go) {
      const dying = go();
      await database.kill();
      await dying;
      for (const server of servers) assert.equal(await server.probe('healthz'), 200);
      const going = go();
      await database.cluster.start();
      await going;
    },
  },
  {
    name: 'one backend of the database is killed, which costs all of them their connections',
    async happen({ database }, go, victim) {
      const backends = await database.backends();
      const backend = backends[victim % backends.length];
      const going = go();
      if (backend !== undefined) send(backend, 'SIGKILL');
      await going;
      await go();
    },
  },
  {
    name: 'an operator ends connections in the middle of what they do',
    async happen({ database }, go) {
      const terminate = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'rollcall'";
      await whileBegin(go(), async () => {
        await database.query(`${terminate} AND state <> 'idle'`);
      });
      await database.query(terminate);
    },
  },
  {
    name: 'one backend of the database freezes in the middle of something, and goes on later',
    async happen({ database }, go) {
      const going = go();
      let frozen: readonly number[] = [];
      await within(HELD_MS, async () => {
        frozen = (await database.backends('busy')).slice(0, 1);
        return frozen.length > 0;
      });
      for (const pid of frozen) send(pid, 'SIGSTOP');
      await within(HELD_MS, () => false);
      for (const pid of frozen) send(pid, 'SIGCONT');
      await going;
    },
  },
  {
    name: 'the whole database freezes, and goes on later',
    async happen({ database }, go) {
      const going = go();
      await database.freeze();
      await within(HELD_MS, () => false);
      database.thaw();
      await going;
    },
  },
  {
    name: 'the network to the database breaks again and again',
    happen: ({ network }, go) => whileBegin(go(), () => network.cut()),
  },
  {
    name: 'the database is restarted in order',
    async happen({ database }, go) {
      const going = go();
      await database.cluster.stop();
      await going;
      await database.cluster.start();
    },
  },
];

test('the database goes away and comes back under load, and nothing is lost', (context) =>
  runWithFaults(context, FAULTS));
