/**
 * Builds the console, unless what is built is newer than all it is built from. Where Vite is not installed (without the
 * tools of development) nothing is built, and nothing said. JavaScript, because Node.js may be too old for more there.
 */
if (await hasVite()) {
  const { isBuilt } = await import('./is-built.ts');
  const { buildSite } = await import('./build-site.ts');
  if (!isBuilt()) await buildSite();
}

async function hasVite() {
  return import('vite').then(
    () => true,
    () => false,
  );
}
