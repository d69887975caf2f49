import { useState } from 'react';
import type { MeasurementImport } from './queries.ts';

/** What a person said of hours and sites since the last check. */
export interface Draft {
  hourLabel: MeasurementImport['hourLabel'];
  /** By name in the file: number of a site, `new-air`, `new-section`, or empty while nothing is chosen. */
  choices: Record<string, string>;
  /** The verdicts on the page do not rest on it yet. */
  changed: boolean;
  setHourLabel: (hourLabel: MeasurementImport['hourLabel']) => void;
  choose: (name: string, choice: string) => void;
  /** Forgets it: the server knows it now. */
  clear: () => void;
}

/** Keeps the answers about hours and sites until they are checked. */
export function useDraft(data: MeasurementImport): Draft {
  const [label, setLabel] = useState<MeasurementImport['hourLabel'] | null>(null);
  const [choices, setChoices] = useState<Record<string, string>>({});
  const hourLabel = label ?? data.hourLabel;
  const siteOf = new Map(data.sites.map(({ name, siteId }) => [name, String(siteId)]));
  return {
    hourLabel,
    choices,
    changed:
      hourLabel !== data.hourLabel ||
      Object.entries(choices).some(([name, choice]) => choice !== '' && choice !== siteOf.get(name)),
    setHourLabel: setLabel,
    choose: (name, choice) => setChoices({ ...choices, [name]: choice }),
    clear: () => {
      setLabel(null);
      setChoices({});
    },
  };
}
