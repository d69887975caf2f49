import type { Answer } from '@huanzhi/contract';
import type { RegistryDefinition } from '@huanzhi/registry';
import { useTranslation } from 'react-i18next';
import type { Column } from '../../lib/columns.ts';
import { formatDay } from '../../lib/format.ts';
import { paths } from '../../lib/paths.ts';
import { useLocal } from '../../lib/use-local.ts';
import { useValueContext } from '../../lib/use-values.ts';
import { missing, valueText } from '../../lib/values.ts';
import { lightWord, remaining } from '../../lib/words.ts';
import { Light } from '../../ui/light.tsx';
import { A } from '../../ui/link.tsx';

type Row = Answer<'records'>['items'][number];

const ended = new Set(['blue', 'grey']);

/** One cell of a list. Missing is a dash, a light is mark and word, the title is the link. */
export function RecordCell({
  definition,
  column,
  row,
}: {
  definition: RegistryDefinition;
  column: Column;
  row: Row;
}) {
  const { t } = useTranslation();
  const { language, local } = useLocal();
  const context = useValueContext();
  if (column.field) {
    return <div className="one">{valueText(column.field, row.data[column.field.key], context)}</div>;
  }
  switch (column.envelope) {
    case 'code':
      return <span className="code nw">{row.code ?? missing}</span>;
    case 'title':
      return (
        <div className="one">
          <A className="plain" href={paths.record(row.registry, row.id)} title={row.title}>
            <b>{row.title}</b>
          </A>
        </div>
      );
    case 'state':
      return (
        <span className="nw">{local(definition.states.find((state) => state.key === row.state)?.label)}</span>
      );
    case 'light':
      return <Light kind={row.light} word={lightWord(t, row.registry, row.light, row.due)} />;
    case 'due':
      if (!row.due) return missing;
      return (
        <span className="nw t2">
          {formatDay(row.due, language)}
          {!ended.has(row.light) && <small className="t3">　{remaining(t, row.due)}</small>}
        </span>
      );
    case 'ownerOrg':
      return <span className="nw">{row.ownerName ?? missing}</span>;
    case 'coOrgs':
      return <div className="one">{row.coOrgs.map(context.orgName).join('、') || missing}</div>;
    case 'stateSince':
      return <span className="nw">{formatDay(row.stateSince, language)}</span>;
    case 'updatedAt':
      return <span className="nw">{formatDay(row.updatedAt, language)}</span>;
    case 'summary':
      return <div className="one">{row.summary || missing}</div>;
  }
}
