import { Alert } from '@mantine/core';
import { useFailureSentence } from '../elements/failure-sentence.ts';
import { violationOf } from '../elements/violation-of.ts';

export interface FaultProps {
  readonly error: unknown;
  /** Where something is wrong with one of these, it stands at the field. */
  readonly fields?: readonly string[];
}

/** Why a change was refused as a whole. */
export function Fault({ error, fields = [] }: FaultProps) {
  const sentence = useFailureSentence();
  if (!error || fields.some((field) => violationOf(error, field) !== undefined)) return null;
  return (
    <Alert color="red" role="alert">
      {sentence(error)}
    </Alert>
  );
}
