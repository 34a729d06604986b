import { Checkbox, Radio, Stack } from '@mantine/core';
import type { Person } from '@rollcall/contract/admin';
import { useTranslation } from 'react-i18next';
import { ROLES } from './people-filters.ts';

export type RightsOf = Pick<Person, 'role' | 'security_group' | 'externally_managed'>;

export interface RightsFieldsProps {
  readonly value: RightsOf;
  readonly onChange: (value: RightsOf) => void;
  /** Why the role cannot be changed now. */
  readonly roleRefusal?: string | undefined;
}

/** What somebody may do in the console, and what may be done to them. */
export function RightsFields({ value, onChange, roleRefusal }: RightsFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <Radio.Group
        label={t('people.form.role')}
        description={roleRefusal}
        value={value.role}
        onChange={(role) => onChange({ ...value, role: ROLES.find((each) => each === role) ?? value.role })}
      >
        <Stack gap="xs" mt="xs">
          {ROLES.map((role) => (
            <Radio
              key={role}
              value={role}
              label={t(`people.roles.${role}`)}
              description={t(`people.roleLeads.${role}`)}
              disabled={roleRefusal !== undefined && role !== value.role}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Checkbox
        label={t('people.group')}
        description={t('people.groupLead')}
        checked={value.security_group}
        onChange={({ currentTarget }) => onChange({ ...value, security_group: currentTarget.checked })}
      />
      <Checkbox
        label={t('people.form.managed')}
        description={t('people.form.managedHint')}
        checked={value.externally_managed}
        onChange={({ currentTarget }) => onChange({ ...value, externally_managed: currentTarget.checked })}
      />
    </>
  );
}
