import type { ThemeConfig } from 'antd';

type Token = NonNullable<ThemeConfig['token']>;
type Components = NonNullable<ThemeConfig['components']>;

/** Sizes, type and motion: the same in both themes. */
const token = {
  fontFamily:
    '"PingFang SC","HarmonyOS Sans SC","MiSans","Source Han Sans SC","Noto Sans CJK SC","Noto Sans SC","Microsoft YaHei UI","Microsoft YaHei","WenQuanYi Micro Hei",system-ui,sans-serif',
  fontFamilyCode: 'ui-monospace,"Cascadia Mono","JetBrains Mono",Consolas,"Noto Sans Mono CJK SC",monospace',
  fontSize: 14,
  fontSizeSM: 12,
  fontSizeLG: 16,
  fontSizeHeading1: 28,
  fontSizeHeading2: 20,
  fontSizeHeading3: 16,
  fontSizeHeading4: 15,
  fontSizeHeading5: 14,
  lineHeight: 1.5714,
  fontWeightStrong: 600,
  borderRadius: 4,
  borderRadiusSM: 3,
  borderRadiusLG: 6,
  borderRadiusXS: 2,
  controlHeight: 32,
  controlHeightSM: 26,
  controlHeightLG: 44,
  sizeUnit: 4,
  sizeStep: 4,
  motionDurationFast: '0.08s',
  motionDurationMid: '0.12s',
  motionDurationSlow: '0.16s',
  lineWidthFocus: 2,
  wireframe: false,
  boxShadowTertiary: 'none',
} satisfies Token;

const components = {
  Layout: {
    headerHeight: 48,
    headerPadding: '0 16px 0 20px',
  },
  Menu: {
    itemHeight: 32,
    itemBorderRadius: 4,
    itemMarginInline: 0,
    itemMarginBlock: 0,
    activeBarBorderWidth: 0,
  },
  Table: {
    headerSplitColor: 'transparent',
    cellPaddingBlock: 7,
    cellPaddingInline: 10,
    cellPaddingBlockMD: 7,
    cellPaddingInlineMD: 10,
    cellPaddingBlockSM: 5,
    cellPaddingInlineSM: 8,
    cellFontSize: 13,
    cellFontSizeMD: 13,
    cellFontSizeSM: 13,
    headerBorderRadius: 6,
  },
  Button: {
    fontWeight: 400,
    primaryShadow: 'none',
    defaultShadow: 'none',
    dangerShadow: 'none',
    paddingInline: 12,
    paddingInlineSM: 9,
    paddingInlineLG: 20,
    contentFontSizeSM: 13,
  },
  Tabs: {
    horizontalItemPadding: '6px 0 8px',
    horizontalItemGutter: 20,
    horizontalMargin: '0 0 12px 0',
    titleFontSize: 14,
  },
  Form: {
    labelFontSize: 13,
    itemMarginBottom: 16,
    verticalLabelPadding: '0 0 4px',
  },
  Input: {
    activeShadow: 'none',
    errorActiveShadow: 'none',
    paddingInline: 10,
  },
  Select: {
    optionHeight: 32,
  },
  Card: {
    headerBg: 'transparent',
    headerHeight: 40,
    headerFontSize: 15,
    bodyPadding: 16,
  },
  Descriptions: {
    labelBg: 'transparent',
    itemPaddingBottom: 6,
    titleMarginBottom: 8,
  },
  Timeline: {
    dotBorderWidth: 2,
    itemPaddingBottom: 12,
  },
  Breadcrumb: {
    fontSize: 12,
  },
  Tooltip: {
    colorTextLightSolid: '#FFFFFF',
  },
  Modal: {
    titleFontSize: 16,
  },
  Alert: {
    defaultPadding: '9px 14px',
    withDescriptionPadding: '9px 14px',
  },
} satisfies Components;

const lightToken = {
  colorPrimary: '#1F4FA3',
  colorPrimaryHover: '#2B61BD',
  colorPrimaryActive: '#173E82',
  colorPrimaryBg: '#E9F0FA',
  colorPrimaryBorder: '#B5C9E8',
  colorTextLightSolid: '#FFFFFF',
  colorLink: '#1F4FA3',
  colorLinkHover: '#2B61BD',
  colorLinkActive: '#173E82',
  colorInfo: '#0A6394',
  colorInfoBg: '#E4F1F9',
  colorSuccess: '#14693A',
  colorSuccessBg: '#E6F4EB',
  colorWarning: '#7A4F00',
  colorWarningBg: '#FDF4DA',
  colorError: '#B3261E',
  colorErrorBg: '#FCECEA',
  colorText: '#18202A',
  colorTextSecondary: '#465160',
  colorTextTertiary: '#616C7A',
  colorTextQuaternary: '#616C7A',
  colorTextPlaceholder: '#616C7A',
  colorTextDisabled: '#616C7A',
  colorBgLayout: '#F3F5F7',
  colorBgContainer: '#FFFFFF',
  colorBgElevated: '#FFFFFF',
  colorBgContainerDisabled: '#EDF0F3',
  colorFillAlter: '#F7F8FA',
  colorFillTertiary: '#EDF0F3',
  colorBorder: '#7E8894',
  colorBorderSecondary: '#E0E4E9',
  colorSplit: '#E0E4E9',
  colorBgMask: 'rgba(19,42,74,0.45)',
  boxShadow: '0 1px 2px rgba(20,32,48,.06),0 8px 24px rgba(20,32,48,.14)',
  boxShadowSecondary: '0 1px 2px rgba(20,32,48,.06),0 8px 24px rgba(20,32,48,.14)',
} satisfies Token;

const lightComponents = {
  Layout: {
    headerBg: '#132A4A',
    siderBg: '#FFFFFF',
    bodyBg: '#F3F5F7',
  },
  Menu: {
    itemSelectedBg: '#E9F0FA',
    itemSelectedColor: '#1F4FA3',
    itemHoverBg: '#F7F8FA',
  },
  Table: {
    headerBg: '#F7F8FA',
    headerColor: '#465160',
    borderColor: '#E0E4E9',
    rowHoverBg: '#F1F4F8',
    rowSelectedBg: '#E9F0FA',
    rowSelectedHoverBg: '#E9F0FA',
  },
  Tabs: {
    inkBarColor: '#1F4FA3',
  },
  Form: {
    labelColor: '#465160',
    labelRequiredMarkColor: '#B3261E',
  },
  Select: {
    optionSelectedBg: '#E9F0FA',
  },
  Tag: {
    defaultBg: '#EDF0F3',
    defaultColor: '#465160',
  },
  Tooltip: {
    colorBgSpotlight: '#18202A',
  },
  Segmented: {
    trackBg: '#FFFFFF',
    itemSelectedBg: '#E9F0FA',
    itemSelectedColor: '#1F4FA3',
  },
} satisfies Components;

const darkToken = {
  colorPrimary: '#8CB4F5',
  colorPrimaryHover: '#A9C7F8',
  colorPrimaryActive: '#6F9FEC',
  colorPrimaryBg: '#1B2C47',
  colorPrimaryBorder: '#36527F',
  colorTextLightSolid: '#0B1A33',
  colorLink: '#8CB4F5',
  colorLinkHover: '#A9C7F8',
  colorLinkActive: '#6F9FEC',
  colorInfo: '#7CC3EE',
  colorInfoBg: '#0F2C3E',
  colorSuccess: '#7FD3A0',
  colorSuccessBg: '#12301F',
  colorWarning: '#F2C858',
  colorWarningBg: '#352A0B',
  colorError: '#FF9C93',
  colorErrorBg: '#3C1917',
  colorText: '#E7EBF0',
  colorTextSecondary: '#B5BEC9',
  colorTextTertiary: '#94A0AE',
  colorTextQuaternary: '#94A0AE',
  colorTextPlaceholder: '#94A0AE',
  colorTextDisabled: '#94A0AE',
  colorBgLayout: '#0E1319',
  colorBgContainer: '#161C24',
  colorBgElevated: '#1B222B',
  colorBgContainerDisabled: '#252E38',
  colorFillAlter: '#1B222B',
  colorFillTertiary: '#252E38',
  colorBorder: '#748191',
  colorBorderSecondary: '#2B3541',
  colorSplit: '#2B3541',
  colorBgMask: 'rgba(0,0,0,0.6)',
  boxShadow: '0 1px 2px rgba(0,0,0,.5),0 8px 24px rgba(0,0,0,.5)',
  boxShadowSecondary: '0 1px 2px rgba(0,0,0,.5),0 8px 24px rgba(0,0,0,.5)',
} satisfies Token;

const darkComponents = {
  Layout: {
    headerBg: '#0A1220',
    siderBg: '#161C24',
    bodyBg: '#0E1319',
  },
  Menu: {
    itemSelectedBg: '#1B2C47',
    itemSelectedColor: '#8CB4F5',
    itemHoverBg: '#1B222B',
  },
  Table: {
    headerBg: '#1B222B',
    headerColor: '#B5BEC9',
    borderColor: '#2B3541',
    rowHoverBg: '#202934',
    rowSelectedBg: '#1B2C47',
    rowSelectedHoverBg: '#1B2C47',
  },
  Tabs: {
    inkBarColor: '#8CB4F5',
  },
  Form: {
    labelColor: '#B5BEC9',
    labelRequiredMarkColor: '#FF9C93',
  },
  Select: {
    optionSelectedBg: '#1B2C47',
  },
  Tag: {
    defaultBg: '#252E38',
    defaultColor: '#B5BEC9',
  },
  Tooltip: {
    colorBgSpotlight: '#2B3541',
  },
  Segmented: {
    trackBg: '#161C24',
    itemSelectedBg: '#1B2C47',
    itemSelectedColor: '#8CB4F5',
  },
} satisfies Components;

function theme(colors: Token, parts: Components): ThemeConfig {
  const merged: Components = { ...components };
  for (const [name, values] of Object.entries(parts)) {
    Object.assign(merged, { [name]: { ...components[name as keyof typeof components], ...values } });
  }
  return { cssVar: { key: 'hz' }, token: { ...token, ...colors }, components: merged };
}

/** The values of style/tokens.css for antd, without its algorithm. */
export const antdTokens = {
  light: theme(lightToken, lightComponents),
  dark: theme(darkToken, darkComponents),
};
