import type { UserState } from '@rollcall/contract';
import type { PersonBefore, Walk } from '../checker/record.ts';
import type { Application, Directory } from '../deployment/directory.ts';
import type { Operation } from '../operation.ts';
import type { Client, Token } from './client.ts';
import type { Pace } from './pace.ts';
import type { Step } from './plan.ts';

/** How often a page or a token is asked for again while servers or their database are away. */
const ATTEMPTS = 1000;
/** The tokens that are used and revoked by everybody: the last ones that were issued. */
const SHARED_TOKENS = 12;
const FILTERS = { ACTIVE: 'user.isActive()', SUSPENDED: 'user.isSuspended()' } as const;

/** What all clients of a run have in common. */
export interface Scene {
  readonly client: Client;
  readonly pace: Pace;
  readonly directory: Directory;
  /** The load balancer's. */
  readonly port: number;
  /** Issued, and revoked by whoever likes. */
  readonly shared: Token[];
  readonly walks: Walk[];
}

/** Carries out what one client does, one step after the other, with tokens of its own that nobody else revokes. */
export async function runLane(scene: Scene, steps: readonly Step[]): Promise<void> {
  const own = await ownToken(scene, scene.directory.application);
  const limited = await ownToken(scene, scene.directory.limited);
  for (const step of steps) await takeStep(scene, step, own, limited);
}

async function ownToken({ client, pace, port }: Scene, application: Application): Promise<Token> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    await pace.turn();
    const token = await client.issue(port, application);
    if (token !== undefined) return token;
  }
  throw new Error('No token was to be had.');
}

async function takeStep(scene: Scene, step: Step, own: Token, limited: Token): Promise<void> {
  const { client, pace, port, shared, directory } = scene;
  if (step.do === 'walk') return walk(scene, own, step.filter, step.size);
  await pace.turn();
  const chosen = 'token' in step ? shared[step.token % shared.length] : undefined;
  switch (step.do) {
    case 'move':
      return move(scene, own, personAt(scene, step.person), step.target);
    case 'get':
      return get(scene, own, step.person);
    case 'count':
      return get(scene, limited, step.person);
    case 'issue': {
      const token = await client.issue(port, directory.application);
      if (token) shared.push(token);
      if (shared.length > SHARED_TOKENS) shared.shift();
      return;
    }
    case 'use':
      return get(scene, chosen ?? own, step.token);
    case 'revoke':
      if (chosen) await revoke(scene, chosen);
  }
}

function personAt({ directory: { people } }: Scene, number: number): PersonBefore {
  const person = people[number % people.length];
  if (person === undefined) throw new Error('There is nobody.');
  return person;
}

async function move({ client, port }: Scene, token: Token, { id }: PersonBefore, target: UserState): Promise<void> {
  const verb = target === 'SUSPENDED' ? 'suspend' : 'reactivate';
  await client.people(port, token, { kind: 'move', user: id, target }, { method: 'POST', path: `/${id}:${verb}` });
}

async function get(scene: Scene, token: Token, person: number): Promise<void> {
  const { id } = personAt(scene, person);
  await scene.client.people(scene.port, token, { kind: 'get', user: id }, { method: 'GET', path: `/${id}` });
}

/** Three uses after it go to three servers, where none is away. */
async function revoke(scene: Scene, token: Token): Promise<void> {
  const { outcome } = await scene.client.revoke(scene.port, token);
  if (outcome !== 'done') return;
  for (let use = 0; use < 3; use++) {
    await scene.pace.turn();
    await get(scene, token, use);
  }
}

async function walk(scene: Scene, token: Token, filter: UserState | undefined, size: number): Promise<void> {
  const { client, pace, port, walks } = scene;
  const pages: Operation[] = [];
  let query = `?max_page_size=${size}&filter=${filter ? encodeURIComponent(FILTERS[filter]) : ''}`;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    await pace.turn();
    const asking = { method: 'GET', path: query };
    const [page, answer] = await client.people(port, token, { kind: 'page', filter }, asking);
    if (answer?.status !== 200) continue;
    pages.push(page);
    const next: unknown = answer.json.next_page_token;
    if (next === undefined) break;
    query = `?page_token=${next}`;
  }
  walks.push({ filter, pages, complete: true });
}
