import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { check } from './checker/check.ts';
import type { RunRecord } from './checker/record.ts';
import { type Deployment, deploy, readStored } from './deployment/deployment.ts';
import { fillDirectory } from './deployment/directory.ts';
import { eventually } from './deployment/eventually.ts';
import { watchOwners } from './deployment/watch-owners.ts';
import type { Operation } from './operation.ts';
import { Client } from './workload/client.ts';
import { runLane, type Scene } from './workload/lane.ts';
import { Pace } from './workload/pace.ts';
import { makePlan, type Plan } from './workload/plan.ts';

const SERVERS = 3;
const PEOPLE = 60;
const PER_MINUTE = 25;
/** Requests that begin before a fault, and in each part of it. */
const PORTION = 60;
/** Characters of a server's log that a failure shows. */
const LOG_SHOWN = 2000;

/** Something that goes wrong, and is put right again, while clients go on. */
export interface Fault {
  readonly name: string;
  /** Whether nobody may notice: then no request may be left without its answer. */
  readonly goesUnnoticed?: boolean;
  /**
   * @param go lets the next portion of requests begin; resolves when all of them have
   * @param victim chooses who is hit
   */
  readonly happen: (deployment: Deployment, go: () => Promise<void>, victim: number) => Promise<void>;
}

/** Moments between which every request has to be answered. */
interface Calm {
  readonly from: number;
  readonly to: number;
}

/** Three servers, ten clients, and one fault after the other in an order that the seed gives; then the checker. */
export async function runWithFaults(context: TestContext, faults: readonly Fault[]): Promise<void> {
  const plan = makePlan(faults, PEOPLE);
  context.diagnostic(`seed ${plan.seed}: ${plan.faults.map(({ fault }) => fault.name).join(', ')}`);
  const deployment = await deploy(context, SERVERS, (url) => fillDirectory(url, PEOPLE, PER_MINUTE));
  const directory = deployment.filled;
  const scene: Scene = {
    ...{ client: new Client(), pace: new Pace(), directory, shared: [], walks: [] },
    port: deployment.balancer.port,
  };
  const stopWatching = watchOwners(context, deployment.database);
  const { calm } = await attempt(plan, deployment, () => carryOut(plan, scene, deployment));
  for (const server of deployment.servers) assert.equal(await server.stop(), 0, server.log);
  const ownersSeen = await stopWatching();
  const { operations } = scene.client;
  const record: RunRecord = {
    ...{ before: directory.people, operations, walks: scene.walks, ownersSeen },
    ...(await readStored(deployment.database)),
    limits: new Map([[directory.limited.clientId, PER_MINUTE]]),
  };
  context.diagnostic(summary(record));
  assert.deepEqual([...check(record), ...unanswered(operations, calm)], [], `seed ${plan.seed}`);
}

/** Whatever fails says with which seed, and what the servers wrote. */
async function attempt<T>({ seed }: Plan<Fault>, { servers }: Deployment, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const logs = servers.map(({ log }, place) => `server ${place}: ${log.slice(-LOG_SHOWN)}`).join('\n');
    throw new Error(`It failed with ROLLCALL_CLUSTER_SEED=${seed}. ${logs}`, { cause: error });
  }
}

async function carryOut(plan: Plan<Fault>, scene: Scene, deployment: Deployment): Promise<{ calm: readonly Calm[] }> {
  const { pace } = scene;
  const lanes = Promise.all(plan.lanes.map((steps) => runLane(scene, steps)));
  let working = true;
  const ended = lanes.finally(() => {
    working = false;
    pace.end();
  });
  const go = () => Promise.race([pace.let(PORTION), ended.then(() => {})]);
  const calm: Calm[] = [];
  const happen = async () => {
    let from = performance.now();
    for (const { fault, victim } of plan.faults) {
      await go();
      if (!fault.goesUnnoticed) calm.push({ from, to: performance.now() });
      await fault.happen(deployment, go, victim);
      assert.ok(working, `clients were still there when it was over: ${fault.name}`);
      if (!fault.goesUnnoticed) {
        await recovered(scene, deployment, fault.name);
        from = performance.now();
      }
    }
    void pace.let(Number.POSITIVE_INFINITY);
    await ended;
    calm.push({ from, to: performance.now() });
  };
  await Promise.all([happen(), ended]);
  return { calm };
}

/** Every server works again, without anybody's help. */
async function recovered({ client, directory }: Scene, { servers }: Deployment, after: string): Promise<void> {
  await Promise.all(
    servers.map((server, place) =>
      eventually(`server ${place} works again after: ${after}`, async () => {
        return (await client.issue(server.port, directory.application)) !== undefined;
      }),
    ),
  );
}

/** In the calm nobody hears that the service is away, and nobody hears nothing. */
function unanswered(operations: readonly Operation[], calm: readonly Calm[]): string[] {
  return operations
    .filter(({ outcome }) => outcome === 'unknown')
    .filter(({ invoked, completed }) => calm.some(({ from, to }) => invoked > from && completed < to))
    .map(({ id, status, reason }) => `${id} was not answered (${status} ${reason}) while nothing was wrong.`);
}

function summary({ operations, audit, walks, ownersSeen }: RunRecord): string {
  const count = (outcome: string) => operations.filter((each) => each.outcome === outcome).length;
  return (
    `${operations.length} requests: ${count('done')} done, ${count('refused')} refused, ${count('unknown')} unknown; ` +
    `${audit.length} audit entries, ${walks.length} walks, owners counted ${ownersSeen.length} times`
  );
}
