import type { StartUp } from '../result.ts';
import type { Directory } from '../targets/directory.ts';
import { authorised, serve, succeed } from '../targets/rollcall.ts';
import { activePeople } from './people.ts';
import type { Run } from './run.ts';

/** From starting the process to its first answers, on folders of different sizes in turn; not pinned, as users start it. */
export async function measureStartUp(run: Run, directories: readonly Directory[]): Promise<StartUp[]> {
  const subjects = [];
  for (const directory of directories) {
    const server = await serve(run.room, directory, { core: 'any' });
    const requests = await authorised(server, directory); // the token outlives the server: it is in the store
    const [id = ''] = await activePeople(server, requests, 1);
    await server.process.stop();
    subjects.push({ directory, requests, id, people: directory.people, firstPersonMs: [0], firstPageMs: [0] });
  }
  for (const subject of subjects) subject.firstPersonMs.length = subject.firstPageMs.length = 0;
  for (let start = 0; start < run.options.starts; start += 1) {
    for (const { directory, requests, id, firstPersonMs, firstPageMs } of subjects) {
      const startedAt = performance.now();
      const server = await serve(run.room, directory, { core: 'any' });
      await succeed(server, requests.get(id));
      firstPersonMs.push(performance.now() - startedAt);
      await succeed(server, requests.list('max_page_size=100'));
      firstPageMs.push(performance.now() - startedAt);
      run.remember(`started, ${directory.people.toLocaleString('en')} people`, server.process);
      await server.process.stop();
    }
  }
  return subjects.map(({ people, firstPersonMs, firstPageMs }) => ({ people, firstPersonMs, firstPageMs }));
}
