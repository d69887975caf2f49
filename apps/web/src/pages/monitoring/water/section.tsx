import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useMe } from '../../../app/session.ts';
import { paths } from '../../../lib/paths.ts';
import { useUrlQuery } from '../../../lib/url-query.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { useTitle } from '../../../lib/use-title.ts';
import { Crumbs, PageHead, Panel } from '../../../ui/page-head.tsx';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import { Failed, Loading } from '../../../ui/states.tsx';
import { ClassMark, numeral } from './class-mark.tsx';
import { NoteDialog } from './note-dialog.tsx';
import { type SectionPage, sectionQuery } from './queries.ts';
import { useWaterSettingsTexts } from './settings-texts.ts';
import { useWaterTexts } from './texts.ts';
import './water.css';

const SeriesPanel = lazy(() => import('./series-panel.tsx'));

/** One section: items by month with the limits of its target, hours and days, history of judgements. */
export default function SectionDetail() {
  const { site } = useParams({ strict: false }) as { site: string };
  const texts = useWaterTexts();
  const { local } = useLocal();
  const more = useWaterSettingsTexts();
  const { can } = useMe();
  const [query, change] = useUrlQuery();
  const { data, error, refetch } = useQuery(sectionQuery(Number(site), query.month));
  useTitle(data?.section.name ?? texts.title);
  if (error)
    return (
      <Failed
        error={error}
        what={texts.title}
        retry={refetch}
        back={{ text: texts.title, href: paths.water }}
      />
    );
  if (!data) return <Loading lines={8} />;
  const { section, current } = data;
  const noted = data.history.find((one) => one.month === query.note);
  const facts = [
    section.code,
    local(section.tierName),
    section.river,
    section.town,
    `${texts.target} ${numeral(section.target)}`,
    ...(current.deciding.length > 0 ? [current.deciding.join('、')] : []),
    ...(data.monthOnMonth === null ? [] : [`${texts.onMonth} ${data.monthOnMonth}`]),
    ...(data.yearOnYear === null ? [] : [`${texts.onYear} ${data.yearOnYear}`]),
  ];
  const word = current.meets === null ? '' : current.meets ? texts.met : texts.over;
  return (
    <>
      <Crumbs
        items={[
          { text: texts.nav, href: paths.air },
          { text: texts.title, href: paths.water },
          { text: section.name },
        ]}
      />
      <PageHead
        title={`${section.name}　${data.month} ${current.cls === null ? texts.none : `${numeral(current.cls)}　${word}`}`}
        line={facts.filter(Boolean).join('　')}
      />
      <Panel title={texts.byMonth}>
        <div className="table-scroll" {...scrollRegion(texts.byMonth)}>
          <ItemTable page={data} />
        </div>
      </Panel>
      <div className="mt12">
        <Suspense fallback={<Loading />}>
          <SeriesPanel page={data} />
        </Suspense>
      </div>
      <div className="mt12">
        <Panel title={texts.history}>
          <div className="table-scroll" {...scrollRegion(texts.history)}>
            <table className="tb num">
              <tbody>
                {data.history.map((one) => (
                  <tr key={one.month}>
                    <th scope="row">{one.month}</th>
                    <td>{one.cls === null ? texts.none : <ClassMark cls={one.cls} />}</td>
                    <td>{one.meets === null ? '—' : one.meets ? texts.met : texts.over}</td>
                    <td>
                      {one.over.join('、') || (one.reason ? local(one.reason) : '—')}
                      {can.includes('site.manage') && (one.note !== null || one.state === 'none') && (
                        <>
                          {' '}
                          <button
                            type="button"
                            className="btn sm"
                            aria-label={`${one.note === null ? more.sayWhy : more.changeWhy} ${one.month}`}
                            onClick={() => change({ note: one.month }, 'push')}
                          >
                            {one.note === null ? more.sayWhy : more.changeWhy}
                          </button>
                        </>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Panel>
      </div>
      <p className="s t3 mt8">{texts.note}</p>
      {noted && can.includes('site.manage') && (
        <NoteDialog
          section={section.id}
          month={noted.month}
          note={noted.note}
          close={() => change({ note: undefined })}
        />
      )}
    </>
  );
}

function ItemTable({ page }: { page: SectionPage }) {
  const texts = useWaterTexts();
  return (
    <table className="tb num wq-matrix">
      <thead>
        <tr>
          <th scope="col">{texts.item}</th>
          <th scope="col">{texts.target}</th>
          {Array.from({ length: 12 }, (_, index) => index + 1).map((month) => (
            <th key={month} scope="col" className="m">
              {month}
            </th>
          ))}
          <th scope="col" className="r">
            {texts.cumulative}
          </th>
        </tr>
      </thead>
      <tbody>
        {page.items.length === 0 && (
          <tr>
            <td colSpan={15}>{texts.noValue}</td>
          </tr>
        )}
        {page.items.map((item) => (
          <tr key={item.key}>
            <th scope="row" className="nw">
              {item.name} <small className="t3">{item.unit}</small>
            </th>
            <td className="nw">{item.limit || '—'}</td>
            {item.months.map((month) => (
              <td
                key={month.month}
                className={`m${month.over ? ' o' : ''}`}
                title={month.cls === null ? undefined : numeral(month.cls)}
              >
                {month.text ?? '—'}
                {month.over && <span className="vh"> {texts.over}</span>}
              </td>
            ))}
            <td className="r">{item.cumulative?.text ?? '—'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
