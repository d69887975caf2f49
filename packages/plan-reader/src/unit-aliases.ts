/**
 * Short, middle and full forms of the same kind of office (GOLD.md §4). The first name of a row is its key.
 * Names stand without level and place.
 */
export const UNIT_ALIASES: readonly (readonly string[])[] = [
  ['发改委', '发展改革委', '发展和改革委员会', '发展改革委员会'],
  ['建管委', '建设管理委', '建设和管理委员会', '建设管理委员会'],
  ['绿容局', '绿化市容局', '绿化和市容管理局', '绿化市容管理局'],
  ['规划资源局', '规资局', '规划和自然资源局'],
  ['农业农村委', '农业农村委员会'],
  ['经委', '经济委员会'],
  ['经信委', '经济信息化委', '经济和信息化委员会'],
  ['机管局', '机关事务管理局'],
  ['市场局', '市场监管局', '市场监督管理局'],
  ['卫健委', '卫生健康委', '卫生健康委员会'],
  ['科委', '科学技术委员会'],
  ['商务委', '商务委员会'],
  ['房管局', '房屋管理局', '住房保障房屋管理局', '住房保障和房屋管理局'],
  ['城管局', '城管执法局', '城市管理行政执法局'],
  ['国资委', '国有资产监督管理委员会'],
  ['交通委', '交通委员会'],
  ['住房城乡建设管理委', '住建委', '住房和城乡建设管理委员会'],
  ['文旅局', '文化旅游局', '文化和旅游局'],
  ['应急局', '应急管理局'],
  ['生态环境局', '环保局', '环境保护局'],
];

/** Every spelling → its key. */
export const ALIAS_KEY: ReadonlyMap<string, string> = new Map(
  UNIT_ALIASES.flatMap((row) => row.map((name) => [name, row[0] ?? name] as const)),
);
