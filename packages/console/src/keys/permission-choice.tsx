import { Button, Checkbox, Group, SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session.ts';
import { isKeyPermission, KEY_PERMISSIONS, type KeyPermission } from './key-permissions.ts';

export interface PermissionChoiceProps {
  readonly value: readonly KeyPermission[];
  readonly onChange: (value: readonly KeyPermission[]) => void;
}

/** What a key is to be allowed: nothing beyond what whoever makes it may do. */
export function PermissionChoice({ value, onChange }: PermissionChoiceProps) {
  const { t } = useTranslation();
  const own = useSession().permissions;
  const offered = KEY_PERMISSIONS.filter((permission) => own.includes(permission));
  const shortcuts = {
    readOnly: offered.filter((permission) => permission.endsWith('.read')),
    everything: offered,
    nothing: [],
  };
  return (
    <Checkbox.Group
      label={t('keys.create.permissions')}
      description={t('keys.create.permissionsHint')}
      value={[...value]}
      onChange={(chosen) => onChange(chosen.filter(isKeyPermission))}
    >
      <Group gap="xs" my="xs">
        {(['readOnly', 'everything', 'nothing'] as const).map((name) => (
          <Button key={name} size="compact-sm" variant="default" onClick={() => onChange(shortcuts[name])}>
            {t(`keys.create.${name}`)}
          </Button>
        ))}
      </Group>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        {offered.map((permission) => (
          <Checkbox
            key={permission}
            value={permission}
            label={t(`keys.may.${permission}.title`)}
            description={t(`keys.may.${permission}.hint`)}
          />
        ))}
      </SimpleGrid>
    </Checkbox.Group>
  );
}
