/** Water quality classes of GB 3838-2002, best first; `V_INFERIOR` (劣Ⅴ) meets no class. */
export const WATER_CLASSES = ['I', 'II', 'III', 'IV', 'V', 'V_INFERIOR'] as const;

/** One water quality class (GB 3838-2002 clause 3; 劣Ⅴ by 环办〔2011〕22号). */
export type WaterClass = (typeof WATER_CLASSES)[number];

/** Printed names of the classes. */
export const WATER_CLASS_LABELS: Readonly<Record<WaterClass, string>> = {
  I: 'Ⅰ',
  II: 'Ⅱ',
  III: 'Ⅲ',
  IV: 'Ⅳ',
  V: 'Ⅴ',
  V_INFERIOR: '劣Ⅴ',
};

/**
 * Rank of a class, 0 (Ⅰ) to 5 (劣Ⅴ).
 * Source: own utility, no standard.
 */
export function waterClassRank(cls: WaterClass): number {
  return WATER_CLASSES.indexOf(cls);
}

/** The worst of some classes; null for an empty list. Source: GB 3838-2002 clause 5.1 (单因子评价). */
export function worstClass(classes: Iterable<WaterClass>): WaterClass | null {
  let worst: WaterClass | null = null;
  for (const cls of classes) {
    if (worst === null || waterClassRank(cls) > waterClassRank(worst)) worst = cls;
  }
  return worst;
}

const BY_TEXT: Readonly<Record<string, WaterClass>> = {
  ...Object.fromEntries(WATER_CLASSES.map((cls) => [cls, cls])),
  ...Object.fromEntries(WATER_CLASSES.map((cls) => [WATER_CLASS_LABELS[cls], cls])),
  ...{ '1': 'I', '2': 'II', '3': 'III', '4': 'IV', '5': 'V', 劣V: 'V_INFERIOR', 劣5: 'V_INFERIOR' },
};

/**
 * Reads a class as people write it (`Ⅲ`, `III`, `3`, `Ⅲ类`, `劣Ⅴ`, `劣V类`); undefined when it is none.
 * Source: own utility, no standard; classes of GB 3838-2002 clause 3 (clause number recall), 劣Ⅴ of
 * 环办〔2011〕22号.
 */
export function parseWaterClass(text: string): WaterClass | undefined {
  const key = text.trim().replace(/类$/, '');
  return Object.hasOwn(BY_TEXT, key) ? BY_TEXT[key] : undefined;
}
