import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en.ts';

export const texts = i18next.createInstance();

void texts.use(initReactI18next).init({
  lng: 'en',
  resources: { en: { translation: en } },
  // At once: there is nothing to wait for.
  initAsync: false,
  // React escapes.
  interpolation: { escapeValue: false },
});
