import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../api/session.ts';
import { useOperation } from '../api/use-operation.ts';
import { Answer } from '../elements/answer.tsx';
import { Page } from '../navigation/page.tsx';
import { AccountList } from './account-list.tsx';
import { CreateAccount } from './create-account.tsx';

/** All accounts of the deployment, for its operators: opened, one acts in it. */
export function AccountsPage() {
  const { t } = useTranslation();
  const mayCreate = useMay('accounts.write');
  const accounts = useOperation('ListAccounts');
  const [isCreating, { open, close }] = useDisclosure(false);
  return (
    <Page
      title={t('accounts.title')}
      lead={t('accounts.lead')}
      actions={
        mayCreate && (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
            {t('accounts.create.open')}
          </Button>
        )
      }
    >
      <Answer of={accounts}>{({ accounts }) => <AccountList accounts={accounts} />}</Answer>
      <CreateAccount opened={isCreating} onClose={close} />
    </Page>
  );
}
