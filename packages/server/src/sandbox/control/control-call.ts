import type { ControlOperationId } from '@rollcall/contract/sandbox';
import type { Homed, Regions } from '../region/regions.ts';

/** A sandbox as its controls see it. */
export interface Controlled {
  readonly regions: Regions;
  /** The CA to trust, as PEM. */
  readonly ca: string | undefined;
  /** By the machine's clock. */
  readonly startTime: Date;
  /** Of the control listener, without a trailing slash. */
  readonly url: () => string;
}

/** A control that was asked for, with what was sent held against its schemas. */
export interface ControlCall {
  readonly sandbox: Controlled;
  /** Decoded parameters of the path: account, fault, user, client, snapshot. */
  readonly params: Readonly<Record<string, string>>;
  /** Follows the operation's query schema. */
  readonly query: unknown;
  /** Follows the operation's body schema; `{}` where a body may be left out and was. */
  readonly body: unknown;
  /** The account of the path. @throws ControlRefusal not_found */
  readonly homed: () => Homed;
  /** Aborted when the caller goes away. */
  readonly signal: AbortSignal;
}

/** Carries a control out, and returns the body of the answer. @throws ControlRefusal */
export type ControlHandler = (call: ControlCall) => object | undefined | Promise<object | undefined>;
/** Of one tag, or of all. */
export type ControlHandlers = Readonly<Partial<Record<ControlOperationId, ControlHandler>>>;
export type AllControlHandlers = Required<ControlHandlers>;
