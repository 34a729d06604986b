/** The folder of the built console. Made by `npm run build` in this package; missing where that was not run. */
export const consoleFolder: URL;
