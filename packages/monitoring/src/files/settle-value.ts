import { factor } from '@huanzhi/standards';
import { type FileProblem, fileProblem } from './file-problem.ts';
import type { FileValue } from './file-row.ts';
import { doubt } from './plausible.ts';
import { type MeasuredPlace, powerBetween, shifted, usualUnit } from './units.ts';

/** How a site keeps a factor. */
export interface SiteUnit {
  /** Of the site's factor; null: the site does not have it yet, so it gets the usual unit. */
  unit: string | null;
  place: MeasuredPlace;
}

/**
 * The number that is stored for a value: in the unit of the site, checked for what cannot be.
 * @returns null for values without a number, else the number; or what is wrong
 */
export function settleValue(value: FileValue, site: SiteUnit): number | null | FileProblem {
  if (value.text === null) return null;
  const usual = usualUnit(value.factor, site.place);
  const kept = site.unit ?? usual;
  const from = value.unit ?? kept;
  const power = kept === null || from === null ? null : powerBetween(from, kept);
  const toUsual = usual === null || from === null ? null : powerBetween(from, usual);
  if (power === null)
    return unknownUnit(value.column, from ?? '', factor(value.factor)?.name ?? value.factor);
  const part = value.halved ? 0.5 : 1;
  const checked = doubt(
    value.factor,
    shifted(value.text, toUsual ?? power) * part,
    site.place,
    value.column,
    value.text,
  );
  // Zero has no sign in the store.
  return checked ?? shifted(value.text, power) * part + 0;
}

/** The fault of a unit that is unknown, or from which no way leads to the unit of the site. */
export function unknownUnit(column: string, found: string, name: string): FileProblem {
  return fileProblem(
    'unknown-unit',
    column,
    found,
    `${name}的单位“${found}”不认识或不能换算`,
    `The unit “${found}” of ${name} is unknown or cannot be converted`,
  );
}
