import { type CleanText, quote, rawSpan } from './clean-text.ts';
import type { FoundDeadline } from './deadlines.ts';
import type { Deadline } from './types.ts';

/** The reader's form of a deadline found in a cleaned text that begins at `base`. */
export function toDeadline(clean: CleanText, base: number, found: FoundDeadline): Deadline {
  const span = rawSpan(clean, base + found.start, base + found.end);
  return {
    text: quote(clean, base + found.start, base + found.end),
    kind: found.kind,
    date: found.date,
    start: found.from,
    end: found.to,
    recurrence: found.recurrence,
    offset: span[0],
    span,
    ...(found.stretch ? { stretch: true } : {}),
    ...(found.duration ? { duration: found.duration } : {}),
    ...(found.inferredYear ? { inferredYear: true } : {}),
    ...(found.optional ? { optional: true } : {}),
  };
}
