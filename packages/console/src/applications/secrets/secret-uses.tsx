import { List, Text } from '@mantine/core';
import type { ApplicationUsage } from '@rollcall/contract/admin';
import { useTranslation } from 'react-i18next';
import { Moment } from '../../elements/moment.tsx';

/** So many are named. */
const SHOWN = 3;

/** Who got tokens by a secret, the latest first. */
export function SecretUses({ uses }: { readonly uses: ApplicationUsage['secret_uses'] }) {
  const { t } = useTranslation();
  if (uses.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('applications.secret.unused')}
      </Text>
    );
  }
  const rest = uses.length - SHOWN;
  return (
    <List size="sm" listStyleType="none">
      {uses.slice(0, SHOWN).map(({ secret_id, user_agent, address, last_time }) => (
        <List.Item key={`${secret_id} ${user_agent} ${address}`} style={{ overflowWrap: 'anywhere' }}>
          {user_agent || t('applications.use.unnamed')}{' '}
          <Text component="span" inherit c="dimmed">
            {t('applications.secret.from', { address })} <Moment at={last_time} />
          </Text>
        </List.Item>
      ))}
      {rest > 0 && <List.Item c="dimmed">{t('applications.secret.more', { count: rest })}</List.Item>}
    </List>
  );
}
