import { Button, Group, List, Stack, Text } from '@mantine/core';
import { SCOPES, type Scope } from '@rollcall/contract';
import { IconCheck, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useOperation } from '../../api/use-operation.ts';
import type { Draft, Step } from './draft.ts';

export interface ReviewStepProps {
  readonly account: string;
  readonly draft: Draft;
  readonly onEdit: (step: Step) => void;
}

/** All of it, before it is created. */
export function ReviewStep({ account, draft, onEdit }: ReviewStepProps) {
  const { t } = useTranslation();
  const { data } = useOperation('GetAccount', { path: { account } });
  const leftOut = SCOPES.filter((scope) => !draft.scopes.includes(scope));
  const change = (step: Step) => ({ step, onEdit });
  return (
    <Stack gap="md">
      <Fact name={t('applications.new.review.account')}>{data?.name ?? account}</Fact>
      <Fact name={t('applications.new.about.name')} {...change('about')}>
        {draft.name}
      </Fact>
      <Fact name={t('applications.new.about.description')} {...change('about')}>
        {draft.description.trim() || t('applications.new.review.noDescription')}
      </Fact>
      <Fact name={t('applications.new.redirect.url')} {...change('redirect')}>
        {draft.redirectUrl}
      </Fact>
      <Fact name={t('applications.new.review.may')} {...change('scopes')}>
        <ScopeLines scopes={SCOPES.filter((scope) => draft.scopes.includes(scope))} icon={<IconCheck size={16} />} />
      </Fact>
      <Fact name={t('applications.new.review.mayNot')}>
        {leftOut.length === 0 ? (
          t('applications.new.review.nothing')
        ) : (
          <ScopeLines scopes={leftOut} icon={<IconX size={16} />} />
        )}
      </Fact>
    </Stack>
  );
}

interface FactProps {
  readonly name: string;
  readonly step?: Step;
  readonly onEdit?: (step: Step) => void;
  readonly children: ReactNode;
}

function Fact({ name, step, onEdit, children }: FactProps) {
  const { t } = useTranslation();
  return (
    <Group justify="space-between" align="flex-start" wrap="nowrap">
      <div>
        <Text size="sm" c="dimmed">
          {name}
        </Text>
        <Text component="div" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>
          {children}
        </Text>
      </div>
      {step !== undefined && (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => onEdit?.(step)}
          aria-label={t('applications.new.review.changeNamed', { what: name })}
        >
          {t('applications.new.review.change')}
        </Button>
      )}
    </Group>
  );
}

function ScopeLines({ scopes, icon }: { readonly scopes: readonly Scope[]; readonly icon: ReactNode }) {
  const { t } = useTranslation();
  return (
    <List icon={icon} center>
      {scopes.map((scope) => (
        <List.Item key={scope}>{t(`applications.scopes.${scope}.title`)}</List.Item>
      ))}
    </List>
  );
}
