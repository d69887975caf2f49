/** Routes of review. */
export const reviewRoutes = {} as const;
