import type { Diagnosis } from './diagnose.ts';

/** What was found, for programs. */
export function diagnosisDocument(diagnoses: readonly Diagnosis[]) {
  const verdicts = diagnoses.map(({ finding }) => finding.verdict);
  return {
    verdict: verdicts.includes('failed') ? 'failed' : verdicts.includes('warning') ? 'warning' : 'ok',
    requests: diagnoses.at(-1)?.requests ?? 0,
    checks: diagnoses.map(({ check, finding: { verdict, message, wayOut } }) => ({
      check,
      verdict,
      message,
      ...(wayOut === undefined ? {} : { way_out: wayOut }),
    })),
  };
}
