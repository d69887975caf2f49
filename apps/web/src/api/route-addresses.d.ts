declare module 'virtual:route-addresses' {
  const addresses: Record<import('@huanzhi/contract').RouteName, [method: string, path: string]>;
  export default addresses;
}
