import { Checkbox, Paper, Stack, Text } from '@mantine/core';
import { isScope, SCOPES, type Scope } from '@rollcall/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export interface ScopeChoiceProps {
  readonly label: string;
  readonly value: readonly Scope[];
  readonly onChange: (scopes: readonly Scope[]) => void;
  readonly error?: ReactNode;
}

/** The scopes, each with what it allows and when to leave it out. */
export function ScopeChoice({ label, value, onChange, error }: ScopeChoiceProps) {
  const { t } = useTranslation();
  return (
    <Checkbox.Group
      label={label}
      value={[...value]}
      onChange={(chosen) => onChange(chosen.filter(isScope))}
      error={error}
    >
      <Stack gap="xs" my="xs">
        {SCOPES.map((scope) => (
          <Paper key={scope} withBorder p="sm">
            <Checkbox
              value={scope}
              label={<Text fw={600}>{t(`applications.scopes.${scope}.title`)}</Text>}
              description={<ScopeWords scope={scope} />}
            />
          </Paper>
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

function ScopeWords({ scope }: { readonly scope: Scope }) {
  const { t } = useTranslation();
  return (
    <>
      <Text component="span" size="sm" display="block" c="bright">
        {t(`applications.scopes.${scope}.allows`)}
      </Text>
      <Text component="span" size="sm" display="block">
        {t(`applications.scopes.${scope}.advice`)}
      </Text>
    </>
  );
}
