import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { orgsQuery } from '../../api/queries.ts';
import { useUrlQuery } from '../../lib/url-query.ts';
import { useTitle } from '../../lib/use-title.ts';
import { PageHead, Panel } from '../../ui/page-head.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { OrgForm } from './org-form.tsx';
import { type OrgNode, orgTree } from './org-tree.ts';
import './admin.css';

function Branch({
  node,
  current,
  open,
}: {
  node: OrgNode;
  current: string | undefined;
  open: (id: string) => void;
}) {
  const { t } = useTranslation();
  const { org, children } = node;
  return (
    <li>
      <button
        type="button"
        className="menu-item"
        aria-current={current === org.id ? 'true' : undefined}
        onClick={() => open(org.id)}
      >
        {org.name}
        <small className="t3">{t(`orgs.kind.${org.kind}`)}</small>
        {!org.active && <small className="chip">{t('orgs.inactive')}</small>}
      </button>
      {children.length > 0 && (
        <ul>
          {children.map((child) => (
            <Branch key={child.org.id} node={child} current={current} open={open} />
          ))}
        </ul>
      )}
    </li>
  );
}

/** 组织机构: the tree at the left, the chosen one or a new one at the right. */
export default function Orgs() {
  const { t } = useTranslation();
  const [query, change] = useUrlQuery();
  useTitle(t('admin.orgs'));
  const { data, error, refetch } = useQuery(orgsQuery);
  const tree = useMemo(() => orgTree(data?.items ?? []), [data]);
  const chosen = data?.items.find((org) => org.id === query.org);
  return (
    <>
      <PageHead
        title={t('admin.orgs')}
        line={data && t('orgs.line', { count: data.items.length })}
        actions={
          <button type="button" className="btn p" onClick={() => change({ org: 'new' }, 'push')}>
            {t('orgs.add')}
          </button>
        }
      />
      {error && <Failed error={error} what={t('admin.orgs')} retry={() => refetch()} />}
      {!data && !error && <Loading lines={8} />}
      {data && (
        <div className="main-aside wide">
          <Panel title={t('orgs.tree')}>
            <ul className="org-tree in">
              {tree.map((node) => (
                <Branch
                  key={node.org.id}
                  node={node}
                  current={query.org}
                  open={(org) => change({ org }, 'push')}
                />
              ))}
            </ul>
          </Panel>
          {(chosen || query.org === 'new') && (
            <OrgForm
              key={query.org}
              org={chosen ?? null}
              orgs={data.items}
              done={(id) => change({ org: id }, 'replace')}
            />
          )}
        </div>
      )}
    </>
  );
}
