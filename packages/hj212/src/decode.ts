import {
  type FrameFault,
  FrameReader,
  type FrameReaderOptions,
  type FrameRepair,
  type RawFrame,
} from './frame-reader.ts';
import { parseSegment } from './parse-segment.ts';
import type { Segment, SegmentRepair } from './segment.ts';

export type Repair = FrameRepair | SegmentRepair;

/** The three outcomes of a frame. `raw` is always the bytes as they came. */
export type Decoded =
  | { outcome: 'accepted'; repairs: []; segment: Segment; raw: Uint8Array }
  | { outcome: 'repaired'; repairs: Repair[]; segment: Segment; raw: Uint8Array }
  | {
      outcome: 'quarantined';
      reason: FrameFault | 'no-cp' | 'no-command' | 'no-fields';
      detail: string;
      raw: Uint8Array;
    };

/** Decides a frame that a {@link FrameReader} has cut out. */
export function decodeFrame(frame: RawFrame): Decoded {
  if (!frame.ok)
    return { outcome: 'quarantined', reason: frame.fault, detail: frame.detail, raw: frame.bytes };
  const parsed = parseSegment(frame.segment);
  if (!parsed.ok)
    return { outcome: 'quarantined', reason: parsed.reason, detail: parsed.detail, raw: frame.bytes };
  const repairs = [...frame.repairs, ...parsed.repairs];
  return repairs.length === 0
    ? { outcome: 'accepted', repairs: [], segment: parsed.segment, raw: frame.bytes }
    : { outcome: 'repaired', repairs, segment: parsed.segment, raw: frame.bytes };
}

/** Decodes a whole recording: every frame and every piece that is none, in order. */
export function decodeAll(bytes: Uint8Array, options: FrameReaderOptions = {}): Decoded[] {
  const reader = new FrameReader(options);
  return [...reader.push(bytes), ...reader.end()].map(decodeFrame);
}
