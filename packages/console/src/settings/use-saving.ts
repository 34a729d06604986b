import { notifications } from '@mantine/notifications';
import type { Account, UpdateAccountRequest } from '@rollcall/contract/admin';
import { useTranslation } from 'react-i18next';
import { useMay } from '../api/session.ts';
import { useChange } from '../api/use-operation.ts';

/** Saves some settings of an account, and why that may not be done now. */
export function useSaving({ id }: Account, permission: 'account.write' | 'limits.write', isChanged: boolean) {
  const { t } = useTranslation();
  const may = useMay(permission);
  const update = useChange('UpdateAccount');
  const forWhom = permission === 'account.write' ? t('settings.ownersOnly') : t('settings.operatorsOnly');
  const save = (body: UpdateAccountRequest, onSuccess?: () => void) => {
    update.mutate(
      { path: { account: id }, body },
      {
        onSuccess: () => {
          notifications.show({ message: t('settings.saved') });
          onSuccess?.();
        },
      },
    );
  };
  const reason = may ? (isChanged ? undefined : t('settings.unchanged')) : forWhom;
  return { may, save, reason, error: update.error, isPending: update.isPending, reset: update.reset };
}
