/** Names of places, works and enterprises in a cleaned text. */
export interface FoundEntities {
  places: string[];
  projects: string[];
  enterprises: string[];
}

const ENTERPRISE = /([\u4e00-\u9fff]{2,16}?(?:有限公司|股份公司|集团公司|有限责任公司|处置公司))/gu;
const PLACE =
  /([\u4e00-\u9fff]{2,8}?(?:商务区|工业区|高新区|开发区|产业园|产业集聚区|集聚区|示范区|新片区|副中心|科技园|保护区|新城|生态岛|度假区|保税区|自贸区|河|浦|江|湖|塘|泾|港|浜)(?![\u4e00-\u9fff]?(?:长|道|口|岸线管|长制|湖长|漕|治理)))/gu;
const PROJECT =
  /([\u4e00-\u9fff\dA-Za-z(-]{2,22}?(?:污水处理厂|污水厂|水厂|净化厂|泵闸|泵站|调蓄池|中转站|转运站|能源站|资源化利用中心|资源利用中心|利用中心|焚烧厂|填埋场|再生能源中心|公园|绿廊|绿地|湿地|绿带|整治工程|改造工程|维修工程|建设工程|处理设施|利用项目|中心项目|地块项目))/gu;
/** Words that begin no name. */
const LEAD =
  /^(?:.*(?:推进|实施|重点|结合|新建|建设|开展|完成|加快|聚焦|提升|推动|依托|启动|改造|对|及|和|与|的|在|以|等|按照|落实|加强|完善|包括|其中|贯通|联动|打造|围绕|配合|统筹|持续|积极|有效|强化|进一步|区内|本市|全市|全区|持有|形成|将|为|各类|各|一批|相关|主要|骨干|中小|现有|已建|部分))/u;
const COMMON =
  /^(?:城市|社区|郊野|地区|口袋|街心|线性|公共|大型|地区大型|企业|示范|小微|人工|城镇|生活|垃圾|建筑垃圾|污水|雨水|街道|道路|屋顶|生态|环境|综合|专项|区域|重点|立体|滨水|滨河|新城|国家|市级|区级|绿色|河|江|湖|工业园|科技园|产业园|森林|湿|附属|配套|初雨|初期雨水|农村|生态文明建设)*(?:示范区|公园|绿地|湿地|泵站|水厂|污水厂|商务区|工业区|高新区|开发区|新城|绿带|整治工程|改造工程|建设工程|维修工程|处理设施|保护区|集聚区|副中心|利用项目|中转站|转运站|调蓄池|填埋场|焚烧厂|河|湖|江|港|浦|塘)$/u;

/** Takes the name behind the last ordinary word in front of it. */
function bare(name: string): string {
  return name.replace(LEAD, '');
}

function collect(text: string, pattern: RegExp): string[] {
  const found = new Set<string>();
  for (const match of text.matchAll(pattern)) {
    const name = bare(match[1] ?? '');
    if (name.length >= 3 && !COMMON.test(name)) found.add(name);
  }
  return [...found];
}

/** Finds named places, works and enterprises by the words they end with. */
export function findEntities(text: string): FoundEntities {
  return {
    places: collect(text, PLACE),
    projects: collect(text, PROJECT),
    enterprises: collect(text, ENTERPRISE),
  };
}
