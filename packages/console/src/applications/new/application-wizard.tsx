import { Alert, Button, Card, Group, Stack, Stepper } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { CreatedApplication } from '@rollcall/contract/admin';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/api-error.ts';
import { useChange } from '../../api/use-operation.ts';
import { useFailureSentence } from '../../elements/failure-sentence.ts';
import { violationOf } from '../../elements/violation-of.ts';
import { AboutStep } from './about-step.tsx';
import { asRequest, isComplete, STEPS, type Step, stepOfField } from './draft.ts';
import { RedirectStep } from './redirect-step.tsx';
import { ReviewStep } from './review-step.tsx';
import { ScopesStep } from './scopes-step.tsx';
import { StepFrame, type StepProps } from './step.tsx';
import { useDraft } from './use-draft.ts';

export interface ApplicationWizardProps {
  readonly account: string;
  readonly onCreated: (created: CreatedApplication) => void;
}

/** Leads through what has to be known to create an application. */
export function ApplicationWizard({ account, onCreated }: ApplicationWizardProps) {
  const { t } = useTranslation();
  const { draft, change, forget } = useDraft(account);
  const [step, setStep] = useState<Step>('about');
  const [hasMoved, setHasMoved] = useState(false);
  const [isChecked, setIsChecked] = useState(false);
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const create = useChange('CreateApplication');
  const goTo = (next: Step) => {
    setStep(next);
    setHasMoved(true);
    setIsChecked(false);
  };
  const send = () => {
    create.mutate(
      { path: { account }, body: asRequest(draft) },
      {
        onSuccess: (created) => {
          forget();
          onCreated(created);
        },
        onError: (error) => {
          const faulty = error.violations.map(({ field }) => stepOfField(field)).find((found) => found !== undefined);
          if (faulty !== undefined) goTo(faulty);
        },
      },
    );
  };
  const submit = (event: FormEvent<HTMLElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const next = STEPS[STEPS.indexOf(step) + 1];
    if (!isComplete(step, draft)) {
      setIsChecked(true);
      // When it is said what is missing.
      requestAnimationFrame(() => goToFault(form));
    } else if (next !== undefined) goTo(next);
    else send();
  };
  const before = STEPS[STEPS.indexOf(step) - 1];
  const refused = (field: string) => violationOf(create.error, field);
  const props: StepProps = { draft, onChange: change, isChecked, refused };
  return (
    <Card withBorder component="form" onSubmit={submit} noValidate>
      <Stack gap="lg">
        <Stepper
          active={STEPS.indexOf(step)}
          onStepClick={(index) => goTo(STEPS[index] ?? step)}
          allowNextStepsSelect={false}
          size="sm"
          role="group"
          aria-label={t('applications.new.steps')}
        >
          {STEPS.map((each, index) => {
            const label = t(`applications.new.${each}.title`);
            return (
              <Stepper.Step
                key={each}
                {...(isNarrow ? { 'aria-label': `${index + 1} ${label}` } : { label })}
                aria-current={each === step ? 'step' : undefined}
                disabled={STEPS.indexOf(each) > STEPS.indexOf(step)}
              />
            );
          })}
        </Stepper>
        <StepFrame step={step} hasMoved={hasMoved}>
          <Fault error={create.error} />
          {step === 'about' && <AboutStep {...props} />}
          {step === 'redirect' && <RedirectStep {...props} />}
          {step === 'scopes' && <ScopesStep {...props} />}
          {step === 'review' && <ReviewStep account={account} draft={draft} onEdit={goTo} />}
        </StepFrame>
        <Group justify="space-between">
          {before === undefined ? (
            <span />
          ) : (
            <Button variant="default" onClick={() => goTo(before)}>
              {t('applications.new.back')}
            </Button>
          )}
          <Button type="submit" loading={create.isPending}>
            {step === 'review' ? t('applications.new.submit') : t('applications.new.next')}
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}

/** Leads to the field that keeps somebody from going on. */
function goToFault(form: HTMLElement): void {
  form.querySelector<HTMLElement>('[aria-invalid="true"], input[type="checkbox"]')?.focus();
}

/** Why it was not created; what is wrong with a field stands there. */
function Fault({ error }: { readonly error: unknown }) {
  const sentence = useFailureSentence();
  if (!error) return null;
  const isAtFields = error instanceof ApiError && error.violations.some(({ field }) => stepOfField(field));
  if (isAtFields) return null;
  return (
    <Alert color="red" role="alert">
      {sentence(error)}
    </Alert>
  );
}
