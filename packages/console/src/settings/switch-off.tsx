import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import type { Account } from '@rollcall/contract/admin';
import { useTranslation } from 'react-i18next';
import { useChange } from '../api/use-operation.ts';
import { Confirm } from '../elements/confirm.tsx';

/** Switches single sign-on off. */
export function SwitchOff({ account }: { readonly account: Account }) {
  const { t } = useTranslation();
  const [isAsking, { open, close }] = useDisclosure(false);
  const remove = useChange('DeleteSingleSignOn');
  const confirm = () => {
    remove.mutate(
      { path: { account: account.id } },
      {
        onSuccess: () => {
          close();
          notifications.show({ message: t('settings.sso.disabled') });
        },
      },
    );
  };
  return (
    <>
      <Button variant="subtle" color="red" onClick={open}>
        {t('settings.sso.disable')}
      </Button>
      <Confirm
        opened={isAsking}
        onClose={() => {
          remove.reset();
          close();
        }}
        title={t('settings.sso.disableTitle')}
        lead={t('settings.sso.disableLead')}
        deed={t('settings.sso.disable')}
        isDangerous
        isPending={remove.isPending}
        error={remove.error}
        onConfirm={confirm}
      />
    </>
  );
}
