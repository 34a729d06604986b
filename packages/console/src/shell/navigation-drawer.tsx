import { Burger, Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { Navigation } from './navigation.tsx';

/** The navigation where there is no room beside the page: a dialog over it, which keeps the focus until it is closed. */
export function NavigationDrawer() {
  const { t } = useTranslation();
  const [path] = useLocation();
  const [isOpen, { open, close }] = useDisclosure(false);
  // It covers the page that was chosen there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is what it follows
  useEffect(close, [path, close]);
  return (
    <>
      <Burger
        opened={isOpen}
        onClick={open}
        hiddenFrom="sm"
        size="sm"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-label={t('shell.openNavigation')}
      />
      <Drawer
        opened={isOpen}
        onClose={close}
        hiddenFrom="sm"
        size={300}
        padding="sm"
        title={t('shell.product')}
        closeButtonProps={{ 'aria-label': t('shell.closeNavigation') }}
      >
        <nav aria-label={t('shell.navigation')}>
          <Navigation onChoose={close} />
        </nav>
      </Drawer>
    </>
  );
}
