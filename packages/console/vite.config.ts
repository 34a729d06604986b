import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressed } from './build/compressed.ts';
import { usedStyles } from './build/used-styles.ts';

/** Where the development server finds the management API: that of `npm start`. */
const SERVER = process.env.ROLLCALL_CONSOLE_SERVER ?? 'https://localhost:8443';

export default defineConfig({
  // Relative, so that the console works wherever a proxy puts it.
  base: './',
  plugins: [react(), usedStyles(), compressed()],
  build: {
    // Not `dist`: that is where the package is put together to be published.
    outDir: 'site',
    target: 'es2022',
    manifest: 'manifest.json',
    license: { fileName: 'licenses.txt' },
    modulePreload: { polyfill: false },
    // A file is a file: the policy allows no inline script, and what is cached for good is best kept apart.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1000,
  },
  server: {
    proxy: {
      '/admin': {
        target: SERVER,
        changeOrigin: true,
        // The certificate is that of the local CA, which only browsers and clients are told of.
        secure: false,
        headers: { origin: SERVER },
      },
    },
  },
});
