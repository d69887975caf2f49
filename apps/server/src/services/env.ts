import type { Programme, WorkCalendar } from '@huanzhi/registry';
import type { DocumentReader } from '../document-reader/document-reader.ts';
import type { Store } from '../store/index.ts';
import type { GatewayHandle } from './monitoring/gateway/handle.ts';
import type { OrgIndex } from './org-names.ts';

/** Sizes in bytes that an upload may have. */
export interface UploadLimits {
  /** One plan document. */
  plan: number;
  /** One piece of evidence. */
  evidence: number;
  /** One table to be imported. */
  table: number;
}

/**
 * What hardly changes and every page needs. One process serves a database (the store sees to it), so what
 * is kept here is true until that process changes it.
 */
export interface Kept {
  orgs: Promise<OrgIndex> | null;
  names: Promise<(id: string) => string> | null;
}

/** What every service works with. Nothing here is global, so that tests build their own. */
export interface Env {
  store: Store;
  /** The time; tests set it. */
  clock: () => Date;
  /** By id of the definition. */
  programmes: ReadonlyMap<string, Programme>;
  calendar: WorkCalendar;
  limits: UploadLimits;
  reader: DocumentReader;
  kept: Kept;
  /** The data folder was filled with the sample district. */
  sample: boolean;
  /** The instrument gateway of this process; null or absent while it is off. */
  gateway?: GatewayHandle | null;
}

/** Local day (Asia/Shanghai, no summer time) of an instant. */
export function localDay(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** Call it after organisations or accounts have changed, and again when the transaction is over. */
export function forgetPeople(env: Env): void {
  env.kept.orgs = null;
  env.kept.names = null;
}
