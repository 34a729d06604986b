import { REGION_BASE_URLS } from '@rollcall/client';
import type { Address } from '@rollcall/server';
import type { SandboxRegionOptions } from '@rollcall/server/sandbox';

/** The fixed host of each public region, by the region's name. */
export const PUBLIC_HOSTS: ReadonlyMap<string, string> = new Map(
  Object.entries(REGION_BASE_URLS).map(([name, url]) => [name, new URL(url).hostname]),
);

/** Each region on a port of its own: one after the other, or free ones where the first is. */
export function planRegions(names: readonly string[], { host, port }: Address): readonly SandboxRegionOptions[] {
  return names.map((name, index) => ({
    name,
    listen: { host, port: port === 0 ? 0 : port + index },
    hostName: PUBLIC_HOSTS.get(name),
  }));
}
