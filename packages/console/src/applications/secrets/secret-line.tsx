import { Button } from '@mantine/core';
import type { ApplicationSecret, ApplicationUsage } from '@rollcall/contract/admin';
import { useTranslation } from 'react-i18next';

/** A secret and what is to be said of it. */
export interface SecretLine {
  readonly secret: ApplicationSecret;
  /** The one that takes its place. */
  readonly successor: ApplicationSecret | undefined;
  readonly uses: ApplicationUsage['secret_uses'];
  /** Undefined for who may not. */
  readonly onRevoke: (() => void) | undefined;
}

/** Asks to revoke the secret. */
export function RevokeButton({ secret, onRevoke }: SecretLine) {
  const { t } = useTranslation();
  if (onRevoke === undefined) return null;
  return (
    <Button
      size="xs"
      variant="subtle"
      color="red"
      flex="none"
      aria-label={t('applications.secret.revokeNamed', { label: secret.label })}
      onClick={onRevoke}
    >
      {t('applications.secret.revoke')}
    </Button>
  );
}
