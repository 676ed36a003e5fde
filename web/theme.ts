import { type ThemeConfig, theme } from 'antd'

export type Mode = 'light' | 'dark'

/** The palette: neutral greys, one accent, four status colours. Text colours reach 4.5 : 1 on every ground they stand on. */
const PALETTE = {
  light: {
    ground: '#f6f7f7',
    surface: '#ffffff',
    raised: '#ffffff',
    sunken: '#f1f3f3',
    hover: '#eef1f1',
    line: '#dfe3e4',
    hairline: '#eaeded',
    text: '#1a2022',
    muted: '#566166',
    faint: '#626e73',
    accent: '#0f766e',
    'accent-fill': '#0f766e',
    good: '#18743a',
    warn: '#8f5b00',
    bad: '#bf2a2f',
    info: '#1f62b8',
    violet: '#7a4fb5',
    shadow: '0 8px 28px rgb(20 30 34 / 14%), 0 1px 3px rgb(20 30 34 / 10%)',
  },
  dark: {
    ground: '#101314',
    surface: '#171b1d',
    raised: '#1f2427',
    sunken: '#131718',
    hover: '#22282b',
    line: '#32393d',
    hairline: '#262c2f',
    text: '#e7eaeb',
    muted: '#a6b0b5',
    faint: '#8f9a9f',
    accent: '#3cb8aa',
    'accent-fill': '#0f7f75',
    good: '#57bd78',
    warn: '#d9a53a',
    bad: '#ff8d90',
    info: '#74aaf0',
    violet: '#b494e0',
    shadow: '0 8px 28px rgb(0 0 0 / 50%), 0 1px 3px rgb(0 0 0 / 40%)',
  },
} as const

/** Chinese first: Latin letters of these faces sit well beside 汉字; digits are made tabular in `styles.css`. */
const FONT =
  "'PingFang SC', 'HarmonyOS Sans SC', 'Noto Sans CJK SC', 'Noto Sans SC', 'Microsoft YaHei', system-ui, sans-serif"

/** Ant Design in our look; the only place where it is restyled. */
export function antTheme(mode: Mode): ThemeConfig {
  const c = PALETTE[mode]
  return {
    algorithm: mode === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: c.accent,
      colorLink: c.accent,
      colorSuccess: c.good,
      colorWarning: c.warn,
      colorError: c.bad,
      colorInfo: c.info,
      colorBgLayout: c.ground,
      colorBgContainer: c.surface,
      colorBgElevated: c.raised,
      colorBorder: c.line,
      colorBorderSecondary: c.hairline,
      colorText: c.text,
      colorTextSecondary: c.muted,
      colorTextTertiary: c.faint,
      colorTextDescription: c.muted,
      colorTextPlaceholder: c.faint,
      fontFamily: 'var(--font)',
      fontSize: 14,
      lineHeight: 1.5715,
      borderRadius: 6,
      borderRadiusLG: 8,
      borderRadiusSM: 4,
      controlHeight: 32,
      boxShadow: c.shadow,
      boxShadowSecondary: c.shadow,
      motionDurationSlow: '0.16s',
      motionDurationMid: '0.12s',
      motionDurationFast: '0.08s',
      motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    },
    components: {
      Button: {
        algorithm: true,
        colorPrimary: c['accent-fill'],
        defaultBg: c.surface,
        defaultBorderColor: c.line,
        defaultColor: c.text,
        defaultHoverBg: c.surface,
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        fontWeight: 500,
        contentFontSizeSM: 13,
        paddingInlineSM: 8,
      },
      Checkbox: { colorPrimary: c['accent-fill'] },
      Switch: { colorPrimary: c['accent-fill'] },
      Segmented: { trackBg: c.hover, itemSelectedBg: c.raised },
      Form: { itemMarginBottom: 20, verticalLabelPadding: '0 0 4px' },
      Drawer: { paddingLG: 20, footerPaddingInline: 20, footerPaddingBlock: 12 },
      Tooltip: { colorBgSpotlight: mode === 'dark' ? '#343b3f' : '#262d30' },
    },
  }
}

/** The same tokens as CSS variables `--accent`, `--line` … for the few styles of our own and for charts. */
export function applyTheme(mode: Mode): void {
  const root = document.documentElement
  root.style.colorScheme = mode
  root.style.setProperty('--face', FONT)
  for (const [name, value] of Object.entries(PALETTE[mode])) root.style.setProperty(`--${name}`, value)
}

export type Colour = keyof (typeof PALETTE)['light']

/** A colour of the palette, for canvases that cannot read CSS variables. */
export function colour(mode: Mode, name: Colour): string {
  return PALETTE[mode][name]
}
