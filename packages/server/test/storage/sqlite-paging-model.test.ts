import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { UserState } from '@rollcall/contract';
import * as fc from 'fast-check';
import { openSqliteStorage } from '../../src/storage/sqlite/open.ts';
import type { Position, Storage, UserQuery } from '../../src/storage/storage.ts';
import { ACME, contextAt, fill, idOf, parsePage, person, wireUser } from './contract/samples.ts';

// Few, so that every end of every page is hit often.
const PEOPLE = 12;

interface Walk {
  readonly size: number;
  after: Position | undefined;
  done: boolean;
  readonly met: string[];
}

/** A page that was read once, which the store may remember. */
interface Read {
  readonly state: UserState | undefined;
  readonly size: number;
  /** After the person of this number. */
  readonly from: number;
}

/** What the store should hold, which pages were read, and the walks through it that are under way. */
interface Model {
  readonly reads: Map<string, Read>;
  readonly states: Map<number, UserState>;
  readonly walks: Walk[];
}

type Command = fc.AsyncCommand<Model, Storage>;

/** Suspends or reactivates, which moves the person in or out of the filtered lists. */
class Move implements Command {
  readonly number: number;
  readonly target: UserState;
  constructor(number: number, target: UserState) {
    this.number = number;
    this.target = target;
  }
  check = (model: Readonly<Model>): boolean => model.states.has(this.number) && this.number !== 0;
  async run(model: Model, storage: Storage): Promise<void> {
    const verb = this.target === 'SUSPENDED' ? 'suspendUser' : 'reactivateUser';
    const result = await storage[verb](ACME, idOf(this.number), contextAt());
    assert.equal(result.kind, model.states.get(this.number) === this.target ? 'unchanged' : 'changed');
    model.states.set(this.number, this.target);
    await verifyReads(model, storage);
  }
  toString = (): string => `move ${this.number} to ${this.target}`;
}

/** Brings in somebody who was not there. */
class Join implements Command {
  readonly number: number;
  constructor(number: number) {
    this.number = number;
  }
  check = (model: Readonly<Model>): boolean => !model.states.has(this.number);
  async run(model: Model, storage: Storage): Promise<void> {
    await fill(storage, { people: [person(this.number)] });
    model.states.set(this.number, 'ACTIVE');
    await verifyReads(model, storage);
  }
  toString = (): string => `join ${this.number}`;
}

/** Reads a page of any list, from now on after every change. */
class Look implements Command {
  readonly read: Read;
  constructor(read: Read) {
    this.read = read;
  }
  check = (): boolean => true;
  async run(model: Model, storage: Storage): Promise<void> {
    model.reads.set(this.toString(), this.read);
    await verifyReads(model, storage);
  }
  toString = (): string => `look at ${this.read.size} of ${this.read.state ?? 'all'} after ${this.read.from}`;
}

async function verifyReads(model: Model, storage: Storage): Promise<void> {
  for (const read of model.reads.values()) await verifyRead(read, model, storage);
}

/** Holds a page, remembered or not, against what it should be. */
async function verifyRead({ state, size, from }: Read, model: Model, storage: Storage): Promise<void> {
  const { createTime, id } = person(from);
  const query: UserQuery = { accountId: ACME, state, size, after: { createTime, id } };
  const page = await storage.listUsers(query);
  const rest = [...model.states]
    .filter(([number, current]) => number > from && (state === undefined || current === state))
    .toSorted(([a], [b]) => a - b);
  const expected = rest.slice(0, size);
  assert.deepEqual(
    parsePage(page),
    expected.map(([number, current]) => wireUser(person(number, { state: current }))),
  );
  const last = rest.length > size ? person(expected.at(-1)?.[0] ?? 0) : undefined;
  assert.deepEqual(page.next, last && { createTime: last.createTime, id: last.id });
  assert.equal(await storage.listUsers(query), page, 'the same page while nothing changed');
}

/** Goes on with a walk through everyone, or begins one. */
class Step implements Command {
  readonly index: number;
  readonly size: number;
  constructor(index: number, size: number) {
    this.index = index;
    this.size = size;
  }
  check = (): boolean => true;
  async run(model: Model, storage: Storage): Promise<void> {
    model.walks[this.index] ??= { size: this.size, after: undefined, done: false, met: [] };
    const walk = model.walks[this.index];
    if (walk !== undefined && !walk.done) await step(walk, storage);
  }
  toString = (): string => `step of walk ${this.index}`;
}

async function step(walk: Walk, storage: Storage): Promise<void> {
  const page = await storage.listUsers({ accountId: ACME, state: undefined, size: walk.size, after: walk.after });
  walk.met.push(...parsePage(page).map(({ id }) => id));
  walk.after = page.next;
  walk.done = page.next === undefined;
}

describe('pages while others write', () => {
  const number = fc.integer({ min: 1, max: PEOPLE * 2 });
  const member = fc.integer({ min: 1, max: PEOPLE - 1 }).map((half) => half * 2);
  const size = fc.constantFrom(1, 2, 3, 5, 1000);
  const state = fc.constantFrom<UserState>('ACTIVE', 'SUSPENDED');
  const commands = fc.commands(
    [
      fc.tuple(member, state).map(([who, target]) => new Move(who, target)),
      fc.tuple(member, state).map(([who, target]) => new Move(who, target)),
      fc.tuple(number, state).map(([who, target]) => new Move(who, target)),
      number.map((who) => new Join(who)),
      fc
        .record({ state: fc.option(state, { nil: undefined }), size, from: fc.nat(PEOPLE * 2) })
        .map((of) => new Look(of)),
      fc.tuple(fc.nat(2), size).map(([index, pageSize]) => new Step(index, pageSize)),
    ],
    { maxCommands: 60, size: 'max' },
  );

  test('show what there is, and a walk misses nobody and meets nobody twice', async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (steps) => {
        const storage = await openSqliteStorage({ dataDir: undefined, role: 'server' });
        try {
          const model: Model = { reads: new Map(), states: new Map(), walks: [] };
          // Every second number, so that others can join in between.
          const first = Array.from({ length: PEOPLE }, (_, index) => index * 2);
          await fill(storage, { people: first.map((one) => person(one, one === 0 ? { role: 'owner' } : {})) });
          for (const one of first) model.states.set(one, 'ACTIVE');
          await fc.asyncModelRun(() => ({ model, real: storage }), steps);
          for (const walk of model.walks.filter((one) => one !== undefined)) {
            while (!walk.done) await step(walk, storage);
            assert.equal(new Set(walk.met).size, walk.met.length, 'nobody twice');
            const met = new Set(walk.met);
            assert.ok(
              first.every((one) => met.has(idOf(one))),
              'everybody who was there throughout',
            );
          }
        } finally {
          await storage.close();
        }
      }),
      { numRuns: 150 },
    );
  });
});
