/**
 * Builds the console, unless what is built is newer than all it is built from. Where Vite is not installed (an
 * installation without the tools of development) nothing is built, and nothing is said.
 */

import { buildSite } from './build-site.ts';
import { isBuilt } from './is-built.ts';

if (await hasVite()) {
  if (!isBuilt()) await buildSite();
}

async function hasVite(): Promise<boolean> {
  try {
    import.meta.resolve('vite');
    await import('vite');
    return true;
  } catch {
    return false;
  }
}
