import { formatDay, formatNumber } from '../../../lib/format.ts';
import { paths, withQuery } from '../../../lib/paths.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { A } from '../../../ui/link.tsx';
import { hoursText } from './hours.ts';
import type { Item } from './queries.ts';
import { useReviewTexts } from './texts.ts';
import type { Desk } from './use-desk.ts';
import { VerdictMark } from './verdict-mark.tsx';

/** The items of the day by site, and the way to any other series. */
export function ItemList({ desk }: { desk: Desk }) {
  const t = useReviewTexts();
  const { language } = useLocal();
  const { review, shown, day, onlyLeft } = desk;
  const sites = [...new Set(shown.map((item) => item.siteId))];
  const tab = (only: boolean, text: string) => (
    <A
      className={`chip q${onlyLeft === only ? ' on' : ''}`}
      href={withQuery(paths.dataReview, { day, show: only ? 'left' : undefined, item: desk.item?.id })}
      aria-current={onlyLeft === only ? 'true' : undefined}
    >
      {text}
    </A>
  );
  return (
    <section className="panel dr-list" aria-label={t.nav}>
      <header>
        <h2>{formatDay(day, language)}</h2>
        <span className="sp" />
        {tab(false, `${t.all} ${review?.items.length ?? 0}`)}
        {tab(true, `${t.left} ${review?.left ?? 0}`)}
      </header>
      {shown.length === 0 && <p className="in t3 s">{onlyLeft ? t.nothingLeft : t.nothing}</p>}
      {sites.map((id) => {
        const items = shown.filter((item) => item.siteId === id);
        return (
          <div key={id}>
            <h3>{items[0]?.siteName}</h3>
            <ul>
              {items.map((item) => (
                <li key={item.id}>
                  <ItemLink item={item} day={day} current={item.id === desk.item?.id} onlyLeft={onlyLeft} />
                </li>
              ))}
            </ul>
          </div>
        );
      })}
      <OtherSeries desk={desk} />
    </section>
  );
}

function ItemLink({
  item,
  day,
  current,
  onlyLeft,
}: {
  item: Item;
  day: string;
  current: boolean;
  onlyLeft: boolean;
}) {
  const t = useReviewTexts();
  const { local } = useLocal();
  const name = item.factors.length > 1 ? t.all : local(item.factorNames[0]);
  return (
    <A
      className="plain dr-item"
      href={withQuery(paths.dataReview, { day, item: item.id, show: onlyLeft ? 'left' : undefined })}
      aria-current={current ? 'true' : undefined}
    >
      <span>
        <b>{name}</b> {t.hours(hoursText(item.hours))}
      </span>
      <span className="num r">{item.value === null ? t.missing : formatNumber(item.value)}</span>
      <small className="t2">{item.kinds.map((kind) => t.flags[kind] ?? kind).join(t.separator)}</small>
      <VerdictMark verdict={item.verdict} />
    </A>
  );
}

function OtherSeries({ desk }: { desk: Desk }) {
  const t = useReviewTexts();
  const { local } = useLocal();
  const { subject, item, review } = desk;
  return (
    <label className="field dr-other">
      {t.otherSeries}
      <select
        className="inp"
        value={item === null && subject ? `${subject.siteId} ${subject.factors[0]}` : ''}
        onChange={(event) => {
          const [site = '', factor = ''] = event.target.value.split(' ');
          if (factor) desk.open(Number(site), factor);
        }}
      >
        <option value="">{t.choose}</option>
        {review?.sites
          .filter((site) => site.factors.length > 0)
          .map((site) => (
            <optgroup key={site.id} label={site.name}>
              {site.factors.map(({ factor, name }) => (
                <option key={factor} value={`${site.id} ${factor}`}>
                  {site.name} {local(name)}
                </option>
              ))}
            </optgroup>
          ))}
      </select>
    </label>
  );
}
