import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isComplete } from './draft.ts';
import type { StepProps } from './step.tsx';

/** The URL that OAuth asks for. */
export function RedirectStep({ draft, onChange, isChecked, refused }: StepProps) {
  const { t } = useTranslation();
  const wrong = isChecked && !isComplete('redirect', draft) ? t('applications.new.redirect.urlWrong') : undefined;
  return (
    <TextInput
      type="url"
      label={t('applications.new.redirect.url')}
      description={t('applications.new.redirect.urlHint')}
      placeholder="https://partner.example/callback"
      value={draft.redirectUrl}
      onChange={({ currentTarget: { value } }) => onChange({ redirectUrl: value })}
      error={wrong ?? refused('redirect_url')}
      withAsterisk
      aria-required
      autoComplete="off"
      spellCheck={false}
    />
  );
}
