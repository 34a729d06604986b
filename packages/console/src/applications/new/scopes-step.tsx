import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ScopeChoice } from '../scope-choice.tsx';
import type { StepProps } from './step.tsx';

/** What it may do. */
export function ScopesStep({ draft, onChange, isChecked, refused }: StepProps) {
  const { t } = useTranslation();
  const missing = isChecked && draft.scopes.length === 0 ? t('applications.new.scopes.missing') : undefined;
  const isRisky = draft.scopes.includes('list_users') && draft.scopes.includes('suspend_user');
  return (
    <>
      <ScopeChoice
        label={t('applications.new.scopes.label')}
        value={draft.scopes}
        onChange={(scopes) => onChange({ scopes })}
        error={missing ?? refused('scopes')}
      />
      {isRisky && (
        <Alert color="yellow" role="status" icon={<IconAlertTriangle aria-hidden />}>
          {t('applications.new.scopes.risky')}
        </Alert>
      )}
    </>
  );
}
