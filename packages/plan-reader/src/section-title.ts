import type { SectionKind } from './types.ts';

/** A first sentence up to this length that has text behind it is a run-in heading. */
const RUN_IN_MAX = 32;
/** A heading line without a full stop is a title up to this length. */
const LINE_MAX = 70;
/** An unnumbered first sentence up to this length is the title whole. */
const SENTENCE_MAX = 40;
const NUMBERED_SENTENCE_MAX = 100;
const CLAUSE_MIN = 14;

/** A clause that only sets the scene: the title needs the next one too. */
const SCENE = /^(?:按照|根据|围绕|聚焦|以|结合|对照|在|依托|为|通过|针对|坚持|立足|紧扣)/u;

export interface ReadTitle {
  kind: SectionKind;
  /** Length of the title in cleaned characters from the beginning of the text. */
  length: number;
  /** Where the body begins, behind the mark that ends the title. */
  bodyStart: number;
}

/**
 * Finds the heading in the text of a numbered or task paragraph.
 * @param text cleaned text behind the number
 * @param numbered whether a number stands in front
 * @returns how the heading is set (own line, run-in, or no heading: then the first sentence or clause)
 */
export function readTitle(text: string, numbered: boolean): ReadTitle {
  const stop = text.search(/[。;]/u);
  const colon = text.search(/:/u);
  const bare = text.replace(/[:。;,]+$/u, '');
  if (numbered && colon > 0 && colon <= RUN_IN_MAX && colon < text.length - 1) {
    const head = text.slice(0, colon);
    if ((stop < 0 || colon < stop) && !/[,“《]/u.test(head) && text.length > colon + 12) {
      return { kind: 'run-in', length: colon, bodyStart: colon + 1 };
    }
  }
  if (stop < 0 || stop === text.length - 1) {
    if (numbered && bare.length <= LINE_MAX && (stop < 0 || bare.length <= RUN_IN_MAX)) {
      return { kind: stop < 0 ? 'line' : 'run-in', length: bare.length, bodyStart: text.length };
    }
  }
  const sentence = stop < 0 ? bare.length : stop;
  if (sentence <= RUN_IN_MAX && stop >= 0 && stop < text.length - 1) {
    return { kind: 'run-in', length: sentence, bodyStart: sentence + 1 };
  }
  if (sentence <= (numbered ? NUMBERED_SENTENCE_MAX : SENTENCE_MAX)) {
    return { kind: 'sentence', length: sentence, bodyStart: 0 };
  }
  return { kind: 'sentence', length: clauseLength(text.slice(0, sentence)), bodyStart: 0 };
}

function clauseLength(sentence: string): number {
  let from = 0;
  while (from < sentence.length) {
    const comma = sentence.indexOf(',', from);
    if (comma < 0) return sentence.length;
    const scene = SCENE.test(sentence) && comma < CLAUSE_MIN;
    if (comma >= 6 && !scene) return comma;
    from = comma + 1;
  }
  return sentence.length;
}
