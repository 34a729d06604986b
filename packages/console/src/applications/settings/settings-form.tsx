import { Alert, Fieldset, Stack, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Application, UpdateApplicationRequest } from '@rollcall/contract/admin';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../api/use-operation.ts';
import { ExplainedButton } from '../../elements/explained-button.tsx';
import { useFailureSentence } from '../../elements/failure-sentence.ts';
import { Section } from '../../elements/section.tsx';
import { violationOf } from '../../elements/violation-of.ts';
import { type Draft, isHttps } from '../new/draft.ts';
import { ScopeChoice } from '../scope-choice.tsx';
import { inOrder } from '../scope-titles.ts';

export interface SettingsFormProps {
  readonly application: Application;
  readonly mayWrite: boolean;
}

/** Name, description, redirect URL and scopes. What was not touched follows what others change meanwhile. */
export function SettingsForm({ application, mayWrite }: SettingsFormProps) {
  const { t } = useTranslation();
  const sentence = useFailureSentence();
  const [touched, setTouched] = useState<Partial<Draft>>({});
  const update = useChange('UpdateApplication');
  const fields: Draft = { ...asDraft(application), ...touched };
  const changes = changesOf(application, fields);
  const change = (some: Partial<Draft>) => setTouched((before) => ({ ...before, ...some }));
  const faults = {
    name: fields.name.trim() === '' ? t('applications.new.about.nameMissing') : undefined,
    redirectUrl: isHttps(fields.redirectUrl.trim()) ? undefined : t('applications.new.redirect.urlWrong'),
    scopes: fields.scopes.length === 0 ? t('applications.new.scopes.missing') : undefined,
  };
  const isWrong = Object.values(faults).some((fault) => fault !== undefined);
  const reason = isWrong
    ? t('applications.settings.wrong')
    : changes === undefined
      ? t('applications.settings.same')
      : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (changes === undefined || isWrong) return;
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
  const isWhole = update.error !== null && update.error.violations.length === 0;
  const { error } = update;
  return (
    <Section title={t('applications.settings.title')} lead={t('applications.settings.lead')}>
      <form onSubmit={submit} noValidate>
        <Fieldset variant="unstyled" m={0} p={0} disabled={!mayWrite}>
          <Stack>
            {isWhole && (
              <Alert color="red" role="alert">
                {sentence(error)}
              </Alert>
            )}
            <TextInput
              label={t('applications.new.about.name')}
              value={fields.name}
              onChange={({ currentTarget: { value } }) => change({ name: value })}
              error={faults.name ?? violationOf(error, 'name')}
              withAsterisk
              maxLength={100}
              autoComplete="off"
            />
            <Textarea
              label={t('applications.new.about.description')}
              description={t('applications.new.about.descriptionHint')}
              value={fields.description}
              onChange={({ currentTarget: { value } }) => change({ description: value })}
              error={violationOf(error, 'description')}
              maxLength={500}
              autosize
              minRows={2}
            />
            <TextInput
              type="url"
              label={t('applications.new.redirect.url')}
              value={fields.redirectUrl}
              onChange={({ currentTarget: { value } }) => change({ redirectUrl: value })}
              error={faults.redirectUrl ?? violationOf(error, 'redirect_url')}
              withAsterisk
              autoComplete="off"
              spellCheck={false}
            />
            <ScopeChoice
              label={t('applications.new.scopes.label')}
              value={fields.scopes}
              onChange={(scopes) => change({ scopes })}
              error={faults.scopes ?? violationOf(error, 'scopes')}
            />
            {mayWrite && (
              <ExplainedButton type="submit" reason={reason} loading={update.isPending} me="auto">
                {t('applications.settings.save')}
              </ExplainedButton>
            )}
          </Stack>
        </Fieldset>
      </form>
    </Section>
  );
}

function asDraft({ name, description, redirect_url, scopes }: Application): Draft {
  return { name, description, redirectUrl: redirect_url, scopes };
}

/** What is to be sent: only what differs. Undefined where nothing does. */
function changesOf(application: Application, draft: Draft): UpdateApplicationRequest | undefined {
  const [name, description, redirect_url] = [draft.name.trim(), draft.description.trim(), draft.redirectUrl.trim()];
  const scopes = [...inOrder(draft.scopes)];
  const changes = {
    ...(name !== application.name && { name }),
    ...(description !== application.description && { description }),
    ...(redirect_url !== application.redirect_url && { redirect_url }),
    ...(scopes.join() !== inOrder(application.scopes).join() && { scopes }),
  };
  return Object.keys(changes).length === 0 ? undefined : changes;
}
