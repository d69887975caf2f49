import type { Query } from '@huanzhi/contract';
import { WATER_CLASS_LABELS, type WaterClass } from '@huanzhi/standards';
import type { Env } from '../../services/env.ts';
import { tierWords } from '../../services/monitoring/water/load-sections.ts';
import { monthText } from '../../services/monitoring/water/months.ts';
import { overText, type SectionYear, waterYear } from '../../services/monitoring/water/water-year.ts';
import { audit, type Origin, type Session } from '../../services/session.ts';
import { writeSheets, xlsxType } from '../../services/tables/write-sheet.ts';
import { captionOf } from '../export-records.ts';

const label = (cls: WaterClass | null) => (cls === null ? null : WATER_CLASS_LABELS[cls]);

/** True for a section that the page's filter shows. */
function shows({ section, current }: SectionYear, show: string | undefined): boolean {
  if (show === undefined) return true;
  return show === 'over' ? current.meets === false : section.tier === show;
}

/** The month matrix as the page shows it, as Excel. */
export async function exportWater(
  env: Env,
  session: Session,
  { month, show }: Query<'exportWater'>,
  origin: Origin,
) {
  const year = await waterYear(env, month);
  await audit(env, session.user, 'water.export', year.month, { show: show ?? '' }, origin.ip);
  const rows = year.sections.filter((one) => shows(one, show));
  const filter = show === undefined ? '全部' : show === 'over' ? '超目标' : (tierWords[show]?.zh ?? show);
  return {
    fileName: `断面逐月类别-${year.month}.xlsx`,
    mime: xlsxType,
    body: writeSheets([
      {
        name: `${year.year}年逐月类别`,
        caption: `${captionOf(env, session)}　筛选：${filter}　数据未经最终审核`,
        columns: [
          { title: '编号', width: 12 },
          { title: '断面', width: 18 },
          { title: '河流', width: 14 },
          { title: '级别', width: 8 },
          { title: '责任街镇', width: 14 },
          { title: '目标', width: 8 },
          ...Array.from({ length: 12 }, (_, index) => ({ title: `${index + 1}月`, width: 14 })),
          { title: '累计', width: 8 },
          { title: `${monthText(year.month)}是否达标`, width: 14 },
          { title: '超目标项目（倍数）', width: 30 },
        ],
        rows: rows.map(({ section, months, current, cumulative }) => [
          section.code,
          section.name,
          section.river,
          tierWords[section.tier]?.zh ?? section.tier,
          section.town,
          label(section.target),
          ...months.map((one) =>
            one.state === 'none'
              ? `无数据（${one.reason?.zh}）`
              : one.tentative && one.cls !== null
                ? `${label(one.cls)}（未经审核）`
                : label(one.cls),
          ),
          label(cumulative.cls),
          current.meets === null ? '未评价' : current.meets ? '达标' : '超目标',
          current.over.map(overText).join('、'),
        ]),
      },
    ]),
  };
}
