import { paths } from '../../../lib/paths.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { Light } from '../../../ui/light.tsx';
import { A } from '../../../ui/link.tsx';
import { ClassMark, MonthMark, numeral } from './class-mark.tsx';
import type { SectionRow, WaterYear } from './queries.ts';
import { useWaterTexts } from './texts.ts';

const rank = (section: SectionRow) =>
  section.current.meets === false ? 0 : section.current.cls === null ? 1 : 2;

/** Sections × months with class, target and what is over it; over target first. */
export function Matrix({ year, sections }: { year: WaterYear; sections: SectionRow[] }) {
  const texts = useWaterTexts();
  const { local } = useLocal();
  const ordered = [...sections].sort((a, b) => rank(a) - rank(b) || a.code.localeCompare(b.code));
  const number = Number(year.month.slice(5));
  return (
    <table className="tb wq-matrix">
      <thead>
        <tr>
          {texts.columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
          {Array.from({ length: 12 }, (_, index) => index + 1).map((month) => (
            <th key={month} scope="col" className="m">
              {month}
            </th>
          ))}
          <th scope="col">{texts.cumulative}</th>
          <th scope="col">{texts.state(number)}</th>
          <th scope="col">{texts.overItems}</th>
        </tr>
      </thead>
      <tbody>
        {ordered.length === 0 && (
          <tr>
            <td colSpan={19}>{texts.noneHere}</td>
          </tr>
        )}
        {ordered.map((section) => (
          <tr key={section.id}>
            <td className="code">{section.code}</td>
            <td className="nw">
              <A className="plain" href={`${paths.section(section.id)}?month=${year.month}`}>
                <b>{section.name}</b>
              </A>{' '}
              <small className="t3">
                {local(section.tierName)}
                {!section.assessed && `　${texts.unassessed}`}
              </small>
            </td>
            <td className="nw">{section.town}</td>
            <td>{section.target === null ? texts.unset : numeral(section.target)}</td>
            {section.months.map((cell) => (
              <MonthMark
                key={cell.month}
                cell={cell}
                words={{
                  none: texts.none,
                  tentative: texts.tentative,
                  reason: cell.reason ? local(cell.reason) : texts.none,
                }}
              />
            ))}
            <td>
              {section.cumulative.cls === null ? texts.none : <ClassMark cls={section.cumulative.cls} />}
            </td>
            <td>
              <StateOf section={section} />
            </td>
            <td className="s t2">
              {section.current.over
                .map((item) => `${item.name}（${item.multipleToTarget ?? item.text}）`)
                .join('、') || (section.current.reason ? local(section.current.reason) : '—')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function StateOf({ section: { current, target } }: { section: SectionRow }) {
  const texts = useWaterTexts();
  if (current.cls === null) return <Light kind="grey" word={texts.none} />;
  if (target === null) return <Light kind="grey" word={texts.unset} />;
  return current.meets ? <Light kind="green" word={texts.met} /> : <Light kind="red" word={texts.over} />;
}
