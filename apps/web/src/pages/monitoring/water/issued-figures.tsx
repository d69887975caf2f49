import { useQuery } from '@tanstack/react-query';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import { ErrorNotice, Loading } from '../../../ui/states.tsx';
import { FiguresTable } from './figures-table.tsx';
import { issuedReportQuery } from './queries.ts';
import { useWaterSettingsTexts } from './settings-texts.ts';

/** The figures of an issued report as they were printed, whatever the data say today. */
export function IssuedFigures({ id }: { id: string }) {
  const t = useWaterSettingsTexts();
  const { data, error } = useQuery(issuedReportQuery(id));
  if (error) return <ErrorNotice error={error} />;
  if (!data) return <Loading lines={3} />;
  const title = t.figuresOf(data.title);
  return (
    <div
      className="table-scroll mt8"
      style={{ maxHeight: '44vh', overflow: 'auto' }}
      {...scrollRegion(title)}
    >
      <FiguresTable figures={data.figures} name={title} />
    </div>
  );
}
