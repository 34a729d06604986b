/** The folder of the built console. Made by `npm run build` in this package; missing where that was not run. */
export const consoleFolder = new URL('./site/', import.meta.url);
