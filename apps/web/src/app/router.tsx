import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  type RouteComponent,
} from '@tanstack/react-router';
import { monitoringPages } from '../pages/monitoring/routes.ts';
import { Loading } from '../ui/states.tsx';
import { NotFound } from './not-found.tsx';
import { Shell } from './shell.tsx';
import SignIn from './sign-in.tsx';

type Page = () => Promise<{ default: RouteComponent }>;

/** Every page loads with its own address; only the sign-in and the frame are in the first file. */
function makeTree() {
  const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });
  const signIn = createRoute({ getParentRoute: () => root, path: '/signin', component: SignIn });
  const projector = createRoute({
    getParentRoute: () => root,
    path: '/targets/projector',
    component: lazyRouteComponent(() => import('../pages/targets/projector.tsx')),
  });
  const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell });
  const controls = createRoute({
    getParentRoute: () => shell,
    id: 'controls',
    component: lazyRouteComponent(() => import('../theme/antd-scope.tsx')),
  });
  const plain = (path: string, page: Page) =>
    createRoute({ getParentRoute: () => shell, path, component: lazyRouteComponent(page) });
  const withControls = (path: string, page: Page) =>
    createRoute({ getParentRoute: () => controls, path, component: lazyRouteComponent(page) });

  return root.addChildren([
    signIn,
    projector,
    shell.addChildren([
      plain('/', () => import('../pages/workbench/page.tsx')),
      plain('/notifications', () => import('../pages/notifications/page.tsx')),
      plain('/plans', () => import('../pages/plans/list.tsx')),
      plain('/plans/$id', () => import('../pages/plans/overview.tsx')),
      plain('/plans/$id/compare/$other', () => import('../pages/plans/compare.tsx')),
      plain('/targets', () => import('../pages/targets/list.tsx')),
      plain('/registries', () => import('../pages/registries/overview.tsx')),
      plain('/registries/$registry', () => import('../pages/registries/list.tsx')),
      plain('/admin/audit', () => import('../pages/admin/audit.tsx')),
      plain('/account', () => import('../pages/account/page.tsx')),
      ...monitoringPages.filter((one) => !one.controls).map((one) => plain(one.path, one.page)),
      controls.addChildren([
        ...monitoringPages.filter((one) => one.controls).map((one) => withControls(one.path, one.page)),
        withControls('/plans/$id/review', () => import('../pages/plan-review/page.tsx')),
        withControls('/targets/$id', () => import('../pages/targets/detail.tsx')),
        withControls('/registries/$registry/new', () => import('../pages/record/create.tsx')),
        withControls('/registries/$registry/import', () => import('../pages/import/start.tsx')),
        withControls('/registries/$registry/import/$batch', () => import('../pages/import/batch.tsx')),
        withControls('/registries/$registry/$id', () => import('../pages/record/page.tsx')),
        withControls('/admin/orgs', () => import('../pages/admin/orgs.tsx')),
        withControls('/admin/users', () => import('../pages/admin/users.tsx')),
      ]),
    ]),
  ]);
}

/** The router of the application. The query of an address is plain text, so that it stays readable. */
export function makeRouter() {
  return createRouter({
    routeTree: makeTree(),
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (search) => {
      const text = new URLSearchParams(search as Record<string, string>).toString();
      return text ? `?${text}` : '';
    },
    scrollRestoration: true,
    defaultPendingComponent: Loading,
    defaultPendingMs: 300,
    defaultNotFoundComponent: NotFound,
  });
}
