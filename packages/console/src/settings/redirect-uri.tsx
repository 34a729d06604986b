import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Copy } from '../elements/copy.tsx';

/** Where the identity provider is to send people back to. */
export function RedirectUri({ value }: { readonly value: string }) {
  const { t } = useTranslation();
  return (
    <TextInput
      label={t('settings.sso.redirectUri')}
      description={t('settings.sso.redirectUriHint')}
      value={value}
      readOnly
      maw={560}
      rightSection={<Copy value={value} label={t('settings.sso.copyRedirectUri')} />}
    />
  );
}
