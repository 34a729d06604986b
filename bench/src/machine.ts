import { closeSync, fsyncSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { availableParallelism, cpus, release, totalmem, type } from 'node:os';
import type { Cores } from './processes/cores.ts';
import type { Machine } from './result.ts';
import { median } from './statistics.ts';

const TMPFS = 0x0102_1994;
const SYNCS = 50;

/** @param file in the folder of the measurements; it is made and removed again */
export function describeMachine(cores: Cores, file: string): Machine {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    kernel: `${type()} ${release()}`,
    node: process.version,
    pinning: cores.description,
    fsyncMs: measureSync(file),
  };
}

/** A folder in memory makes every commit free: what is said to be durable there is not. */
export function isInMemory(folder: string): boolean {
  return statfsSync(folder).type === TMPFS;
}

function measureSync(file: string): number {
  const descriptor = openSync(file, 'w');
  const page = Buffer.alloc(4096, 1);
  const times = Array.from({ length: SYNCS }, () => {
    const startedAt = performance.now();
    writeSync(descriptor, page);
    fsyncSync(descriptor);
    return performance.now() - startedAt;
  });
  closeSync(descriptor);
  rmSync(file);
  return median(times);
}
