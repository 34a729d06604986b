import { Center, SimpleGrid, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TrendChart } from '../charts/charts.ts';
import { OUTCOMES } from '../charts/outcomes.ts';
import { CHART_HEIGHT } from '../charts/with-room.tsx';
import { formatCount, formatMeasure } from '../elements/numbers.ts';
import { Section } from '../elements/section.tsx';
import type { CoursePoint } from './course.ts';

const TIME = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

/** How the server was in the last minutes. */
export function Courses({ course }: { readonly course: readonly CoursePoint[] }) {
  const { t } = useTranslation();
  const megabytes = (value: number) => t('deployment.megabytes', { value: formatCount(value) });
  const milliseconds = (value: number) => t('deployment.milliseconds', { value: formatMeasure(value) });
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }}>
      <Course
        course={course}
        of="perSecond"
        title={t('deployment.outcomes')}
        hint={t('deployment.outcomesHint')}
        format={formatMeasure}
        series={OUTCOMES.map(({ name, color }) => ({ name, color, label: t(`charts.${name}`) }))}
      />
      <Course
        course={course}
        of="eventLoopDelay"
        title={t('deployment.eventLoop')}
        hint={t('deployment.eventLoopHint')}
        format={milliseconds}
        color="teal.6"
      />
      <Course course={course} of="megabytes" title={t('deployment.memory')} format={megabytes} color="indigo.5" />
      <Course
        course={course}
        of="connections"
        title={t('deployment.connections')}
        format={formatCount}
        color="cyan.6"
      />
    </SimpleGrid>
  );
}

interface CourseProps {
  readonly course: readonly CoursePoint[];
  readonly of: keyof CoursePoint;
  readonly title: string;
  readonly hint?: string;
  readonly format: (value: number) => string;
  readonly color?: string;
  /** The parts of it, where it is shown by its parts. */
  readonly series?: readonly { readonly name: string; readonly label: string; readonly color: string }[];
}

function Course({ course, of, title, hint, format, color = 'blue.6', series }: CourseProps) {
  const { t } = useTranslation();
  const [first, second] = course;
  // One point is no line.
  const summary =
    second &&
    first &&
    t('deployment.courseOf', {
      measure: title,
      since: TIME.format(first.time),
      now: format(course.at(-1)?.[of] ?? 0),
      most: format(Math.max(...course.map((point) => point[of]))),
    });
  return (
    <Section title={title} lead={hint}>
      {summary === undefined ? (
        <Center h={CHART_HEIGHT}>
          <Text c="dimmed">{t('deployment.measuring')}</Text>
        </Center>
      ) : (
        <TrendChart
          summary={summary}
          points={course}
          format={format}
          isStacked={series !== undefined}
          series={series ?? [{ name: of, label: title, color }]}
        />
      )}
    </Section>
  );
}
