import { TextInput } from '@mantine/core';
import { dayKey } from './days.ts';

export interface MomentFilterProps {
  readonly label: string;
  readonly hint: string;
  /** RFC 3339. */
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

/** A moment in the reader's zone, to the minute. */
export function MomentFilter({ label, hint, value, onChange }: MomentFilterProps) {
  return (
    <TextInput
      type="datetime-local"
      label={label}
      description={hint}
      value={value === undefined ? '' : local(new Date(value))}
      onChange={({ currentTarget }) => {
        const date = new Date(currentTarget.value);
        onChange(Number.isNaN(date.getTime()) ? undefined : date.toISOString());
      }}
    />
  );
}

/** `2026-03-01T12:00`, as the control wants it. */
function local(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const two = (number: number) => String(number).padStart(2, '0');
  return `${dayKey(date)}T${two(date.getHours())}:${two(date.getMinutes())}`;
}
