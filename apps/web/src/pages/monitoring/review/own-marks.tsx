import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { formatDay, formatExact, formatInstant, formatNumber, today } from '../../../lib/format.ts';
import { useUrlQuery } from '../../../lib/url-query.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { useTitle } from '../../../lib/use-title.ts';
import { Crumbs, PageHead, Panel } from '../../../ui/page-head.tsx';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import { ErrorNotice, Failed, Loading, Notice, State } from '../../../ui/states.tsx';
import { hoursText } from './hours.ts';
import { type OwnMarks, ownMarksQuery } from './queries.ts';
import { useReviewTexts } from './texts.ts';

const allHours = Array.from({ length: 24 }, (_, index) => index + 1);

/** What an enterprise does here: see the hours of its outlets and mark them before the closing hour. */
export function OwnMarksPage() {
  const t = useReviewTexts();
  const { language } = useLocal();
  const [url, change] = useUrlQuery();
  const day = url.day ?? today();
  const { data, error, refetch } = useQuery(ownMarksQuery(day));
  const title = t.ownTitle(formatDay(day, language));
  useTitle(title);
  return (
    <>
      <Crumbs items={[{ text: t.monitoring }, { text: t.nav }]} />
      <PageHead
        title={title}
        line={data && (data.open ? t.ownOpen : t.ownClosed)(formatInstant(data.closesAt, language))}
        actions={
          <input
            type="date"
            className="inp dr-day"
            aria-label={t.day}
            value={day}
            max={today()}
            onChange={(event) => event.target.value && change({ day: event.target.value })}
          />
        }
      />
      {error && <Failed error={error} what={t.nav} retry={() => refetch()} />}
      {!data && !error && <Loading lines={6} />}
      {data?.outlets.length === 0 && <State icon="list" title={t.noOutlets} />}
      {data?.outlets.map((outlet) => (
        <OutletMarks key={outlet.id} data={data} outlet={outlet} />
      ))}
    </>
  );
}

function OutletMarks({ data, outlet }: { data: OwnMarks; outlet: OwnMarks['outlets'][number] }) {
  const t = useReviewTexts();
  const { local } = useLocal();
  const client = useQueryClient();
  const done = () => client.invalidateQueries({ queryKey: ['own-marks'] });
  const remove = useMutation({
    mutationFn: (id: string) => call('removeOwnMark', { params: { id } }),
    onSuccess: done,
  });
  const name = (factor: string | null) =>
    factor === null ? t.allFactors : local(outlet.series.find((one) => one.factor === factor)?.name);
  return (
    <div className="mt12">
      <Panel title={outlet.name} note={outlet.code}>
        <div className="table-scroll" {...scrollRegion(outlet.name)}>
          <table className="tb num">
            <thead>
              <tr>
                <th scope="col">{t.factor}</th>
                {allHours.map((hour) => (
                  <th key={hour} scope="col" className="r">
                    {String(hour).padStart(2, '0')}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {outlet.series.map((series) => (
                <tr key={series.factor}>
                  <th scope="row" className="nw">
                    {local(series.name)}{' '}
                    <small className="t3">{series.unit === '1' ? '' : series.unit}</small>
                  </th>
                  {allHours.map((hour) => {
                    const value = series.values[hour - 1] ?? null;
                    const mark = series.marks[hour - 1] ?? '-';
                    return (
                      <td key={hour} className="r nw">
                        {value === null ? '—' : formatNumber(value)}
                        {mark !== 'N' && mark !== '-' && <small className="code"> {mark}</small>}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <div className="in">
          {outlet.marks.length === 0 && <p className="s t3">{t.noMarks}</p>}
          <ul>
            {outlet.marks.map((mark) => (
              <li key={mark.id} className="dr-proposal">
                <span>
                  <b>{mark.mark}</b>　{name(mark.factor)} {t.hours(hoursText(mark.hours))}　{mark.note}{' '}
                  <small className="t3 num">{formatExact(mark.markedAt)}</small>
                </span>
                {data.open && (
                  <button
                    type="button"
                    className="btn sm txt"
                    disabled={remove.isPending}
                    onClick={() => remove.mutate(mark.id)}
                  >
                    {t.removeMark}
                  </button>
                )}
              </li>
            ))}
          </ul>
          {remove.error && <ErrorNotice error={remove.error} />}
          {data.open && <MarkForm data={data} outlet={outlet} done={done} />}
          {data.ruleMark !== 'verified' && <p className="s t3 mt8">{t.ruleMark}</p>}
        </div>
      </Panel>
    </div>
  );
}

function MarkForm({
  data,
  outlet,
  done,
}: {
  data: OwnMarks;
  outlet: OwnMarks['outlets'][number];
  done: () => void;
}) {
  const t = useReviewTexts();
  const { local } = useLocal();
  const [factor, setFactor] = useState('');
  const [mark, setMark] = useState(data.vocabulary[0]?.name ?? '');
  const [from, setFrom] = useState(1);
  const [to, setTo] = useState(1);
  const [note, setNote] = useState('');
  const add = useMutation({
    mutationFn: () =>
      call('addOwnMark', {
        body: {
          day: data.day,
          siteId: outlet.id,
          factor: factor || null,
          hours: allHours.filter((hour) => hour >= from && hour <= to),
          mark,
          note,
        },
      }),
    onSuccess: () => {
      setNote('');
      done();
    },
  });
  const hourChoice = (value: number, set: (hour: number) => void, label: string) => (
    <label className="field">
      {label}
      <select className="inp" value={value} onChange={(event) => set(Number(event.target.value))}>
        {allHours.map((hour) => (
          <option key={hour} value={hour}>
            {t.hours(String(hour).padStart(2, '0'))}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <form
      className="row w mt12 dr-mark"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate();
      }}
    >
      <label className="field">
        {t.factor}
        <select className="inp" value={factor} onChange={(event) => setFactor(event.target.value)}>
          <option value="">{t.allFactors}</option>
          {outlet.series.map((one) => (
            <option key={one.factor} value={one.factor}>
              {local(one.name)}
            </option>
          ))}
        </select>
      </label>
      {hourChoice(
        from,
        (hour) => {
          setFrom(hour);
          if (hour > to) setTo(hour);
        },
        t.from,
      )}
      {hourChoice(Math.max(from, to), (hour) => setTo(Math.max(from, hour)), t.to)}
      <label className="field">
        {t.mark}
        <select className="inp" value={mark} onChange={(event) => setMark(event.target.value)}>
          {data.vocabulary.map((one) => (
            <option key={one.name} value={one.name}>
              {one.industries.length > 0 && one.scope === 'condition'
                ? `${one.name}（${one.industries.join('、')}）`
                : one.name}
            </option>
          ))}
        </select>
      </label>
      <label className="field sp">
        {t.note}
        <input
          className="inp"
          value={note}
          maxLength={1000}
          onChange={(event) => setNote(event.target.value)}
        />
      </label>
      <button type="submit" className="btn p" disabled={add.isPending}>
        {t.addMark}
      </button>
      {add.error && <ErrorNotice error={add.error} />}
      {add.isSuccess && !add.error && <Notice tone="b">{t.mark} ✓</Notice>}
    </form>
  );
}
