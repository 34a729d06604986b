import { notifications } from '@mantine/notifications';
import type { Passkey } from '@rollcall/contract/admin';
import { useTranslation } from 'react-i18next';
import { useChange } from '../api/use-operation.ts';
import { Confirm } from '../elements/confirm.tsx';

export interface RemovePasskeyProps {
  /** Undefined: none, and nothing is asked. */
  readonly passkey: Passkey | undefined;
  readonly isOnly: boolean;
  readonly onClose: () => void;
}

/** Asks before a passkey goes. */
export function RemovePasskey({ passkey, isOnly, onClose }: RemovePasskeyProps) {
  const { t } = useTranslation();
  const remove = useChange('RemovePasskey');
  const close = () => {
    remove.reset();
    onClose();
  };
  const confirm = ({ id }: Passkey) => {
    const onSuccess = () => {
      close();
      notifications.show({ message: t('me.passkeys.removed') });
    };
    remove.mutate({ path: { passkey: id } }, { onSuccess });
  };
  const lead = t('me.passkeys.removeLead', { name: passkey?.label ?? '' });
  return (
    <Confirm
      opened={passkey !== undefined}
      onClose={close}
      title={t('me.passkeys.removeTitle')}
      lead={isOnly ? `${lead} ${t('me.passkeys.removeLast')}` : lead}
      deed={t('me.passkeys.remove')}
      isDangerous
      isPending={remove.isPending}
      error={remove.error}
      onConfirm={() => passkey && confirm(passkey)}
    />
  );
}
