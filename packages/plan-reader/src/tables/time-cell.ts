import { type FoundDeadline, findDeadlines, lastDay } from '../deadlines.ts';

const FORMS: readonly RegExp[] = [
  // 2025年12月31日 · 2025-12-31 · 2025.12.31
  /^(?<year>20\d\d)[年./-](?<month>\d{1,2})[月./-](?<day>\d{1,2})日?(?:之?前)?$/u,
  // 2025年12月 · 2025.12 · 2025-12
  /^(?<year>20\d\d)(?:年|[./-])(?<month>\d{1,2})月?份?(?:底|末)?(?:之?前)?$/u,
  // 2025年 · 2025
  /^(?<year>20\d\d)年?(?:底|末)?(?:之?前)?$/u,
  // 12月 · 6月底前 · 9月30日前
  /^(?<month>\d{1,2})月份?(?:(?<day>\d{1,2})日|底|末)?(?:之?前)?$/u,
];

/**
 * Reads a cell of a time column, where a bare year or month is a limit (2025年12月 means by its end).
 * @param text cleaned text of the cell
 * @param year the document's year for cells that name none
 * @returns deadlines; none for 长期坚持, 持续推进 and the like
 */
export function readCellTime(text: string, year: number | null): FoundDeadline[] {
  const bare = text.replace(/[。;,]+$/u, '').replace(/完成$/u, '');
  for (const form of FORMS) {
    const parts = form.exec(bare)?.groups;
    if (!parts) continue;
    const own = parts.year ? Number(parts.year) : year;
    const month = parts.month ? Number(parts.month) : 12;
    if (own === null || month < 1 || month > 12) return [];
    const last = lastDay(own, month);
    const day = parts.day ? Number(parts.day) : last;
    if (day < 1 || day > last) return [];
    const date = `${own}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
    return [
      {
        start: 0,
        end: bare.length,
        kind: 'by',
        date,
        from: null,
        to: null,
        recurrence: null,
        duration: null,
        stretch: false,
        inferredYear: !parts.year,
        optional: false,
      },
    ];
  }
  return findDeadlines(text, year).filter(({ optional }) => !optional);
}
