import { useTranslation } from 'react-i18next';
import { useAccountId } from '../navigation/account-in-path.ts';
import { Page } from '../navigation/page.tsx';
import { AuditLog } from './audit-log.tsx';

/** What happened in an account. */
export function AuditPage() {
  const { t } = useTranslation();
  const account = useAccountId();
  return (
    <Page title={t('audit.title')} lead={t('audit.lead')}>
      <AuditLog key={account} account={account} />
    </Page>
  );
}
