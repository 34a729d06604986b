import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGE = join(import.meta.dirname, '..');

/**
 * Builds the console into `site/`. It is built aside and put there at once: a server that starts meanwhile finds the one
 * before or the new one, and two builds do not meet in one folder.
 */
export async function buildSite(): Promise<void> {
  const { build } = await import('vite');
  const aside = mkdtempSync(join(PACKAGE, 'site-'));
  try {
    const outDir = join(aside, 'new');
    await build({ root: PACKAGE, configFile: join(PACKAGE, 'vite.config.ts'), logLevel: 'warn', build: { outDir } });
    const site = join(PACKAGE, 'site');
    if (existsSync(site)) renameSync(site, join(aside, 'old'));
    renameSync(outDir, site);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}
