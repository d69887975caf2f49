import type { Programme, WorkCalendar } from '@huanzhi/registry';
import type { Store } from '../store/index.ts';

/** Sizes in bytes that an upload may have. */
export interface UploadLimits {
  /** One plan document. */
  plan: number;
  /** One piece of evidence. */
  evidence: number;
  /** One table to be imported. */
  table: number;
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
  /** The data folder was filled with the sample district. */
  sample: boolean;
}

/** Local day (Asia/Shanghai, no summer time) of an instant. */
export function localDay(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}
