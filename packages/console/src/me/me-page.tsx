import { useTranslation } from 'react-i18next';
import { Page } from '../navigation/page.tsx';
import { Browsers } from './browsers.tsx';
import { OwnPasskeys } from './own-passkeys.tsx';

/** How who is signed in signs in, and where they are signed in now. */
export function MePage() {
  const { t } = useTranslation();
  return (
    <Page title={t('me.title')} lead={t('me.lead')}>
      <OwnPasskeys />
      <Browsers />
    </Page>
  );
}
