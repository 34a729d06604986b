import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { allTexts } from '../texts/texts.ts';

/** A page that is loaded when somebody goes there, and what is said on it beside it. */
export function lazyPage(load: () => Promise<{ readonly default: ComponentType }>): LazyExoticComponent<ComponentType> {
  return lazy(async () => {
    const [page] = await Promise.all([load(), allTexts()]);
    return page;
  });
}
