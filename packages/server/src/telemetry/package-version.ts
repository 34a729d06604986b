import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';

/** The version of this package. Looked up from this file upwards, so that it is right wherever it is installed or bundled. */
export function packageVersion(): string {
  const path = findPackageJSON(import.meta.url);
  const manifest: unknown = path === undefined ? undefined : JSON.parse(readFileSync(path, 'utf8'));
  const known = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  return known ? String(manifest.version) : 'unknown';
}
