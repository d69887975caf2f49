import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useMe } from '../../../app/session.ts';
import { paths, withQuery } from '../../../lib/paths.ts';
import { useTitle } from '../../../lib/use-title.ts';
import { Crumbs, PageHead } from '../../../ui/page-head.tsx';
import { Failed, Loading } from '../../../ui/states.tsx';
import { useFormTexts } from './form-texts.ts';
import './gateway.css';
import { NoRight } from './no-right.tsx';
import { stationQuery } from './queries.ts';
import { draftOf } from './station-draft.ts';
import { StationForm } from './station-form.tsx';
import { useTexts } from './texts.ts';

/** Changing the settings of a station. */
export default function EditStationPage() {
  const t = useFormTexts();
  const { nav, monitoring } = useTexts();
  const me = useMe();
  const { station = '' } = useParams({ strict: false }) as { station?: string };
  const id = Number(station);
  const may = me.can.includes('gateway.manage');
  const { data, error, refetch } = useQuery({ ...stationQuery(id), enabled: may });
  useTitle(data ? t.change(data.name) : nav);
  if (!may) return <NoRight />;
  if (error && !data)
    return (
      <Failed error={error} what={nav} retry={() => refetch()} back={{ text: nav, href: paths.gateway }} />
    );
  if (!data) return <Loading lines={8} />;
  return (
    <>
      <Crumbs
        items={[
          { text: monitoring },
          { text: nav, href: withQuery(paths.gateway, { station }) },
          { text: t.change(data.name) },
        ]}
      />
      <PageHead title={t.change(data.name)} line={data.mn} />
      <div className="mt8 station-page">
        <StationForm
          key={id}
          id={id}
          first={draftOf(data)}
          isSet={{ password: data.hasPassword, sm4Key: data.hasSm4Key }}
        />
      </div>
    </>
  );
}
