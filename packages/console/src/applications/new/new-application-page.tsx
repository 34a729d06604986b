import { Container } from '@mantine/core';
import type { CreatedApplication } from '@rollcall/contract/admin';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAccountId } from '../../navigation/account-in-path.ts';
import { navigate } from '../../navigation/hash-location.ts';
import { Page } from '../../navigation/page.tsx';
import { SecretOnce } from '../once/secret-once.tsx';
import { ApplicationWizard } from './application-wizard.tsx';

/** Creates an application, step by step, and shows its secret. */
export function NewApplicationPage() {
  const { t } = useTranslation();
  const account = useAccountId();
  const [created, setCreated] = useState<CreatedApplication>();
  if (created === undefined) {
    return (
      <Container size="sm" px={0} mx={0}>
        <Page title={t('applications.new.title')} lead={t('applications.new.lead')}>
          <ApplicationWizard account={account} onCreated={setCreated} />
        </Page>
      </Container>
    );
  }
  const { application, client_secret } = created;
  return (
    <Container size="md" px={0} mx={0}>
      <Page key="created" title={t('applications.once.created', { name: application.name })}>
        <SecretOnce
          application={application}
          clientSecret={client_secret}
          onDone={() => navigate(`/accounts/${account}/applications/${application.client_id}`, { replace: true })}
        />
      </Page>
    </Container>
  );
}
