import { Modal } from '@mantine/core';
import type { CreatedSecret } from '@rollcall/contract/admin';
import { useTranslation } from 'react-i18next';
import { SecretOnce } from '../once/secret-once.tsx';

export interface MadeSecretProps {
  readonly made: CreatedSecret | undefined;
  readonly onDone: () => void;
}

/** Shows a new secret, above the page. It is closed by its own button only: what it shows cannot be shown again. */
export function MadeSecret({ made, onDone }: MadeSecretProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={made !== undefined}
      onClose={onDone}
      title={made && t('applications.once.added', { label: made.secret.label })}
      size="xl"
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      {made && <SecretOnce application={made.application} clientSecret={made.client_secret} onDone={onDone} />}
    </Modal>
  );
}
