/** Who asks, and on which connection: what tells walks apart that are at the same place. */
export interface Walker {
  /** The application, or the token where that is not known. */
  readonly caller: string | undefined;
  readonly connection: number | undefined;
}

interface Walk {
  /** Counted from 1 in the journal that its `life` is the number of. */
  id: number;
  life: number;
  walker: Walker;
}

/** A page that a walk was told of, or has asked for. */
export interface Place {
  readonly walk: Walk;
  /** Counted from 1. */
  readonly number: number;
  /** The token is none that was given out. */
  readonly isForeign: boolean;
  state: 'ahead' | 'asked' | 'lost' | 'had';
}

/** Walks at the same place of the same list that are told apart. */
const MAX_PLACES_A_TOKEN = 128;
/** In all. The tokens that were given out first are forgotten. */
const MAX_PLACES = 50_000;

/**
 * The walks through lists, put together from page tokens. The same place of the same list has the same token, whoever
 * walks there; then the walk is one that has not been there yet, best of the same caller, best the latest.
 */
export class WalkBook {
  readonly #places = new Map<string, Place[]>();
  #size = 0;
  #walks = 0;
  #life = 1;

  /**
   * A page is asked for.
   *
   * @param pageToken as it was sent; without one a walk begins
   */
  visit(pageToken: string | undefined, walker: Walker): Place {
    const place = pageToken ? this.#goOn(pageToken, walker) : beginning(1, walker);
    const { walk } = place;
    place.state = 'asked';
    walk.walker = walker;
    if (walk.life !== this.#life) {
      this.#walks += 1;
      walk.id = this.#walks;
      walk.life = this.#life;
    }
    return place;
  }

  /** The page was answered, and told of the one behind it. */
  tell({ walk, number }: Place, nextPageToken: string): void {
    const known = this.#places.get(nextPageToken);
    if (known?.some((each) => each.walk === walk && each.number === number + 1)) return;
    this.#add(nextPageToken, { walk, number: number + 1, isForeign: false, state: 'ahead' });
  }

  /** The journal is emptied: walks that go on are counted anew, their pages are not. */
  forgetRequests(): void {
    this.#walks = 0;
    this.#life += 1;
  }

  clear(): void {
    this.#places.clear();
    this.#size = 0;
    this.forgetRequests();
  }

  #goOn(pageToken: string, walker: Walker): Place {
    const known = this.#places.get(pageToken);
    if (known) return known.reduce((best, each) => (likeness(each, walker) >= likeness(best, walker) ? each : best));
    // Nobody knows how far it is: it is not the first page, so it counts as the second.
    const place = beginning(2, walker);
    this.#add(pageToken, place);
    return place;
  }

  #add(pageToken: string, place: Place): void {
    const places = this.#places.get(pageToken);
    if (places === undefined) {
      this.#places.set(pageToken, [place]);
    } else {
      places.push(place);
      if (places.length > MAX_PLACES_A_TOKEN) {
        places.shift();
        return;
      }
    }
    this.#size += 1;
    for (const [oldest, { length }] of this.#places) {
      if (this.#size <= MAX_PLACES) break;
      this.#places.delete(oldest);
      this.#size -= length;
    }
  }
}

function beginning(number: number, walker: Walker): Place {
  return { walk: { id: 0, life: 0, walker }, number, isForeign: number > 1, state: 'asked' };
}

/** How likely it is that the walker goes on from there: who is the same counts most. */
function likeness({ walk, state }: Place, { caller, connection }: Walker): number {
  const isNext = state === 'ahead' || state === 'lost';
  const sameCaller = walk.walker.caller === caller ? 8 : 0;
  const sameConnection = walk.walker.connection === connection ? 2 : 0;
  return sameCaller + (isNext ? 4 : 0) + sameConnection + (state === 'asked' ? 1 : 0);
}
