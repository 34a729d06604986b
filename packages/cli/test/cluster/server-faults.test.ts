import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Deployment } from './deployment/deployment.ts';
import { within } from './deployment/eventually.ts';
import type { Server } from './deployment/server.ts';
import { type Fault, runWithFaults } from './run.ts';

/** How long a frozen server is left in rotation if clients do not come to a stop before. */
const HELD_MS = 500;

function chosen({ servers }: Deployment, victim: number): { readonly server: Server; readonly place: number } {
  const place = victim % servers.length;
  const server = servers[place];
  if (server === undefined) throw new Error('There is no such server.');
  return { server, place };
}

async function putBack({ balancer }: Deployment, server: Server, place: number): Promise<void> {
  await server.start();
  balancer.putIn(place, server.port);
}

const FAULTS: readonly Fault[] = [
  {
    name: 'a server is killed, and started again',
    async happen(deployment, go, victim) {
      const { server, place } = chosen(deployment, victim);
      const dying = go();
      await server.stop('SIGKILL');
      await dying;
      const starting = putBack(deployment, server, place);
      await go();
      await starting;
    },
  },
  {
    name: 'a server freezes, is given up, and wakes with what it was asked before',
    async happen(deployment, go, victim) {
      const { server, place } = chosen(deployment, victim);
      server.freeze();
      let began = false;
      const going = go().then(() => {
        began = true;
      });
      await within(HELD_MS, () => began);
      deployment.balancer.takeOut(place);
      deployment.balancer.cut(place);
      await going;
      await go();
      server.thaw();
      await go();
      deployment.balancer.putIn(place, server.port);
    },
  },
  {
    name: 'connections are cut in the middle',
    async happen({ balancer }, go) {
      let going = true;
      const gone = go().then(() => {
        going = false;
      });
      await within(60_000, () => {
        balancer.cut();
        return !going;
      });
      await gone;
    },
  },
  {
    name: 'every server is restarted in turn',
    goesUnnoticed: true,
    async happen(deployment, go) {
      for (const [place, server] of deployment.servers.entries()) {
        const going = go();
        deployment.balancer.takeOut(place);
        assert.equal(await server.stop(), 0, server.log);
        await putBack(deployment, server, place);
        await going;
      }
    },
  },
  {
    name: 'a server is stopped while it is still sent requests',
    async happen(deployment, go, victim) {
      const { server, place } = chosen(deployment, victim);
      const going = go();
      assert.equal(await server.stop(), 0, server.log);
      await going;
      await putBack(deployment, server, place);
    },
  },
];

test('servers come and go under load, and nothing is lost', (context) => runWithFaults(context, FAULTS));
