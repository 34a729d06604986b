import { useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import { navigate } from './hash-location.ts';

/** What somebody looks for, by name; what is not looked for is left out. */
export type Filters<Name extends string> = { readonly [N in Name]?: string };

export interface UsedFilters<Name extends string> {
  readonly filters: Filters<Name>;
  /** Changes some of them; an empty text or undefined takes one away. The way back in the browser stays short. */
  readonly set: (changes: { readonly [N in Name]?: string | undefined }) => void;
}

/** Filters of a page, kept in its address: so that they can be sent to somebody, and survive a reload. */
export function useFilters<Name extends string>(names: readonly Name[]): UsedFilters<Name> {
  const [path] = useLocation();
  const search = useSearch();
  const filters = useMemo(() => {
    const given = new URLSearchParams(search);
    return Object.fromEntries(
      names.map((name) => [name, given.get(name)]).filter(([, value]) => value),
    ) as Filters<Name>;
  }, [names, search]);
  const set: UsedFilters<Name>['set'] = (changes) => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries<string | undefined>(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    navigate(next.size === 0 ? path : `${path}?${next}`, { replace: true });
  };
  return { filters, set };
}
