import { Badge, Group, Text } from '@mantine/core';
import type { Person } from '@rollcall/contract/admin';
import { useTranslation } from 'react-i18next';

export function StateBadge({ state }: Pick<Person, 'state'>) {
  const { t } = useTranslation();
  return (
    <Badge variant="light" color={state === 'ACTIVE' ? 'teal' : 'orange'}>
      {t(`people.states.${state}`)}
    </Badge>
  );
}

/** The role, and what else says what somebody may do. */
export function Rights({ role, security_group }: Pick<Person, 'role' | 'security_group'>) {
  const { t } = useTranslation();
  return (
    <Group gap={6}>
      <Text span inherit {...(role === 'member' && { c: 'dimmed' })}>
        {t(`people.roles.${role}`)}
      </Text>
      {security_group && (
        <Badge variant="light" color="blue">
          {t('people.group')}
        </Badge>
      )}
    </Group>
  );
}
