import { Button } from '@mantine/core';
import { IconApps, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useMay } from '../api/session.ts';
import { useOperation } from '../api/use-operation.ts';
import { Answer } from '../elements/answer.tsx';
import { Nothing } from '../elements/nothing.tsx';
import { useAccountId } from '../navigation/account-in-path.ts';
import { Page } from '../navigation/page.tsx';
import { ApplicationList } from './application-list.tsx';

/** The programs that may call the API for an account. */
export function ApplicationsPage() {
  const { t } = useTranslation();
  const account = useAccountId();
  const found = useOperation('ListApplications', { path: { account } });
  const create = useMay('applications.write') && (
    <Button
      component={Link}
      href={`/accounts/${account}/applications/new`}
      leftSection={<IconPlus size={16} aria-hidden />}
    >
      {t('applications.create')}
    </Button>
  );
  return (
    <Page
      title={t('applications.title')}
      lead={t('applications.lead')}
      actions={found.data !== undefined && found.data.applications.length > 0 && create}
    >
      <Answer of={found}>
        {({ applications }) =>
          applications.length === 0 ? (
            <Nothing icon={<IconApps />} title={t('applications.none')} lead={t('applications.noneLead')}>
              {create}
            </Nothing>
          ) : (
            <ApplicationList applications={applications} />
          )
        }
      </Answer>
    </Page>
  );
}
