import {
  type CSSVariablesResolver,
  createTheme,
  DEFAULT_THEME,
  Drawer,
  Menu,
  Modal,
  Notification,
} from '@mantine/core';
import { texts } from './texts/texts.ts';

/** A heading of a dialog is no banner of the page, and its button says what it does. */
const dialog = {
  attributes: { header: { role: 'none' } },
  styles: { title: { fontWeight: 600, lineHeight: 1.3, overflowWrap: 'anywhere' as const } },
  closeButtonProps: { 'aria-label': texts.t('shell.close') },
};

export const theme = createTheme({
  primaryColor: 'blue',
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  cursorType: 'pointer',
  defaultRadius: 'md',
  respectReducedMotion: true,
  components: {
    Modal: Modal.extend({ defaultProps: { ...dialog, centered: true } }),
    // Its first item takes the focus, not an empty element before it.
    Menu: Menu.extend({ defaultProps: { withInitialFocusPlaceholder: false } }),
    Drawer: Drawer.extend({ defaultProps: dialog }),
    Notification: Notification.extend({ defaultProps: { closeButtonProps: dialog.closeButtonProps } }),
  },
});

/** Quiet texts and tinted ones in shades that keep a contrast of 4.5 in either colour scheme (WCAG 2.2, 1.4.3). */
export const readable: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': 'var(--mantine-color-gray-7)',
    '--mantine-color-placeholder': 'var(--mantine-color-gray-7)',
    '--mantine-color-error': 'var(--mantine-color-red-9)',
    ...tinted((name) => `color-mix(in srgb, var(--mantine-color-${name}-9), black 30%)`),
  },
  dark: {
    '--mantine-color-dimmed': 'var(--mantine-color-dark-1)',
    '--mantine-color-placeholder': 'var(--mantine-color-dark-1)',
    '--mantine-color-error': 'var(--mantine-color-red-4)',
    ...tinted((name) => `var(--mantine-color-${name}-2)`),
  },
});

function tinted(shade: (name: string) => string): Record<string, string> {
  const names = Object.keys(DEFAULT_THEME.colors).filter((name) => name !== 'dark');
  return Object.fromEntries(names.map((name) => [`--mantine-color-${name}-light-color`, shade(name)]));
}
