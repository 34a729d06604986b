import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useOperation } from '../api/use-operation.ts';
import { AuditLog } from '../audit/audit-log.tsx';
import { Page } from '../navigation/page.tsx';

/** What happened in all accounts. */
export function DeploymentAuditPage() {
  const { t } = useTranslation();
  const { data } = useOperation('ListAccounts');
  const names = useMemo(() => new Map(data?.accounts.map(({ id, name }) => [id, name])), [data]);
  return (
    <Page title={t('deployment.audit.title')} lead={t('deployment.audit.lead')}>
      <AuditLog account={undefined} accounts={names} />
    </Page>
  );
}
