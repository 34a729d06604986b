import { useMediaQuery } from '@mantine/hooks';
import type { Application, ApplicationSecret, ApplicationUsage } from '@rollcall/contract/admin';
import { IconKeyOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Nothing } from '../../elements/nothing.tsx';
import { RevokeSecret } from './revoke-secret.tsx';
import { SecretCards } from './secret-cards.tsx';
import { SecretRows } from './secret-rows.tsx';
import { successorOf } from './successor.ts';

export interface SecretTableProps {
  readonly application: Application;
  readonly uses: ApplicationUsage['secret_uses'];
  readonly mayWrite: boolean;
}

/** The secrets, the newest first, each with its end and with who uses it: side by side where there is room. */
export function SecretTable({ application, uses, mayWrite }: SecretTableProps) {
  const { t } = useTranslation();
  const [leaving, setLeaving] = useState<ApplicationSecret>();
  const isNarrow = useMediaQuery('(max-width: 62em)', false, { getInitialValueInEffect: false });
  const { secrets } = application;
  if (secrets.length === 0) {
    return (
      <Nothing icon={<IconKeyOff />} title={t('applications.secret.none')} lead={t('applications.secret.noneLead')} />
    );
  }
  const lines = secrets.toReversed().map((secret) => ({
    secret,
    successor: successorOf(secret, secrets),
    uses: uses.filter(({ secret_id }) => secret_id === secret.id),
    onRevoke: mayWrite ? () => setLeaving(secret) : undefined,
  }));
  return (
    <>
      {isNarrow ? <SecretCards lines={lines} /> : <SecretRows lines={lines} />}
      <RevokeSecret
        application={application}
        secret={leaving}
        uses={uses.filter(({ secret_id }) => secret_id === leaving?.id)}
        onClose={() => setLeaving(undefined)}
      />
    </>
  );
}
