import { useSyncExternalStore } from 'react';
import type { BaseLocationHook } from 'wouter';
import { leaveBy } from './leave-guard.ts';

/**
 * Where in the console one is, path and query, all in the fragment: what somebody looks for is sent to no server, and
 * the console works under any prefix. (The router's own would put the query in front of the fragment.)
 */
export const useHashLocation: BaseLocationHook = () => [useSyncExternalStore(follow, currentPath), navigate];
useHashLocation.hrefs = (href: string) => `#${href}`;
useHashLocation.searchHook = () => useSyncExternalStore(follow, currentSearch);

export interface NavigateOptions {
  readonly replace?: boolean;
}

/** Goes to a path of the console, with its query: `/people?state=SUSPENDED`. */
export function navigate(to: string, { replace = false }: NavigateOptions = {}): void {
  leaveBy(() => {
    const from = location.href;
    history[replace ? 'replaceState' : 'pushState'](undefined, '', `#${to}`);
    dispatchEvent(new HashChangeEvent('hashchange', { oldURL: from, newURL: location.href }));
  });
}

function currentPath(): string {
  return parts()[0];
}

function currentSearch(): string {
  return parts()[1];
}

function parts(): readonly [path: string, search: string] {
  const fragment = location.hash.replace(/^#?\/?/, '');
  const at = fragment.indexOf('?');
  return at === -1 ? [`/${fragment}`, ''] : [`/${fragment.slice(0, at)}`, fragment.slice(at + 1)];
}

function follow(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  addEventListener('popstate', listener);
  return () => {
    removeEventListener('hashchange', listener);
    removeEventListener('popstate', listener);
  };
}
