import { qnOf } from './device-time.ts';
import type { SegmentInput } from './encode.ts';
import { type Request, type RequestTarget, requestSegment, timeCalibration } from './requests.ts';
import type { Segment } from './segment.ts';

/** How long to wait and how often to send again (HJ 212-2017 Table 1: 10 s and 3 times for wireless lines). */
export interface Patience {
  /** Milliseconds until an unanswered request is sent again. */
  answer: number;
  resends: number;
  /** Milliseconds after the last sign of the device until an accepted request counts as not carried out. */
  execution: number;
}

export const standardPatience: Patience = { answer: 10_000, resends: 3, execution: 120_000 };

/** How a request ended. `code` is QnRtn of 9011 or ExeRtn of 9012 (1.8 of the standard's Appendix). */
export type RequestOutcome =
  | { kind: 'done'; code: 1 }
  | { kind: 'no-data'; code: 100 }
  | { kind: 'refused'; code: number | null }
  | { kind: 'failed'; code: number | null }
  | { kind: 'no-answer' }
  | { kind: 'no-result' };

interface Running {
  id: string;
  qn: string;
  request: Request;
  phase: 'asked' | 'accepted';
  /** When it was sent last, or when the device showed itself last after accepting. */
  since: number;
  sent: number;
}

/** One conversation with one device; a value, never changed in place. */
export interface Conversation {
  target: RequestTarget;
  patience: Patience;
  running: Running | null;
  waiting: readonly { id: string; request: Request }[];
  lastQn: number;
}

/** What happens to a conversation. `at` is milliseconds since 1970 UTC. */
export type ConversationEvent =
  | { type: 'ask'; id: string; request: Request; at: number }
  | { type: 'received'; segment: Segment; at: number }
  | { type: 'time'; at: number };

/** What the owner of the conversation has to do. */
export type ConversationEffect =
  | { type: 'send'; packet: SegmentInput }
  | { type: 'ended'; id: string; outcome: RequestOutcome };

/** The next value of a conversation and what to do now. */
export interface ConversationStep {
  conversation: Conversation;
  effects: ConversationEffect[];
}

/** A conversation in which nothing was said yet. */
export function newConversation(target: RequestTarget, patience: Patience = standardPatience): Conversation {
  return { target, patience, running: null, waiting: [], lastQn: 0 };
}

/** When `{ type: 'time' }` is due next (ms), or null when nothing is waited for. */
export function nextDeadline(conversation: Conversation): number | null {
  const { running, patience } = conversation;
  if (running === null) return null;
  return running.since + (running.phase === 'asked' ? patience.answer : patience.execution);
}

/**
 * The whole behaviour of the upper computer towards one device: requests one after the other, each with 9011 and
 * 9012, sent again with the same QN when unanswered, and the clock set when the device asks for it (1013). Pure:
 * it has no clock and sends nothing itself. Answers are matched by QN and CN alone, since devices send other
 * system codes and flags than the standard prints.
 */
export function converse(conversation: Conversation, event: ConversationEvent): ConversationStep {
  switch (event.type) {
    case 'ask':
      return begin(
        {
          ...conversation,
          waiting: [...conversation.waiting, { id: event.id, request: event.request }],
        },
        event.at,
      );
    case 'received':
      return receive(conversation, event.segment, event.at);
    case 'time':
      return passTime(conversation, event.at);
  }
}

/** Sends the next waiting request when none is running. */
function begin(conversation: Conversation, at: number): ConversationStep {
  const [next, ...waiting] = conversation.waiting;
  if (conversation.running !== null || next === undefined) return { conversation, effects: [] };
  // Two requests within one millisecond still need two QNs.
  const time = Math.max(at, conversation.lastQn + 1);
  const qn = qnOf(time);
  const running: Running = { ...next, qn, phase: 'asked', since: at, sent: 1 };
  return {
    conversation: { ...conversation, running, waiting, lastQn: time },
    effects: [{ type: 'send', packet: requestSegment(conversation.target, next.request, qn, at) }],
  };
}

function end(conversation: Conversation, outcome: RequestOutcome, at: number): ConversationStep {
  const { running } = conversation;
  if (running === null) return { conversation, effects: [] };
  const next = begin({ ...conversation, running: null }, at);
  return { ...next, effects: [{ type: 'ended', id: running.id, outcome }, ...next.effects] };
}

function receive(conversation: Conversation, segment: Segment, at: number): ConversationStep {
  const { running } = conversation;
  if (segment.header.cn === '1013') {
    const asked = [running, ...conversation.waiting].some((one) => one?.request.cn === timeCalibration.cn);
    if (asked) return { conversation, effects: [] };
    return converse(conversation, { type: 'ask', id: '1013', request: timeCalibration, at });
  }
  if (running === null) return { conversation, effects: [] };
  const touched = { ...conversation, running: { ...running, since: at } };
  if (segment.header.cn !== '9011' && segment.header.cn !== '9012') {
    // Data on the way shows that the device is at work; in phase `asked` only its answer counts.
    return { conversation: running.phase === 'accepted' ? touched : conversation, effects: [] };
  }
  if (qnAnswered(segment) !== running.qn) return { conversation, effects: [] };
  if (segment.header.cn === '9011') {
    const code = returnCode(segment, 'QnRtn');
    if (code !== 1) return end(conversation, { kind: 'refused', code }, at);
    return {
      conversation: { ...touched, running: { ...touched.running, phase: 'accepted' } },
      effects: [],
    };
  }
  const code = returnCode(segment, 'ExeRtn');
  if (code === 1) return end(conversation, { kind: 'done', code }, at);
  if (code === 100) return end(conversation, { kind: 'no-data', code }, at);
  return end(conversation, { kind: 'failed', code }, at);
}

function passTime(conversation: Conversation, at: number): ConversationStep {
  const { running, patience } = conversation;
  const deadline = nextDeadline(conversation);
  if (running === null || deadline === null || at < deadline) return { conversation, effects: [] };
  if (running.phase === 'accepted') return end(conversation, { kind: 'no-result' }, at);
  if (running.sent > patience.resends) return end(conversation, { kind: 'no-answer' }, at);
  return {
    conversation: { ...conversation, running: { ...running, since: at, sent: running.sent + 1 } },
    effects: [{ type: 'send', packet: requestSegment(conversation.target, running.request, running.qn, at) }],
  };
}

/** 2017 and 2025 repeat QN in the header, 2005 in the data area. */
function qnAnswered(segment: Segment): string | null {
  return segment.params.find(([key]) => key === 'QN')?.[1] ?? segment.header.qn;
}

function returnCode(segment: Segment, key: 'QnRtn' | 'ExeRtn'): number | null {
  const text = segment.params.find(([name]) => name === key)?.[1];
  return text !== undefined && /^\d{1,3}$/.test(text) ? Number(text) : null;
}
