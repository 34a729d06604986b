import { Badge, Stack, Text } from '@mantine/core';
import type { ApplicationSecret, ApplicationUsage } from '@rollcall/contract/admin';
import { useTranslation } from 'react-i18next';
import { Moment } from '../../elements/moment.tsx';
import { isGood } from '../secret-state.ts';

export interface SecretEndProps {
  readonly secret: ApplicationSecret;
  readonly successor: ApplicationSecret | undefined;
  readonly uses: ApplicationUsage['secret_uses'];
}

/** When a secret ends; where another takes its place, whether somebody still has to change over. */
export function SecretEnd({ secret, successor, uses }: SecretEndProps) {
  const { t } = useTranslation();
  if (secret.expire_time === undefined) return t('applications.secret.lasts');
  if (!isGood(secret, Date.now())) {
    return (
      <Badge color="gray" variant="light" tt="none">
        {t('applications.secret.ended')}
      </Badge>
    );
  }
  return (
    <Stack gap={4} align="flex-start">
      <Moment at={secret.expire_time} />
      {successor !== undefined && <Handover since={successor.create_time} uses={uses} />}
    </Stack>
  );
}

function Handover({ since, uses }: { readonly since: string; readonly uses: ApplicationUsage['secret_uses'] }) {
  const { t } = useTranslation();
  const late = uses.filter(({ last_time }) => Date.parse(last_time) >= Date.parse(since));
  if (late.length === 0) {
    return (
      <Text size="xs" c="dimmed">
        {t('applications.secret.handedOver')}
      </Text>
    );
  }
  return (
    <Badge color="yellow" variant="light" tt="none" miw="max-content">
      {t('applications.secret.stillUsed', { count: late.length })}
    </Badge>
  );
}
