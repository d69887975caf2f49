import { numberText } from '../number-text.ts';

/** One level of a list definition (`w:lvl`). */
export interface NumberLevel {
  start: number;
  format: string;
  /** Text with places for numbers: `%1.%2`. */
  text: string;
  suffix: 'tab' | 'space' | 'nothing';
  /** Every place is printed in digits (`w:isLgl`). */
  legal: boolean;
  /** 1-based level whose appearance restarts this one; 0 never restarts; undefined: any higher level. */
  restartAfter?: number;
  /** The paragraph style bound to this level. */
  style?: string;
}

/** A list definition (`w:abstractNum`): its levels by index 0–8, or the style that holds them. */
export interface ListDefinition {
  levels: Map<number, NumberLevel>;
  styleLink?: string;
}

/** A use of a definition (`w:num`), with its own starts and levels. */
export interface ListInstance {
  definition: string;
  starts: Map<number, number>;
  levels: Map<number, NumberLevel>;
}

/** A paragraph style, as far as numbering and the table of contents need it. */
export interface ParagraphStyle {
  name: string;
  basedOn?: string;
  numId?: string;
  level?: number;
}

/** Everything that decides automatic numbers in a docx. */
export interface NumberingModel {
  definitions: Map<string, ListDefinition>;
  instances: Map<string, ListInstance>;
  styles: Map<string, ParagraphStyle>;
  defaultStyle?: string;
}

/** What a paragraph says about its own number. */
export interface ParagraphNumbering {
  style?: string | undefined;
  numId?: string | undefined;
  level?: number | undefined;
}

/** Styles may be based on one another; a chain longer than this is a loop. */
const MAX_STYLE_CHAIN = 20;
const BULLETS: Readonly<Record<string, string>> = {
  '\uf06e': '■',
  '\uf075': '◆',
  '\uf0fc': '✓',
  '\uf0d8': '➢',
};

/** Counts the lists of one document in text order, as Word does: uses of one definition share counters. */
export class NumberCounter {
  readonly #model: NumberingModel;
  readonly #counters = new Map<string, Map<number, number>>();
  readonly #started = new Set<string>();

  constructor(model: NumberingModel) {
    this.#model = model;
  }

  /**
   * Advances the list of a paragraph.
   *
   * @returns The number as printed with its separator (`一、`, `（二）`, `1. `), `''` for a paragraph
   * without a number.
   */
  next(paragraph: ParagraphNumbering): string {
    const place = this.#place(paragraph);
    if (place === undefined) return '';
    const { numId, level } = place;
    const instance = this.#model.instances.get(numId);
    const definition = instance && this.#definition(instance.definition);
    const levels = (index: number): NumberLevel | undefined =>
      instance?.levels.get(index) ?? definition?.levels.get(index);
    const own = levels(level);
    if (instance === undefined || own === undefined) return '';
    const counters = this.#countersOf(numId, instance, level);
    const start = instance.starts.get(level) ?? own.start;
    counters.set(level, (counters.get(level) ?? start - 1) + 1);
    for (const index of [...counters.keys()]) {
      if (index <= level) continue;
      const restartAfter = levels(index)?.restartAfter ?? index;
      if (restartAfter !== 0 && level < restartAfter) counters.delete(index);
    }
    return print(own, level, counters, levels);
  }

  #place({ style, numId, level }: ParagraphNumbering): { numId: string; level: number } | undefined {
    let fromStyle: { numId: string; level: number } | undefined;
    let styleId = style ?? this.#model.defaultStyle;
    for (let depth = 0; styleId !== undefined && depth < MAX_STYLE_CHAIN; depth += 1) {
      const found: ParagraphStyle | undefined = this.#model.styles.get(styleId);
      if (found?.numId !== undefined) {
        fromStyle = { numId: found.numId, level: found.level ?? this.#boundLevel(found.numId, styleId) ?? 0 };
        break;
      }
      styleId = found?.basedOn;
    }
    const id = numId ?? fromStyle?.numId;
    if (id === undefined || id === '0') return undefined;
    const bound = style === undefined || numId === undefined ? undefined : this.#boundLevel(numId, style);
    return { numId: id, level: level ?? (numId === undefined ? fromStyle?.level : bound) ?? 0 };
  }

  /** The level of a list that is bound to a paragraph style. */
  #boundLevel(numId: string, style: string): number | undefined {
    const instance = this.#model.instances.get(numId);
    const levels = instance && this.#definition(instance.definition)?.levels;
    return [...(levels ?? [])].find(([, level]) => level.style === style)?.[0];
  }

  /** A definition may point to a numbering style, whose own list holds the levels. */
  #definition(id: string): ListDefinition | undefined {
    const definition = this.#model.definitions.get(id);
    if (definition?.styleLink === undefined || definition.levels.size > 0) return definition;
    const numId = this.#model.styles.get(definition.styleLink)?.numId;
    const target = numId === undefined ? undefined : this.#model.instances.get(numId)?.definition;
    return target === undefined ? definition : this.#model.definitions.get(target);
  }

  #countersOf(numId: string, instance: ListInstance, level: number): Map<number, number> {
    const counters = this.#counters.get(instance.definition) ?? new Map<number, number>();
    this.#counters.set(instance.definition, counters);
    // A start of its own applies once, when the use first reaches that level.
    const key = `${numId}/${level}`;
    if (instance.starts.has(level) && !this.#started.has(key)) counters.delete(level);
    this.#started.add(key);
    return counters;
  }
}

function print(
  own: NumberLevel,
  level: number,
  counters: ReadonlyMap<number, number>,
  levels: (index: number) => NumberLevel | undefined,
): string {
  if (own.format === 'bullet') {
    const bullet = [...own.text][0] ?? '';
    if (bullet === '') return '';
    return /[\ue000-\uf8ff]/u.test(bullet) ? (BULLETS[bullet] ?? '●') : own.text;
  }
  const text = own.text.replace(/%([1-9])/gu, (_, digit: string) => {
    const index = Number(digit) - 1;
    const shown = levels(index);
    const value = counters.get(index) ?? shown?.start ?? 1;
    const format = shown?.format ?? 'decimal';
    return numberText(value, own.legal && index <= level && format !== 'none' ? 'decimal' : format);
  });
  // After 、）． the text follows at once, as in a typed heading; `1.` and `第一章` need a space.
  const closed = /[、，。．）］】：]$/u.test(text);
  return text === '' || closed || own.suffix === 'nothing' ? text : `${text} `;
}
