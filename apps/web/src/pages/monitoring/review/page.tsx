import { useEffect, useRef, useState } from 'react';
import { addressFor } from '../../../api/call.ts';
import { useMe } from '../../../app/session.ts';
import { formatDay, formatInstant, formatNumber, today } from '../../../lib/format.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { useTitle } from '../../../lib/use-title.ts';
import { Icon } from '../../../ui/icon.tsx';
import { Crumbs, PageHead } from '../../../ui/page-head.tsx';
import { ErrorNotice, Failed, Loading, State } from '../../../ui/states.tsx';
import { useKeys } from '../../plan-review/use-keys.ts';
import { HistoryDialog } from './history-dialog.tsx';
import { ItemList } from './item-list.tsx';
import { LockedPanel } from './locked-panel.tsx';
import { OwnMarksPage } from './own-marks.tsx';
import type { Review } from './queries.ts';
import { RatesPanel } from './rates-panel.tsx';
import './review.css';
import { SeriesPanel } from './series-panel.tsx';
import { useReviewTexts } from './texts.ts';
import { type Desk, useDesk } from './use-desk.ts';
import { VerdictPanel } from './verdict-panel.tsx';

/** 每日审核: the reviewer's desk; an enterprise marks its own hours here. */
export default function ReviewPage() {
  const me = useMe();
  return me.can.includes('data.review') ? <ReviewDesk /> : <OwnMarksPage />;
}

function ReviewDesk() {
  const t = useReviewTexts();
  const { local } = useLocal();
  const desk = useDesk();
  const { query, review, subject } = desk;
  const reason = useRef<HTMLInputElement>(null);
  const [history, setHistory] = useState(false);
  useDeskKeys(
    desk,
    () => reason.current?.focus(),
    () => subject && setHistory(true),
  );
  useTitle(t.nav);
  const site = review?.sites.find((one) => one.id === subject?.siteId);
  const factor =
    subject?.factors.length === 1
      ? site?.factors.find((one) => one.factor === subject.factors[0])
      : undefined;
  return (
    <div className="dr">
      <Crumbs items={[{ text: t.monitoring }, { text: t.data }, { text: t.nav }]} />
      <Head desk={desk} openHistory={() => setHistory(true)} />
      {query.error && <Failed error={query.error} what={t.nav} retry={() => query.refetch()} />}
      {query.isPending && <Loading lines={8} />}
      {review && (
        <>
          <div className="dr-columns">
            <ItemList desk={desk} />
            <div className="col g12 dr-middle">
              {subject ? (
                <SeriesPanel
                  key={`${subject.siteId} ${subject.factors.join()}`}
                  desk={desk}
                  subject={subject}
                />
              ) : (
                <section className="panel" aria-label={t.nothing}>
                  <State
                    icon="tick"
                    title={review.checkedAt === null ? t.unchecked(review.day) : t.nothing}
                  />
                </section>
              )}
            </div>
            <div className="col g12">
              {subject ? (
                <VerdictPanel desk={desk} subject={subject} reason={reason} />
              ) : (
                desk.error && <ErrorNotice error={desk.error} />
              )}
              <LockedPanel desk={desk} />
            </div>
          </div>
          <div className="mt12">
            <RatesPanel day={desk.day} />
          </div>
        </>
      )}
      <footer className="dr-keys">
        {t.keys.map(([key, does]) => (
          <span key={key}>
            {key.split(' ').map((one) => (
              <kbd className="kbd" key={one}>
                {one}
              </kbd>
            ))}{' '}
            {does}
          </span>
        ))}
      </footer>
      {history && subject && (
        <HistoryDialog
          day={desk.day}
          subject={subject}
          name={[site?.name, factor && local(factor.name)].filter(Boolean).join(' ')}
          close={() => setHistory(false)}
        />
      )}
    </div>
  );
}

function useDeskKeys(desk: Desk, focusReason: () => void, openHistory: () => void): void {
  const { draft, setDraft, subject, review } = desk;
  const open = review?.lockedAt === null;
  useKeys({
    j: () => desk.move(1),
    k: () => desk.move(-1),
    1: () => setDraft({ ...draft, verdict: 'V' }),
    2: () => setDraft({ ...draft, verdict: 'I' }),
    3: () => setDraft({ ...draft, verdict: 'Q' }),
    r: focusReason,
    h: openHistory,
    enter: () => {
      if (draft.verdict !== 'V' && draft.reason.trim() === '') focusReason();
      else if (!desk.busy) desk.judge.mutate();
    },
    'shift+j': () => {
      const next = (subject?.hours.at(-1) ?? 0) + 1;
      if (subject && next <= 24) desk.select([...subject.hours, next]);
    },
    'mod+z': () => {
      if (open && (review?.undoable ?? 0) > 0 && !desk.busy) desk.undo();
    },
  });
}

function Head({ desk, openHistory }: { desk: Desk; openHistory: () => void }) {
  const t = useReviewTexts();
  const { language } = useLocal();
  const { review, day } = desk;
  const shownDay = formatDay(day, language);
  const title =
    review === undefined
      ? t.nav
      : review.checkedAt === null
        ? t.unchecked(shownDay)
        : t.title(shownDay, review.items.length, review.left);
  return (
    <PageHead
      title={title}
      line={review && lineOf(review, t, language)}
      actions={
        <div className="dr-actions">
          {review && review.lockedAt === null && <Countdown until={review.closesAt} />}
          <input
            type="date"
            className="inp dr-day"
            aria-label={t.day}
            value={day}
            max={today()}
            onChange={(event) => event.target.value && desk.showDay(event.target.value)}
          />
          <button type="button" className="btn" disabled={!desk.subject} onClick={openHistory}>
            {t.history}
          </button>
          <a className="btn" href={addressFor('exportReviewDay', { query: { day } })} download>
            <Icon name="down" />
            {t.export}
          </a>
          {review && review.lockedAt === null && (
            <>
              <button type="button" className="btn" disabled={desk.busy} onClick={desk.check}>
                {t.check}
              </button>
              <button
                type="button"
                className="btn"
                disabled={desk.busy || review.undoable === 0}
                onClick={desk.undo}
              >
                {t.undo}
              </button>
              {review.canLock && (
                <button
                  type="button"
                  className="btn p"
                  disabled={desk.busy || review.checkedAt === null || review.left > 0 || review.marksOpen}
                  onClick={desk.lock}
                >
                  {t.lock}
                </button>
              )}
            </>
          )}
        </div>
      }
    />
  );
}

function lineOf(review: Review, t: ReturnType<typeof useReviewTexts>, language: 'zh' | 'en'): string {
  if (review.checkedAt === null) return t.uncheckedLine;
  const found = t.line(
    formatInstant(review.checkedAt, language),
    formatNumber(review.hours),
    formatNumber(review.flagged),
    review.items.length,
  );
  const lock =
    review.lockedAt === null
      ? t.marksClose
      : t.lockedLine(review.lockedBy ?? '', formatInstant(review.lockedAt, language));
  return `${found}${lock}`;
}

/** Time until enterprise marks close; nothing once they have. */
function Countdown({ until }: { until: string }) {
  const t = useReviewTexts();
  const { language } = useLocal();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  const minutes = Math.floor((Date.parse(until) - now) / 60_000);
  if (minutes < 0) return null;
  return (
    <span className="dr-count num">
      <b>{t.countdown(Math.floor(minutes / 60), String(minutes % 60).padStart(2, '0'))}</b>
      <small className="t3">{t.countdownNote(formatInstant(until, language))}</small>
    </span>
  );
}
