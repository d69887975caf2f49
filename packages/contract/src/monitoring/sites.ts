/** Routes of sites. */
export const sitesRoutes = {} as const;
