/**
 * Monitoring factors of HJ 212-2017 tables B.1 to B.3: code|name|English name|unit|mass unit|type|HJ/T 212-2005 code.
 * English names are ours. Source: HJ 212-2017 annex B (verified); HJ/T 212-2005 annex B for the old codes.
 */
export const FACTOR_TABLE_2017 = `
w00000|污水|wastewater flow|L/s|m³|N5.2|B01
w01001|pH值|pH|1||N2.2|001
w01002|色度|colour|colour degree||N3.2|002
w01006|溶解性总固体|total dissolved solids|mg/L|kg|N4|
w01009|溶解氧|dissolved oxygen|mg/L||N3.1|
w01010|水温|water temperature|°C||N3.1|
w01012|悬浮物|suspended solids|mg/L|kg|N4|003
w01014|电导率|conductivity|µS/cm||N3.1|
w01017|五日生化需氧量|BOD5|mg/L|kg|N5.1|010
w01018|化学需氧量|COD (chemical oxygen demand)|mg/L|kg|N5.1|011
w01019|高锰酸盐指数|permanganate index|mg/L|kg|N3.1|
w01020|总有机碳|total organic carbon|mg/L|kg|N3.1|015
w02003|粪大肠菌群|faecal coliforms|count/L||N9|550
w19002|阴离子表面活性剂|anionic surfactants|mg/L|kg|N3.2|520
w20111|总汞|total mercury|µg/L|g|N3.2|020
w20115|总镉|total cadmium|µg/L|g|N3.1|022
w20116|总铬|total chromium|mg/L|kg|N3.3|023
w20117|六价铬|hexavalent chromium|µg/L|g|N2.3|024
w20119|总砷|total arsenic|µg/L|g|N2.3|026
w20120|总铅|total lead|µg/L|g|N4|027
w20121|总镍|total nickel|mg/L|kg|N3.2|028
w20122|总铜|total copper|mg/L|kg|N3.2|029
w20123|总锌|total zinc|mg/L|kg|N3.3|030
w20124|总锰|total manganese|mg/L|kg|N3.3|031
w20125|总铁|total iron|mg/L|kg|N3.3|032
w20126|总银|total silver|mg/L|kg|N3.3|033
w20127|总铍|total beryllium|µg/L|g|N3.3|034
w20128|总硒|total selenium|µg/L|g|N4.2|035
w20089|铊|thallium|ng/L|mg|N4|041
w20092|锡|tin|mg/L|kg|N3.1|036
w21001|总氮|total nitrogen|mg/L|kg|N4.2|065
w21003|氨氮|ammonia nitrogen|mg/L|kg|N4.2|060
w21004|凯氏氮|Kjeldahl nitrogen|mg/L|kg|N3.1|062
w21006|亚硝酸盐|nitrite|mg/L|kg|N2.3|063
w21007|硝酸盐|nitrate|mg/L|kg|N2.3|064
w21011|总磷|total phosphorus|mg/L|kg|N3.2|101
w21016|氰化物|cyanide|mg/L|kg|N3.3|070
w21017|氟化物|fluoride|mg/L|kg|N4.2|072
w21019|硫化物|sulfide|mg/L|kg|N3.3|071
w21022|氯化物|chloride|mg/L|kg|N3.1|090
w21038|硫酸盐|sulfate|mg/L|kg|N6|
w22001|石油类|petroleum oils|mg/L|kg|N3.2|080
w23002|挥发酚|volatile phenols|mg/L|kg|N3.4|110
w99001|有机氮|organic nitrogen|mg/L|kg|N3.1|061
a00000|废气|exhaust gas flow|m³/s|m³|N6.1|B02
a01001|温度|air temperature|°C||N3.1|
a01002|湿度|relative humidity|%||N3.1|
a01006|气压|air pressure|kPa||N5.3|
a01007|风速|wind speed|m/s||N4.1|
a01008|风向|wind direction|degree||N4|
a01010|林格曼黑度|Ringelmann blackness|1||N1|37
a01011|烟气流速|flue gas velocity|m/s||N5.2|S02
a01012|烟气温度|flue gas temperature|°C||N3.1|S03
a01013|烟气压力|flue gas (static) pressure|kPa||N5.3|S08
a01014|烟气湿度|flue gas moisture|%||N3.1|S05
a01015|制冷温度|cooler temperature|°C||N3.1|S06
a01016|烟道截面积|duct cross-section|m²||N4.2|S07
a01017|烟气动压|flue gas dynamic pressure|kPa||N5.3|S04
a01901|垃圾焚烧炉膛内焚烧平均温度|incinerator furnace mean temperature|°C||N4.1|
a01902|垃圾焚烧炉膛内DCS温度|incinerator furnace DCS temperature|°C||N4.1|
a05001|二氧化碳|carbon dioxide|mg/m³|kg|N3.3|30
a05002|甲烷|methane|ng/m³|g|N4.1|
a19001|氧气含量|oxygen content|%||N3.1|S01
a20025|镉及其化合物|cadmium and compounds|mg/m³|kg|N3.4|33
a20043|铅及其化合物|lead and compounds|mg/m³|kg|N2.4|32
a20057|汞及其化合物|mercury and compounds|mg/m³|kg|N4.4|31
a20063|镍及其化合物|nickel and compounds|mg/m³|kg|N3.3|35
a21001|氨(氨气)|ammonia gas|ng/m³|g|N4.3|10
a21002|氮氧化物|nitrogen oxides|mg/m³|kg|N5.1|03
a21003|一氧化氮|nitric oxide|mg/m³|kg|N4.1|
a21004|二氧化氮|nitrogen dioxide|mg/m³|kg|N4.1|
a21005|一氧化碳|carbon monoxide|mg/m³|kg|N3.3|04
a21017|氰化物|cyanide|mg/m³|kg|N3.3|07
a21018|氟化物|fluoride|mg/m³|kg|N2.3|06
a21022|氯气|chlorine|mg/m³|kg|N4.3|11
a21024|氯化氢|hydrogen chloride|mg/m³|kg|N4.3|08
a21026|二氧化硫|sulfur dioxide|mg/m³|kg|N5.2|02
a21028|硫化氢|hydrogen sulfide|mg/m³|kg|N3.2|05
a23001|酚类|phenols|mg/m³|kg|N3.3|27
a24046|氯乙烯|vinyl chloride|mg/m³|kg|N4.3|29
a24087|碳氢化合物|total hydrocarbons|mg/m³|kg|N5.2|25
a24088|非甲烷总烃|non-methane hydrocarbons (NMHC)|mg/m³|kg|N7.3|
a25002|苯|benzene|mg/m³|kg|N7.3|
a25003|甲苯|toluene|mg/m³|kg|N4.2|17
a25005|二甲苯|xylenes|mg/m³|kg|N4.2|18
a25010|氯苯|chlorobenzene|mg/m³|kg|N4.3|23
a25044|苯并[a]芘|benzo[a]pyrene|mg/m³|kg|N4.3|20
a26001|苯胺类|anilines|mg/m³|kg|N4.3|21
a30001|甲醇|methanol|mg/m³|kg|N4.3|28
a30022|硫醇|mercaptans|mg/m³|kg|N4.3|13
a31001|甲醛|formaldehyde|mg/m³|kg|N3.3|19
a31002|乙醛|acetaldehyde|mg/m³|kg|N3.4|26
a34001|总悬浮颗粒物TSP|total suspended particulates (TSP)|ng/m³|g|N4.3|
a34002|可吸入颗粒物PM10|PM10|ng/m³|g|N3.3|
a34004|细微颗粒物PM2.5|PM2.5|ng/m³|g|N3.3|
a34005|亚微米颗粒物PM1.0|PM1.0|ng/m³|g|N3.3|
a34011|降尘|dust fall|t/(km²·month)|||
a34013|烟尘|soot and dust (particulates)|mg/m³|kg|N4|01
a34038|沥青烟|asphalt fume|mg/m³|kg|N4.3|09
a34039|硫酸雾|sulfuric acid mist|mg/m³|kg|N4.3|14
a34040|铬酸雾|chromic acid mist|mg/m³|kg|N2.3|15
a99049|光气|phosgene|mg/m³|kg|N3.3|24
a99051|二硫化碳|carbon disulfide|mg/m³|kg|N4.3|12
`;

/**
 * Factors that are constantly used and stand in no table of HJ 212-2017; same columns.
 * Source: HJ 524-2009, HJ 525-2009 (recall).
 */
export const FACTOR_TABLE_OTHER = `
a05024|臭氧|ozone|µg/m³|||
a50001|噪声|noise (dust sites)|dB|||
a99054|总挥发性有机物TVOC|total volatile organic compounds|mg/m³|kg||
a06001|雨量|rain|mm|||
w01003|浊度|turbidity|NTU|||
`;

/** Noise factors of HJ 212-2017 table B.3 (dB, N3.1); the 2005 text has Ld and Ln swapped. */
export const FACTOR_TABLE_NOISE = `
LA|A声级|A-weighted level|dB||N3.1|LA
L5|累积百分声级L5|level exceeded 5 % of the time|dB||N3.1|L5
L10|累积百分声级L10|level exceeded 10 % of the time|dB||N3.1|L10
L50|累积百分声级L50|level exceeded 50 % of the time|dB||N3.1|L50
L90|累积百分声级L90|level exceeded 90 % of the time|dB||N3.1|L90
L95|累积百分声级L95|level exceeded 95 % of the time|dB||N3.1|L95
Leq|30秒等效声级|equivalent level|dB||N3.1|Leq
Ldn|昼夜等效声级|day-night level|dB||N3.1|Ldn
Ld|昼间等效声级|day level|dB||N3.1|Ln
Ln|夜间等效声级|night level|dB||N3.1|Ld
LMx|最大的瞬时声级|maximum level|dB||N3.1|LMx
LMn|最小的瞬时声级|minimum level|dB||N3.1|LMn
`;
