import type { RouteComponent } from '@tanstack/react-router';

/** A page and its address; loaded when it is opened. */
export interface PageRoute {
  path: string;
  page: () => Promise<{ default: RouteComponent }>;
  /** It uses controls of Ant Design and needs their theme around it. */
  controls?: true;
}
