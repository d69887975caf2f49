import type { RegistryDefinition } from '@huanzhi/registry';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { historyQuery, recordQueryFor, registriesQuery } from '../../api/queries.ts';
import { doorCrumb } from '../../app/doors.ts';
import { lifeSteps } from '../../lib/life-steps.ts';
import { paths } from '../../lib/paths.ts';
import { useUrlQuery } from '../../lib/url-query.ts';
import { useLocal } from '../../lib/use-local.ts';
import { useTitle } from '../../lib/use-title.ts';
import { EvidenceContext } from '../../ui/form/evidence-picker.tsx';
import { Crumbs } from '../../ui/page-head.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { ActionPanel } from './action-panel.tsx';
import { Clocks } from './clocks.tsx';
import { EditPanel } from './edit-panel.tsx';
import { EvidenceList } from './evidence-list.tsx';
import { Fields } from './fields.tsx';
import { History } from './history.tsx';
import { ItemsPanels } from './items-panels.tsx';
import { LifeStrip } from './life-strip.tsx';
import { Links } from './links.tsx';
import type { RecordDetail } from './record-detail.ts';
import { RecordHead } from './record-head.tsx';
import { WhyLight } from './why-light.tsx';
import './record.css';

/** Which action is open: the one in the address, when it is allowed now. */
function openAction(record: RecordDetail, definition: RegistryDefinition, act: string | undefined) {
  const allowed = record.allowed.find((candidate) => candidate.name === act);
  const transition = definition.transitions.find((candidate) => candidate.name === allowed?.name);
  return allowed && transition ? { allowed, transition } : null;
}

function RecordView({ record, definition }: { record: RecordDetail; definition: RegistryDefinition }) {
  const { t } = useTranslation();
  const { local } = useLocal();
  const [query, change] = useUrlQuery();
  const history = useQuery(historyQuery(record.registry, record.id));
  useTitle(record.title);
  const action = openAction(record, definition, query.act);
  const close = () => change({ act: undefined });
  const door = doorCrumb(definition);
  return (
    <EvidenceContext value={{ registry: record.registry, id: record.id }}>
      <Crumbs
        items={[
          { text: t(`nav.${door.key}`), href: door.href },
          { text: local(definition.name), href: paths.registry(definition.id) },
          { text: record.code ?? record.title },
        ]}
      />
      <RecordHead
        record={record}
        definition={definition}
        current={query.act}
        open={(act) => change({ act }, 'push')}
      />
      <LifeStrip steps={lifeSteps(definition, record.state, history.data?.items ?? [])} />
      <div className="main-aside mt16">
        <div className="col g16">
          {action && (
            <ActionPanel
              key={action.transition.name}
              record={record}
              definition={definition}
              transition={action.transition}
              problems={action.allowed.problems}
              close={close}
            />
          )}
          {query.act === 'edit' && record.canEdit && (
            <EditPanel record={record} definition={definition} close={close} />
          )}
          <WhyLight record={record} />
          <ItemsPanels record={record} definition={definition} />
          <Fields record={record} definition={definition} />
          <EvidenceList record={record} />
        </div>
        <div className="col g16">
          <Clocks record={record} definition={definition} />
          <Links links={record.links} source={record.source} />
          <History history={history} definition={definition} record={record} />
        </div>
      </div>
    </EvidenceContext>
  );
}

/** The page of one record, made from its definition. */
export default function RecordPage() {
  const { t } = useTranslation();
  const { local } = useLocal();
  const { registry = '', id = '' } = useParams({ strict: false });
  const record = useQuery(recordQueryFor(registry, id));
  const registries = useQuery(registriesQuery);
  const definition = registries.data?.find((entry) => entry.definition.id === registry)?.definition;
  const name = definition ? local(definition.name) : t('record.this');
  const error = record.error ?? registries.error;
  if (error) {
    return (
      <Failed
        error={error}
        what={name}
        retry={() => {
          record.refetch();
          registries.refetch();
        }}
        back={{ text: name, href: paths.registry(registry) }}
      />
    );
  }
  if (!record.data || !definition) return <Loading lines={8} />;
  return <RecordView key={id} record={record.data} definition={definition} />;
}
