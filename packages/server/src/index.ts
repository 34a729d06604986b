export type { Address, AppOptions, RunningApp, TlsMaterial } from './app.ts';
export { startApp } from './app.ts';
