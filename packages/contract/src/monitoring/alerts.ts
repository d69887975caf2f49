/** Routes of alerts. */
export const alertsRoutes = {} as const;
