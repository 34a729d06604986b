import { Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StepProps } from './step.tsx';

/** What it is called. */
export function AboutStep({ draft, onChange, isChecked, refused }: StepProps) {
  const { t } = useTranslation();
  const missing = isChecked && draft.name.trim() === '' ? t('applications.new.about.nameMissing') : undefined;
  return (
    <>
      <TextInput
        label={t('applications.new.about.name')}
        description={t('applications.new.about.nameHint')}
        value={draft.name}
        onChange={({ currentTarget: { value } }) => onChange({ name: value })}
        error={missing ?? refused('name')}
        withAsterisk
        aria-required
        maxLength={100}
        autoComplete="off"
      />
      <Textarea
        label={t('applications.new.about.description')}
        description={t('applications.new.about.descriptionHint')}
        value={draft.description}
        onChange={({ currentTarget: { value } }) => onChange({ description: value })}
        error={refused('description')}
        maxLength={500}
        autosize
        minRows={2}
      />
    </>
  );
}
