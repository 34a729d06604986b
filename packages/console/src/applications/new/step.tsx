import { Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type Draft, STEPS, type Step } from './draft.ts';

/** What every step gets. */
export interface StepProps {
  readonly draft: Draft;
  readonly onChange: (changes: Partial<Draft>) => void;
  /** Whether somebody wanted to go on: from then on it is said what is missing. */
  readonly isChecked: boolean;
  /** What the server found wrong with a field of the request. */
  readonly refused: (field: string) => string | undefined;
}

export interface StepFrameProps {
  readonly step: Step;
  /** Whether somebody came here from another step: then they begin at the heading. */
  readonly hasMoved: boolean;
  readonly children: ReactNode;
}

/** A step with its heading. */
export function StepFrame({ step, hasMoved, children }: StepFrameProps) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the step is what it follows
  useEffect(() => {
    if (hasMoved) heading.current?.focus();
  }, [step, hasMoved]);
  const title = t(`applications.new.${step}.title`);
  return (
    <Stack>
      <div>
        <Title order={2} size="h4" ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
          {t('applications.new.stepOf', { step: STEPS.indexOf(step) + 1, total: STEPS.length, title })}
        </Title>
        <Text size="sm" c="dimmed">
          {t(`applications.new.${step}.lead`)}
        </Text>
      </div>
      {children}
    </Stack>
  );
}
