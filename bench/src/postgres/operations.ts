import { type Course, type Ground, type Measured, measureCourse, TITLES } from './courses.ts';
import { measureSuspensions } from './suspensions.ts';

const READS: readonly Course[] = ['get', 'list'];

/** Every operation that is wanted, with limits or without. The token endpoint is under none: it is measured once. */
export async function measureOperations(ground: Ground): Promise<readonly Measured[]> {
  const { run, limits, directories } = ground;
  const suffix = limits ? '' : ', limits off';
  const mark = limits ? '' : '-unlimited';
  const courses = limits ? [...READS, 'token' as const] : READS;
  const measured: Measured[] = [];
  for (const course of courses.filter((one) => run.wants(one))) {
    measured.push(await measureCourse(ground, course, course + mark, TITLES[course] + suffix));
  }
  if (limits && run.wants('get')) {
    const single = { ...ground, directories: directories.slice(0, 1) };
    measured.push(await measureCourse(single, 'get', 'get-one', `${TITLES.get}, one application`));
  }
  if (run.wants('suspend')) measured.push(await measureSuspensions(ground, `suspend${mark}`, TITLES.suspend + suffix));
  return measured;
}
