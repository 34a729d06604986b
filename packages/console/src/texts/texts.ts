import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { shell } from './en/shell.ts';
import { signIn } from './en/sign-in.ts';

export const texts = i18next.createInstance();

void texts.use(initReactI18next).init({
  lng: 'en',
  // What is said before there is a page. The rest comes with the first one.
  resources: { en: { translation: { shell, signIn } } },
  // At once: there is nothing to wait for.
  initAsync: false,
  // React escapes.
  interpolation: { escapeValue: false },
});

let rest: Promise<unknown> | undefined;

/** Resolves when all texts are there: pages are not shown before. */
export function allTexts(): Promise<unknown> {
  rest ??= import('./en.ts').then(({ en }) => texts.addResourceBundle('en', 'translation', en));
  return rest;
}
