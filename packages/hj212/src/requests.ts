import { deviceTime } from './device-time.ts';
import type { SegmentInput } from './encode.ts';
import type { Edition, Segment } from './segment.ts';

/** The device that a request goes to. */
export interface RequestTarget {
  /** System code of the device, e.g. `32`; a request carries the real one (2017 §6.6). */
  st: string;
  mn: string;
  pw: string;
  edition: Edition;
}

/** A request without its QN, which the conversation gives. */
export interface Request {
  cn: string;
  params: [key: string, value: string][];
}

const versionBits = { '2005': 0, '2017': 4, '2025': 8 } as const;

/** 1012: set the device's clock. The time is written when the packet is sent, so it is right when sent again. */
export const timeCalibration: Request = { cn: '1012', params: [] };

/** 2051, 2061 or 2031: send the minutes, hours or days from `begin` to `end` (ms, both included). */
export function historyRequest(of: 'minute' | 'hour' | 'day', begin: number, end: number): Request {
  return {
    cn: { minute: '2051', hour: '2061', day: '2031' }[of],
    params: [
      ['BeginTime', deviceTime(begin)],
      ['EndTime', deviceTime(end)],
    ],
  };
}

/** 1000: how long the device waits for an answer (1–99 s) and how often it sends again (1–99). */
export function setTimeouts(seconds: number, resends: number): Request {
  return {
    cn: '1000',
    params: [
      ['OverTime', String(seconds)],
      ['ReCount', String(resends)],
    ],
  };
}

/**
 * The packet of a request: real ST, answer wanted, version bits of the device's edition.
 * @param at when it is sent (ms); written as `SystemTime` in 1012
 */
export function requestSegment(
  target: RequestTarget,
  request: Request,
  qn: string,
  at: number,
): SegmentInput {
  return {
    qn,
    st: target.st,
    cn: request.cn,
    pw: target.pw,
    mn: target.mn,
    flag: versionBits[target.edition] | 1,
    params: request.cn === '1012' ? [...request.params, ['SystemTime', deviceTime(at)]] : request.params,
  };
}

/**
 * Uploads that are notifications and get a 9013: time calibration wanted (1013), alarm (2072, 2005 only). For the
 * heartbeat of 2025 (9015) 9013 is from a single source.
 */
const notifications = new Set(['1013', '2072', '9015', '9021', '9051']);
const answers = new Set(['9011', '9012', '9013', '9014']);

/**
 * Which answer an upload must get once it is stored: 9014 for data, 9013 for a notification, null when it wants
 * none or is an answer itself.
 */
export function answerWanted(segment: Segment): '9013' | '9014' | null {
  const { cn } = segment.header;
  if (!segment.wantsAnswer || cn === null || answers.has(cn)) return null;
  return notifications.has(cn) ? '9013' : '9014';
}
