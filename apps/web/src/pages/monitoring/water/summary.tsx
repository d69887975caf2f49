import { paths } from '../../../lib/paths.ts';
import { Light } from '../../../ui/light.tsx';
import { A } from '../../../ui/link.tsx';
import { Panel } from '../../../ui/page-head.tsx';
import { classes, numeral } from './class-mark.tsx';
import type { WaterYear } from './queries.ts';
import { useWaterTexts } from './texts.ts';

/** Headroom in sections, shares by month, and what is over target. */
export function Summary({ year }: { year: WaterYear }) {
  return (
    <div className="wq-three">
      <HeadroomPanel year={year} />
      <SharePanel year={year} />
      <OverPanel year={year} />
    </div>
  );
}

function HeadroomPanel({ year }: { year: WaterYear }) {
  const texts = useWaterTexts();
  const { headroom, cumulative, settings } = year;
  const near = year.sections.flatMap((section) =>
    section.assessed ? section.cumulative.near.map((item) => ({ section, item })) : [],
  );
  const counts = classes.flatMap((cls) => {
    const count = cumulative.classes[cls] ?? 0;
    return count > 0 ? [{ cls, count }] : [];
  });
  return (
    <Panel title={headroom === null ? texts.noShare : texts.headroom(headroom.spare)}>
      <div className="in">
        <p className="row w num">
          <b style={{ fontSize: 22, lineHeight: '28px' }}>
            {cumulative.text === null ? texts.noValue : `${cumulative.text}%`}
          </b>
          <small className="t3">
            {texts.good} {cumulative.good} ÷ {cumulative.of}
          </small>
          {headroom !== null && (
            <Light
              kind={headroom.spare >= 0 ? 'green' : 'red'}
              word={headroom.spare >= 0 ? texts.reach : texts.miss}
            />
          )}
        </p>
        <div
          className="wq-bar mt4"
          role="img"
          aria-label={counts.map(({ cls, count }) => `${numeral(cls)} ${count}`).join('，') || texts.noValue}
        >
          {counts.flatMap(({ cls, count }) =>
            Array.from({ length: count }, (_, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the swatches have no identity
              <i key={`${cls}${index + 1}`} className={`wq-${cls}`} />
            )),
          )}
        </div>
        <p className="s t2 num mt4">
          {counts.map(({ cls, count }) => `${numeral(cls)} ${count}`).join('　')}
          {headroom !== null && `　${texts.required(headroom.required, headroom.share)}`}
        </p>
        <p className="s t2 mt8">
          <b>{texts.near(new Set(near.map(({ section }) => section.id)).size, settings.nearPercent)}</b>
        </p>
        <ul className="s">
          {near.slice(0, 4).map(({ section, item }) => (
            <li key={`${section.id}${item.key}`}>
              <A href={paths.section(section.id)}>{section.name}</A>{' '}
              {texts.nearItem(item.name, item.text, item.limit)}
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  );
}

function SharePanel({ year }: { year: WaterYear }) {
  const texts = useWaterTexts();
  const { monthOnMonth, yearOnYear } = year.overall;
  const shown = year.series.filter((point) => point.single !== null);
  const changed = (one: typeof monthOnMonth) =>
    one === null ? texts.noBefore : texts.changed(one.word, one.text);
  return (
    <Panel title={texts.shareTable}>
      <table className="tb num">
        <thead>
          <tr>
            <th scope="col">{texts.monthOf}</th>
            <th scope="col" className="r">
              {texts.single}
            </th>
            <th scope="col" className="r">
              {texts.cumulative}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.slice(-6).map((point) => (
            <tr key={point.month}>
              <td>
                {point.month}
                {point.tentative && <small className="t3"> {texts.tentative}</small>}
              </td>
              <td className="r">{point.single}</td>
              <td className="r">{point.cumulative ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="s t2 in">
        {texts.onMonth} {changed(monthOnMonth)}　{texts.onYear} {changed(yearOnYear)}
      </p>
    </Panel>
  );
}

function OverPanel({ year }: { year: WaterYear }) {
  const texts = useWaterTexts();
  const rows = year.sections.flatMap((section) => section.current.over.map((item) => ({ section, item })));
  return (
    <Panel
      title={texts.overTitle(Number(year.month.slice(5)), rows.length)}
      note={rows.length > 0 ? 'mg/L' : ''}
    >
      {rows.length === 0 && <p className="in s t2">{texts.overNone(year.overall.judged)}</p>}
      {rows.length > 0 && (
        <table className="tb num">
          <thead>
            <tr>
              <th scope="col">{texts.columns[1]}</th>
              <th scope="col">{texts.item}</th>
              <th scope="col" className="r">
                {texts.mean}
              </th>
              <th scope="col" className="r">
                {texts.target}
              </th>
              <th scope="col" className="r">
                {texts.overTarget}
              </th>
              <th scope="col" className="r">
                {texts.overIII}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, 8).map(({ section, item }) => (
              <tr key={`${section.id}${item.key}`}>
                <td>
                  <A className="plain" href={paths.section(section.id)}>
                    <b>{section.name}</b>
                  </A>
                </td>
                <td>{item.name}</td>
                <td className="r">{item.text}</td>
                <td className="r nw t2">{item.limit}</td>
                <td className="r">{item.multipleToTarget ?? texts.noMultiple}</td>
                <td className="r t2">{item.multipleToIII ?? '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
