import { type FlaggedHour, flagKinds, type HourFlag } from './flags.ts';
import { checkCopiedSite, checkUnlikeNeighbours, type NeighbourLine } from './neighbour-checks.ts';
import {
  checkConstant,
  checkJump,
  checkMarked,
  checkMissing,
  checkNegative,
  checkRange,
} from './series-checks.ts';
import { checkCopiedHour, checkFlow, checkMarks } from './site-checks.ts';
import { type CheckedSite, type Timeline, timelineOf } from './timeline.ts';

/**
 * Runs every machine check over one statistical day of all sites. Nothing is changed: what comes back says which
 * hours a person should look at and why.
 * @param sites each site once, in any order; the result does not depend on it
 * @param through last hour of the day that is over (24 for a past day); later hours are not missing
 * @returns flagged hours by site, factor and hour; a kind occurs once per hour
 */
export function checkDay(sites: readonly CheckedSite[], through = 24): FlaggedHour[] {
  const lines = new Map(
    sites.map((site) => [site.siteId, site.series.map((series) => timelineOf(site, series))]),
  );
  const names = new Map(sites.map((site) => [site.siteId, site.name]));
  return [...sites]
    .sort((a, b) => a.siteId - b.siteId)
    .flatMap((site) => checkSite(site, lines, names, through));
}

function checkSite(
  site: CheckedSite,
  allLines: ReadonlyMap<number, readonly Timeline[]>,
  names: ReadonlyMap<number, string>,
  through: number,
): FlaggedHour[] {
  const lines = [...(allLines.get(site.siteId) ?? [])].sort((a, b) => (a.factor < b.factor ? -1 : 1));
  const found = new Map<string, Map<number, HourFlag[]>>(lines.map((line) => [line.factor, new Map()]));
  const reportFor = (factor: string) => (hour: number, flag: HourFlag) => {
    const hours = found.get(factor);
    const flags = hours?.get(hour) ?? [];
    const known = flags.find((one) => one.kind === flag.kind);
    if (known === undefined) flags.push(flag);
    else if (!known.text.zh.includes(flag.text.zh)) known.text = joined(known.text, flag.text);
    hours?.set(hour, flags);
  };
  for (const line of lines) {
    const report = reportFor(line.factor);
    checkMissing(line, site.intervalHours, through, report);
    checkNegative(line, report);
    checkRange(line, report);
    checkConstant(line, report);
    checkMarked(line, report);
    const neighbours = [...site.neighbours]
      .sort((a, b) => a - b)
      .flatMap((id): NeighbourLine[] => {
        const other = allLines.get(id)?.find((one) => one.factor === line.factor);
        return other === undefined || id === site.siteId
          ? []
          : [{ name: names.get(id) ?? String(id), line: other }];
      });
    checkUnlikeNeighbours(line, checkJump(line, report), neighbours, report);
    checkCopiedSite(line, neighbours, report);
  }
  checkFlow(lines, reportFor);
  checkMarks(lines, site.notes, reportFor);
  checkCopiedHour(lines, reportFor);
  return lines.flatMap(({ factor }) =>
    [...(found.get(factor) ?? new Map<number, HourFlag[]>())]
      .sort(([a], [b]) => a - b)
      .map(([hour, flags]) => ({ siteId: site.siteId, factor, hour, flags: flags.sort(byKind) })),
  );
}

const byKind = (a: HourFlag, b: HourFlag) => flagKinds.indexOf(a.kind) - flagKinds.indexOf(b.kind);

const joined = (a: HourFlag['text'], b: HourFlag['text']) => ({
  zh: `${a.zh}${b.zh}`,
  en: `${a.en} ${b.en}`,
});
