import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { Router } from 'wouter';
import { queryClient } from './api/query-client.ts';
import { useHashLocation } from './navigation/hash-location.ts';
import { styleNonce } from './nonce.ts';
import { texts } from './texts/texts.ts';
import { readable, theme } from './theme.ts';

/** What every page stands in. */
export function Providers({ children }: { readonly children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={readable}
      defaultColorScheme="auto"
      getStyleNonce={() => styleNonce}
    >
      <I18nextProvider i18n={texts}>
        <QueryClientProvider client={queryClient}>
          <Notifications position="bottom-right" />
          <Router hook={useHashLocation}>{children}</Router>
        </QueryClientProvider>
      </I18nextProvider>
    </MantineProvider>
  );
}
