import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Place, WalkBook } from '../../../src/sandbox/journal/walk-book.ts';

/** Somebody who walks through a list of so many pages. */
interface Walking {
  readonly caller: string | undefined;
  readonly connection: number;
  readonly list: string;
  /** The page to ask for next. */
  next: number;
  walk: number | undefined;
}

/** The token of a page: the same for everybody who walks through the same list. */
function tokenOf(list: string, page: number): string | undefined {
  return page === 1 ? undefined : `${list} ${page}`;
}

/** Asks for the next page. @param isLost whether its answer does not arrive */
function step(book: WalkBook, walking: Walking, isLost: boolean): Place {
  const { list, next, caller, connection } = walking;
  const place = book.visit(tokenOf(list, next), { caller, connection });
  if (isLost) {
    place.state = 'lost';
  } else {
    book.tell(place, tokenOf(list, next + 1) ?? '');
    place.state = 'had';
    walking.next += 1;
  }
  return place;
}

const plan = fc.array(fc.record({ who: fc.nat({ max: 5 }), isLost: fc.boolean() }), { maxLength: 200 });

/** Each keeps to its own walk, and to the number of its page. */
function assertToldApart(walkers: readonly Walking[], steps: readonly { who: number; isLost: boolean }[]): void {
  const book = new WalkBook();
  for (const { who, isLost } of steps) {
    const walking = walkers[who % walkers.length];
    assert.ok(walking);
    const page = walking.next;
    const { walk, number, isForeign } = step(book, walking, isLost);
    assert.deepEqual([number, isForeign], [page, false]);
    // Without a page token it is a new walk, whoever asks.
    if (page > 1) assert.equal(walk.id, walking.walk);
    walking.walk = walk.id;
  }
}

test('walks through different lists at once are told apart, whoever asks', () => {
  fc.assert(
    fc.property(plan, fc.array(fc.nat({ max: 2 }), { minLength: 1, maxLength: 6 }), (steps, connections) => {
      const walkers = connections.map((connection, index) => {
        return { caller: 'same', connection, list: `list ${index}`, next: 1, walk: undefined };
      });
      assertToldApart(walkers, steps);
    }),
  );
});

test('walks through the same list are told apart by who asks', () => {
  fc.assert(
    fc.property(plan, (steps) => {
      const walkers = [0, 1, 2, 3].map((index) => {
        return { caller: `client ${index}`, connection: 1, list: 'list', next: 1, walk: undefined };
      });
      assertToldApart(walkers, steps);
    }),
  );
});

test('walks of one application through the same list are told apart by their connections', () => {
  fc.assert(
    fc.property(plan, (steps) => {
      const walkers = [0, 1, 2, 3].map((connection) => {
        return { caller: 'same', connection, list: 'list', next: 1, walk: undefined };
      });
      assertToldApart(walkers, steps);
    }),
  );
});

test('where nothing tells walks apart, there are as many, each with all its pages', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), plan, (count, steps) => {
      const book = new WalkBook();
      const walkers = Array.from({ length: count }, (): Walking => {
        return { caller: undefined, connection: 1, list: 'list', next: 1, walk: undefined };
      });
      const seen = new Map<number, number[]>();
      for (const { who } of steps) {
        const walking = walkers[who % count];
        assert.ok(walking);
        const { walk, number } = step(book, walking, false);
        seen.set(walk.id, [...(seen.get(walk.id) ?? []), number]);
      }
      const reached = walkers.map(({ next }) => next - 1).filter((pages) => pages > 0);
      const asSeen = [...seen.values()].map((numbers) => numbers.length);
      assert.deepEqual(asSeen.sort(), reached.sort());
      for (const numbers of seen.values())
        assert.deepEqual(
          numbers,
          Array.from(numbers.keys(), (index) => index + 1),
        );
    }),
  );
});

test('a page that is asked for again keeps its number, and the walk goes on from there', () => {
  const book = new WalkBook();
  const walking: Walking = { caller: 'a', connection: 1, list: 'list', next: 1, walk: undefined };
  const [first, second] = [step(book, walking, false), step(book, walking, false)];
  walking.next = 2;
  assert.equal(step(book, walking, false), second);
  const third = step(book, walking, false);
  assert.deepEqual([third.walk, third.number], [first.walk, 3]);
});

test('however many pages are given out, what is kept is bounded, and the latest are known', () => {
  const book = new WalkBook();
  for (let walk = 0; walk < 70_000; walk++) {
    const place = book.visit(undefined, { caller: undefined, connection: undefined });
    book.tell(place, walk % 2 ? 'the same' : `next of ${walk}`);
  }
  const walker = { caller: undefined, connection: undefined };
  assert.equal(book.visit('next of 69998', walker).isForeign, false);
  assert.equal(book.visit('the same', walker).isForeign, false);
});
