import { useDisclosure } from '@mantine/hooks';
import type { CreatedAdminKey } from '@rollcall/contract/admin';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../api/session.ts';
import { useOperation } from '../api/use-operation.ts';
import { Answer } from '../elements/answer.tsx';
import { ExplainedButton } from '../elements/explained-button.tsx';
import { useAccountId } from '../navigation/account-in-path.ts';
import { Page } from '../navigation/page.tsx';
import { CreateKey } from './create-key.tsx';
import { KeyTable } from './key-table.tsx';
import { MadeKey } from './made-key.tsx';

/** The admin keys of an account. */
export function KeysPage() {
  const { t } = useTranslation();
  const account = useAccountId();
  const mayWrite = useMay('keys.write');
  const keys = useOperation('ListKeys', { path: { account } });
  const [isCreating, { open, close }] = useDisclosure(false);
  const [made, setMade] = useState<CreatedAdminKey>();
  const create = (
    <ExplainedButton reason={mayWrite ? undefined : t('keys.notAllowed')} onClick={open}>
      {t('keys.create.open')}
    </ExplainedButton>
  );
  return (
    <Page title={t('keys.title')} lead={t('keys.lead')} actions={create}>
      <Answer of={keys}>{({ keys }) => <KeyTable account={account} keys={keys} mayWrite={mayWrite} />}</Answer>
      <CreateKey
        account={account}
        opened={isCreating}
        onClose={close}
        onMade={(key) => {
          close();
          setMade(key);
        }}
      />
      <MadeKey account={account} made={made} onDone={() => setMade(undefined)} />
    </Page>
  );
}
