import type { Options } from '../options.ts';
import { type RunningProcess, residentBytes } from '../processes/running-process.ts';
import type { Comparison, ImportRate, MemoryUse, PageCosts, Settings, StartUp } from '../result.ts';
import type { Room } from '../room.ts';
import type { Section } from './section.ts';

/** A run of the benchmark under way: what was asked for, and what was found so far. */
export class Run {
  readonly room: Room;
  readonly options: Options;
  readonly settings: Settings;
  readonly report: (line: string) => void;
  readonly comparisons: Comparison[] = [];
  readonly memory: MemoryUse[] = [];
  readonly caveats: string[] = [];
  readonly imports: ImportRate[] = [];
  pages: PageCosts | undefined;
  startUps: StartUp[] | undefined;

  constructor(room: Room, options: Options, report: (line: string) => void) {
    this.room = room;
    this.options = options;
    this.settings = options.settings;
    this.report = report;
  }

  wants(...sections: readonly Section[]): boolean {
    return sections.some((section) => this.options.only.includes(section));
  }

  add(comparison: Comparison): void {
    this.comparisons.push(comparison);
  }

  caveat(sentence: string): void {
    this.caveats.push(sentence);
    this.report(`! ${sentence}`);
  }

  /** Notes the memory a server has now. */
  remember(when: string, { child }: RunningProcess): void {
    const memory = residentBytes(child.pid);
    if (memory !== undefined) this.memory.push({ when, ...memory });
  }
}
