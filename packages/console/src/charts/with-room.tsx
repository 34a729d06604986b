import { Skeleton } from '@mantine/core';
import { type ComponentType, type LazyExoticComponent, Suspense } from 'react';

/** Of a chart, in pixels. */
export const CHART_HEIGHT = 220;

/** A chart whose code is on its way leaves the room that it will take, so that nothing below it jumps. */
export function withRoom<Props extends object>(Chart: LazyExoticComponent<ComponentType<Props>>) {
  return function Room(props: Props) {
    return (
      <Suspense fallback={<Skeleton h={CHART_HEIGHT} />}>
        <Chart {...props} />
      </Suspense>
    );
  };
}
