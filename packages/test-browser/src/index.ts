export { axe } from './axe.ts';
export { openBrowser } from './browser.ts';
export { keepPicture } from './keep-picture.ts';
export { type Watched, watchPage } from './watch-page.ts';
