import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Page } from '../navigation/page.tsx';

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('shell.notFound.title')} lead={t('shell.notFound.lead')}>
      <Anchor component={Link} href="/">
        {t('shell.notFound.home')}
      </Anchor>
    </Page>
  );
}
