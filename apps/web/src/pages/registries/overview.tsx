import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { registriesQuery } from '../../api/queries.ts';
import { isDuty } from '../../app/doors.ts';
import { formatNumber } from '../../lib/format.ts';
import { paths } from '../../lib/paths.ts';
import { useLocal } from '../../lib/use-local.ts';
import { useTitle } from '../../lib/use-title.ts';
import { A } from '../../ui/link.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Failed, Loading, State } from '../../ui/states.tsx';

/** 台账: the registries that this person may see. */
export default function Registries() {
  const { t } = useTranslation();
  const { local } = useLocal();
  useTitle(t('nav.registries'));
  const { data, error, refetch } = useQuery(registriesQuery);
  if (error) return <Failed error={error} what={t('nav.registries')} retry={() => refetch()} />;
  if (!data) return <Loading />;
  const entries = data.filter((entry) => !isDuty(entry));
  return (
    <>
      <PageHead title={t('nav.registries')} line={t('registries.line', { count: entries.length })} />
      {entries.length === 0 ? (
        <State icon="list" title={t('registries.none')} />
      ) : (
        <div className="panel table-scroll">
          <table className="tb">
            <thead>
              <tr>
                <th scope="col">{t('registries.name')}</th>
                <th scope="col">{t('registries.about')}</th>
                <th scope="col" className="r">
                  {t('registries.count')}
                </th>
              </tr>
            </thead>
            <tbody>
              {entries.map(({ definition, count }) => (
                <tr key={definition.id}>
                  <td className="nw">
                    <A className="plain" href={paths.registry(definition.id)}>
                      <b>{local(definition.name)}</b>
                    </A>
                  </td>
                  <td>{local(definition.about)}</td>
                  <td className="r">{formatNumber(count)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
