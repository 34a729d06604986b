import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { violationOf } from '../elements/violation-of.ts';

export interface Names {
  readonly display_name: string;
  readonly email: string;
}

export interface NameFieldsProps {
  readonly value: Names;
  readonly onChange: (value: Names) => void;
  /** Why the last try failed: it stands at the field that is at fault. */
  readonly error: unknown;
}

/** What somebody is called, and their address. */
export function NameFields({ value, onChange, error }: NameFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        label={t('people.form.name')}
        value={value.display_name}
        onChange={({ currentTarget }) => onChange({ ...value, display_name: currentTarget.value })}
        error={violationOf(error, 'display_name')}
        required
        maxLength={512}
        autoComplete="off"
        data-autofocus
      />
      <TextInput
        label={t('people.form.email')}
        value={value.email}
        onChange={({ currentTarget }) => onChange({ ...value, email: currentTarget.value })}
        error={violationOf(error, 'email')}
        required
        maxLength={254}
        inputMode="email"
        spellCheck={false}
        autoComplete="off"
      />
    </>
  );
}
