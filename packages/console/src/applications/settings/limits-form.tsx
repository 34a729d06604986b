import { Alert, NumberInput, SimpleGrid, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Application, UpdateApplicationRequest } from '@rollcall/contract/admin';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/session.ts';
import { useChange } from '../../api/use-operation.ts';
import { ExplainedButton } from '../../elements/explained-button.tsx';
import { useFailureSentence } from '../../elements/failure-sentence.ts';
import { formatCount } from '../../elements/numbers.ts';
import { Section } from '../../elements/section.tsx';

const LIMITS = ['requests_per_minute', 'requests_per_hour'] as const;
type LimitName = (typeof LIMITS)[number];
const MOST = 1_000_000;

/** The limits of an application's own: set by operators, seen by everybody. */
export function LimitsForm({ application }: { readonly application: Application }) {
  const { t } = useTranslation();
  const maySet = useMay('limits.write');
  return (
    <Section title={t('applications.limits.title')} lead={t('applications.limits.lead')}>
      {maySet ? <Form application={application} /> : <Facts application={application} />}
    </Section>
  );
}

function Facts({ application }: { readonly application: Application }) {
  const { t } = useTranslation();
  return (
    <Stack gap={4}>
      {LIMITS.map((name) => {
        const limit = application[name];
        const said =
          limit === undefined ? t('applications.limits.inherited') : saidOf(limit, t('applications.limits.off'));
        return (
          <Text key={name} size="sm">
            {t(`applications.limits.${name}`)}: {said}
          </Text>
        );
      })}
      <Text size="sm" c="dimmed">
        {t('applications.limits.byOperator')}
      </Text>
    </Stack>
  );
}

function saidOf(limit: number, off: string): string {
  return limit === 0 ? off : formatCount(limit);
}

function Form({ application }: { readonly application: Application }) {
  const { t } = useTranslation();
  const sentence = useFailureSentence();
  /** As they were typed; an empty text takes the next level's. */
  const [touched, setTouched] = useState<Partial<Record<LimitName, string | number>>>({});
  const update = useChange('UpdateApplication');
  const changes = changesOf(application, touched);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (changes === undefined) return;
    update.mutate(
      { path: { account: application.account_id, client: application.client_id }, body: changes },
      {
        onSuccess: () => {
          setTouched({});
          notifications.show({ message: t('applications.settings.saved') });
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {update.error && (
          <Alert color="red" role="alert">
            {sentence(update.error)}
          </Alert>
        )}
        <SimpleGrid cols={{ base: 1, xs: 2 }} maw={520}>
          {LIMITS.map((name) => (
            <NumberInput
              key={name}
              label={t(`applications.limits.${name}`)}
              placeholder={t('applications.limits.inherited')}
              value={touched[name] ?? application[name] ?? ''}
              onChange={(value) => setTouched((before) => ({ ...before, [name]: value }))}
              min={0}
              max={MOST}
              allowDecimal={false}
              thousandSeparator
              hideControls
            />
          ))}
        </SimpleGrid>
        <Text size="sm" c="dimmed">
          {t('applications.limits.hint')}
        </Text>
        <ExplainedButton
          type="submit"
          reason={changes === undefined ? t('applications.settings.same') : undefined}
          loading={update.isPending}
          me="auto"
        >
          {t('applications.limits.save')}
        </ExplainedButton>
      </Stack>
    </form>
  );
}

function changesOf(
  application: Application,
  touched: Partial<Record<LimitName, string | number>>,
): UpdateApplicationRequest | undefined {
  const changed = LIMITS.flatMap((name) => {
    const typed = touched[name];
    if (typed === undefined) return [];
    const wanted = typed === '' ? null : Number(typed);
    return wanted === (application[name] ?? null) ? [] : [[name, wanted] as const];
  });
  return changed.length === 0 ? undefined : Object.fromEntries(changed);
}
