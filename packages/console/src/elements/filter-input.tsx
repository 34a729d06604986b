import { TextInput, type TextInputProps } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';

export interface FilterInputProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  readonly value: string | undefined;
  /** Called when nobody has typed for a moment. */
  readonly onChange: (value: string) => void;
}

/** Milliseconds without a key before it is looked for: not once for each letter. */
const PAUSE = 300;

/** Something to look for, which may also be changed elsewhere: by a button, or by the way back. */
export function FilterInput({ value = '', onChange, ...props }: FilterInputProps) {
  const [typed, setTyped] = useState(value);
  const told = useRef(value);
  const tell = useDebouncedCallback((text: string) => {
    told.current = text.trim();
    onChange(told.current);
  }, PAUSE);
  useEffect(() => {
    // What was typed on meanwhile stays.
    if (value === told.current) return;
    told.current = value;
    setTyped(value);
  }, [value]);
  return (
    <TextInput
      maxLength={200}
      spellCheck={false}
      autoComplete="off"
      {...props}
      value={typed}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        tell(currentTarget.value);
      }}
    />
  );
}
