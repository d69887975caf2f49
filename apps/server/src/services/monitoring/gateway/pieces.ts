import type { Query } from '@huanzhi/contract';
import { factor } from '@huanzhi/standards';
import { listLogLines } from '../../../store/monitoring/gateway/conversation.queries.ts';
import {
  countOpen,
  findPiece,
  listPieces,
  newestOf,
  type QuarantinedPiece,
} from '../../../store/monitoring/gateway/quarantined.queries.ts';
import { listStations } from '../../../store/readings/stations.queries.ts';
import type { Env } from '../../env.ts';
import { AppError } from '../../errors.ts';
import { analyseCheck, guessSender } from './analyse.ts';
import { openSince } from './list-stations.ts';
import { maskBytes, maskText, secretSpans } from './mask.ts';

const sendersShown = 100;

function shownPiece({ raw, detail, ...piece }: QuarantinedPiece) {
  return { ...piece, detail: maskText(detail), size: raw.length };
}

/** Quarantined pieces without their bytes, newest first. */
export async function listGatewayPieces(env: Env, query: Query<'gatewayPieces'>) {
  const limit = query.limit ?? 50;
  const { open, mn, reason, before } = query;
  const items = await listPieces(env.store.db, {
    ...(mn === undefined ? {} : { mn }),
    ...(reason === undefined ? {} : { reason }),
    ...(before === undefined ? {} : { before }),
    open: open === '1',
    limit: limit + 1,
  });
  const shown = items.slice(0, limit);
  return { items: shown.map(shownPiece), next: items.length > limit ? (shown.at(-1)?.id ?? null) : null };
}

/** One piece with its bytes, secrets masked. @throws AppError `not-found` */
export async function readPiece(env: Env, id: string) {
  const piece = await findPiece(env.store.db, id);
  if (piece === undefined) throw new AppError('not-found');
  const check = analyseCheck(piece.raw);
  return {
    ...shownPiece(piece),
    parts: partsOf(piece.raw, check),
    hex: Buffer.from(maskBytes(piece.raw)).toString('hex'),
    check,
  };
}

type Part = { kind: 'head' | 'text' | 'secret' | 'check'; text: string; from: number; to: number };

/** The piece cut where a reader looks: head and length, secrets, check value, and the text between them. */
function partsOf(raw: Buffer, check: { from: number; to: number } | null): Part[] {
  const latin = raw.toString('latin1');
  const head = /^##\d{0,6}/.exec(latin)?.[0].length ?? 0;
  const marked: Omit<Part, 'text'>[] = [
    ...(head > 0 ? [{ kind: 'head' as const, from: 0, to: Math.min(head, 6) }] : []),
    ...secretSpans(latin).map((span) => ({ kind: 'secret' as const, ...span })),
    ...(check ? [{ kind: 'check' as const, from: check.from, to: check.to }] : []),
  ].sort((a, b) => a.from - b.from);
  const parts: Part[] = [];
  let at = 0;
  const plain = (to: number) => {
    if (to > at) parts.push({ kind: 'text', text: decode(raw.subarray(at, to)), from: at, to });
    at = Math.max(at, to);
  };
  for (const mark of marked) {
    if (mark.from < at) continue;
    plain(mark.from);
    const text = mark.kind === 'secret' ? '******' : decode(raw.subarray(mark.from, mark.to));
    parts.push({ ...mark, text });
    at = mark.to;
  }
  plain(raw.length);
  return parts;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** UTF-8 where it is, else one character a byte; control characters as their picture. */
function decode(bytes: Buffer): string {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    text = bytes.toString('latin1');
  }
  return [...text]
    .map((char) => {
      const code = char.charCodeAt(0);
      if (code < 0x20) return String.fromCharCode(0x2400 + code);
      return code >= 0x7f && code < 0xa0 ? '·' : char;
    })
    .join('');
}

/** Senders that are no registered instrument, the latest first, with a guess at their settings. */
export async function listSenders(env: Env) {
  const { db } = env.store;
  const reason = 'unknown-station';
  const [stations, open] = await Promise.all([
    listStations(db),
    countOpen(db, openSince(env.clock()), { reason }, 1_000),
  ]);
  const registered = new Set(stations.map((station) => station.mn));
  const unknown = open
    .flatMap(({ mn, ...count }) => (mn === null || mn === '' || registered.has(mn) ? [] : [{ mn, ...count }]))
    .slice(0, sendersShown);
  const mns = unknown.map(({ mn }) => mn);
  const newest = new Map((await newestOf(db, mns, reason)).map((piece) => [piece.mn, piece]));
  return {
    items: unknown.flatMap(({ mn, count, first, last }) => {
      const piece = newest.get(mn);
      if (piece === undefined) return [];
      const { factors, ...guess } = guessSender(piece.raw, piece.peer);
      const units = factors.map((code) => ({ code, unit: factor(code)?.unit ?? null }));
      return [{ mn, count, first, last, peer: piece.peer, guess: { ...guess, factors: units } }];
    }),
  };
}

/** What was said besides data, newest first; lines are masked when they are made. */
export async function readLog(env: Env, query: Query<'gatewayLog'>) {
  const limit = query.limit ?? 50;
  const { mn, before } = query;
  const items = await listLogLines(env.store.db, {
    ...(mn === undefined ? {} : { mn }),
    ...(before === undefined ? {} : { before }),
    limit: limit + 1,
  });
  const shown = items.slice(0, limit);
  return { items: shown, next: items.length > limit ? (shown.at(-1)?.id ?? null) : null };
}
