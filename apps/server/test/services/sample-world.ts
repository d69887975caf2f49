import { programmes } from '@huanzhi/programs';
import { chinaHolidays, createCalendar } from '@huanzhi/standards';
import { defaultLimits } from '../../src/config.ts';
import { DocumentReader } from '../../src/document-reader/document-reader.ts';
import type { Env } from '../../src/services/env.ts';
import { freshStore } from '../store/fresh-database.ts';

/** Services over a fresh, empty database with a clock that the test sets. */
export interface SampleWorld {
  env: Env;
  setTime: (at: string) => void;
}

/** Opens it. */
export async function makeSampleWorld(): Promise<SampleWorld> {
  const { store } = await freshStore();
  let now = new Date();
  const env: Env = {
    store,
    clock: () => now,
    programmes: new Map(programmes.map((one) => [one.definition.id, one])),
    calendar: createCalendar(chinaHolidays),
    limits: defaultLimits,
    reader: new DocumentReader(),
    kept: { orgs: null, names: null },
    sample: true,
  };
  return {
    env,
    setTime: (at) => {
      now = new Date(at);
    },
  };
}
