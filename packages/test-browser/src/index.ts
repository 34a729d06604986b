export { axe } from './axe.ts';
export { openBrowser } from './browser.ts';
export { watchPage } from './watch-page.ts';
