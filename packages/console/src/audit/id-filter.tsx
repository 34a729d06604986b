import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';

export interface IdFilterProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string | undefined;
  readonly onChange: (value: string) => void;
}

/** Milliseconds without a key before it is looked for: not once for each letter. */
const PAUSE = 500;

/** Looks for an id, which is pasted more often than typed. */
export function IdFilter({ label, hint, value = '', onChange }: IdFilterProps) {
  const [text, setText] = useState({ typed: value, of: value });
  const tell = useDebouncedCallback((typed: string) => onChange(typed.trim()), PAUSE);
  // Changed elsewhere: by a button, or by the way back.
  const shown = text.of === value || text.typed.trim() === value ? text.typed : value;
  return (
    <TextInput
      label={label}
      description={hint}
      value={shown}
      maxLength={200}
      spellCheck={false}
      autoComplete="off"
      onChange={({ currentTarget }) => {
        setText({ typed: currentTarget.value, of: value });
        tell(currentTarget.value);
      }}
    />
  );
}
