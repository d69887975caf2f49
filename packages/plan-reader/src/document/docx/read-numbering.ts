import type { DocumentLimits } from '../document-limits.ts';
import type { ListDefinition, ListInstance, NumberingModel, NumberLevel } from './numbering.ts';
import { type AttributeOf, parsePart } from './parse-part.ts';
import type { ZipArchive } from './zip-archive.ts';

function integer(text: string | undefined): number | undefined {
  const value = Number.parseInt(text ?? '', 10);
  return Number.isNaN(value) ? undefined : value;
}

function newLevel(): NumberLevel {
  return { start: 1, format: 'decimal', text: '', suffix: 'tab', legal: false };
}

function setLevel(level: NumberLevel, name: string, attribute: AttributeOf): void {
  const value = attribute('val');
  switch (name) {
    case 'start':
      level.start = integer(value) ?? 1;
      break;
    case 'numFmt':
      level.format = value ?? 'decimal';
      break;
    case 'lvlText':
      level.text = value ?? '';
      break;
    case 'suff':
      level.suffix = value === 'nothing' || value === 'space' ? value : 'tab';
      break;
    case 'isLgl':
      level.legal = value === undefined || !/^(?:0|false|off)$/u.test(value);
      break;
    case 'lvlRestart': {
      const after = integer(value);
      if (after !== undefined) level.restartAfter = after;
      break;
    }
    case 'pStyle':
      if (value !== undefined) level.style = value;
      break;
  }
}

/**
 * Reads the list definitions of a docx (`numbering.xml`) into a model.
 *
 * @throws DocumentError `broken-xml`, and the errors of `unpack`.
 */
export function readNumbering(
  zip: ZipArchive,
  part: string,
  limits: DocumentLimits,
  model: NumberingModel,
): void {
  let definition: ListDefinition | undefined;
  let instance: ListInstance | undefined;
  let level: NumberLevel | undefined;
  let overridden = 0;
  let fallback = 0;
  parsePart(zip, part, limits, {
    open(name, attribute) {
      // A number format of a newer Word stands in a choice; its fallback would overwrite it.
      if (name === 'mc:Fallback') fallback += 1;
      if (fallback > 0) return;
      if (level !== undefined) {
        setLevel(level, name, attribute);
      } else if (name === 'abstractNum') {
        definition = { levels: new Map() };
        model.definitions.set(attribute('abstractNumId') ?? '', definition);
      } else if (name === 'num') {
        instance = { definition: '', starts: new Map(), levels: new Map() };
        model.instances.set(attribute('numId') ?? '', instance);
      } else if (name === 'lvl') {
        level = newLevel();
        (instance ?? definition)?.levels.set(integer(attribute('ilvl')) ?? 0, level);
      } else if (name === 'numStyleLink' && definition !== undefined) {
        definition.styleLink = attribute('val') ?? '';
      } else if (name === 'abstractNumId' && instance !== undefined) {
        instance.definition = attribute('val') ?? '';
      } else if (name === 'lvlOverride') {
        overridden = integer(attribute('ilvl')) ?? 0;
      } else if (name === 'startOverride') {
        instance?.starts.set(overridden, integer(attribute('val')) ?? 1);
      }
    },
    close(name) {
      if (name === 'mc:Fallback') fallback -= 1;
      if (name === 'lvl') level = undefined;
      else if (name === 'abstractNum') definition = undefined;
      else if (name === 'num') instance = undefined;
    },
  });
}

/**
 * Reads the paragraph and numbering styles of a docx (`styles.xml`) into a model.
 *
 * @throws DocumentError `broken-xml`, and the errors of `unpack`.
 */
export function readStyles(
  zip: ZipArchive,
  part: string,
  limits: DocumentLimits,
  model: NumberingModel,
): void {
  let current: { name: string; basedOn?: string; numId?: string; level?: number } | undefined;
  let changes = 0;
  parsePart(zip, part, limits, {
    open(name, attribute) {
      if (name === 'pPrChange') changes += 1;
      if (changes > 0) return;
      const value = attribute('val');
      if (name === 'style') {
        const id = attribute('styleId') ?? '';
        current = { name: '' };
        model.styles.set(id, current);
        const isDefault = /^(?:1|true|on)$/u.test(attribute('default') ?? '');
        if (isDefault && attribute('type') === 'paragraph') model.defaultStyle = id;
      } else if (current !== undefined && value !== undefined) {
        if (name === 'name') current.name = value;
        else if (name === 'basedOn') current.basedOn = value;
        else if (name === 'numId') current.numId = value;
        else if (name === 'ilvl') current.level = integer(value) ?? 0;
      }
    },
    close(name) {
      if (name === 'pPrChange') changes -= 1;
      if (name === 'style') current = undefined;
    },
  });
}
