import type { Comparison, Contender, Round } from '../result.ts';

/** Everything a reader has to know before believing a figure: failures first. */
export function warnings(result: {
  readonly quick: boolean;
  readonly comparisons: readonly Comparison[];
  readonly caveats: readonly string[];
}): readonly string[] {
  const found: string[] = [];
  if (result.quick) found.push('This was a smoke run (--quick): its figures mean nothing.');
  for (const { title, contenders } of result.comparisons) {
    for (const contender of contenders) {
      const failed = failureOf(contender);
      if (failed !== undefined) found.push(`**Failures** in “${title}”, ${contender.name}: ${failed}`);
      if (contender.rounds.some(({ succeeded }) => succeeded === 0)) {
        found.push(
          `“${title}”, ${contender.name}: not one answer came in a round. Measure for longer, or on a freer machine.`,
        );
      }
      if (contender.rounds.some(isGeneratorTheLimit)) {
        found.push(`“${title}”, ${contender.name}: the load generator may have been the limit in a round.`);
      }
    }
  }
  return [...found, ...result.caveats];
}

/** Undefined when every request was answered with 200 to 299. */
export function failureOf({ rounds }: Contender): string | undefined {
  const total = (count: (round: Round) => number) => rounds.reduce((sum, round) => sum + count(round), 0);
  const refused = total((round) => round.refused);
  const broken = total((round) => round.broken);
  if (refused + broken === 0) return undefined;
  const first = rounds.find(({ firstFailure }) => firstFailure !== undefined)?.firstFailure ?? 'unknown';
  const succeeded = total((round) => round.succeeded);
  return `${refused} answers that were not 2xx and ${broken} broken connections beside ${succeeded} successes (first: ${first}).`;
}

function isGeneratorTheLimit({ generatorBusy, serverBusy }: Round): boolean {
  return generatorBusy > 0.95 && serverBusy !== undefined && serverBusy < 0.9;
}
