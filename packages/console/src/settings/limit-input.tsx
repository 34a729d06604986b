import { Group, NativeSelect, NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export interface LimitInputProps {
  readonly label: string;
  /** Requests; 0: no limit; undefined: the deployment's. */
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
  readonly error: string | undefined;
}

const KINDS = ['deployment', 'own', 'off'] as const;
const MOST = 1_000_000;
/** What a limit of its own begins with. */
const FIRST = 60;

/** A limit: that of the deployment, none, or one of its own. */
export function LimitInput({ label, value, onChange, error }: LimitInputProps) {
  const { t } = useTranslation();
  const kind = value === undefined ? 'deployment' : value === 0 ? 'off' : 'own';
  const values = { deployment: undefined, off: 0, own: FIRST };
  return (
    <Group align="flex-end" gap="sm">
      <NativeSelect
        label={label}
        value={kind}
        error={kind === 'own' ? undefined : error}
        onChange={({ currentTarget }) => onChange(values[currentTarget.value as keyof typeof values])}
        data={KINDS.map((each) => ({ value: each, label: t(`settings.limits.${each}`) }))}
        miw={240}
      />
      {kind === 'own' && (
        <NumberInput
          aria-label={t('settings.limits.number', { name: label })}
          value={value ?? FIRST}
          onChange={(number) => onChange(Math.max(1, Number(number) || 1))}
          error={error}
          min={1}
          max={MOST}
          clampBehavior="strict"
          allowDecimal={false}
          allowNegative={false}
          thousandSeparator=","
          w={160}
        />
      )}
    </Group>
  );
}
