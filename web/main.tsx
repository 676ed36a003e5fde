import './styles.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { ConfigProvider, type ConfigProviderProps } from 'antd'
import enUS from 'antd/es/locale/en_US.js'
import zhCN from 'antd/es/locale/zh_CN.js'
import { StrictMode, useEffect, useMemo } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router/dom'
import { answers } from './kit/ask.ts'
import { type Language, mode, useLanguage, useMode } from './kit/preferences.ts'
import { t } from './kit/words.ts'
import { router } from './router.tsx'
import { antTheme, applyTheme } from './theme.ts'

// The types take these ES modules for CommonJS and nest their default once more.
const LOCALES = { zh: zhCN, en: enUS } as unknown as Record<Language, ConfigProviderProps['locale']>

applyTheme(mode())

/** The whole product in the chosen language and appearance. */
function Product() {
  const language = useLanguage()
  const shown = useMode()
  const theme = useMemo(() => antTheme(shown), [shown])
  useEffect(() => applyTheme(shown), [shown])
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  }, [language])
  return (
    <ConfigProvider theme={theme} locale={LOCALES[language]} button={{ autoInsertSpace: false }}>
      <QueryClientProvider client={answers}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ConfigProvider>
  )
}

const root = document.getElementById('root')!
if ('Temporal' in globalThis) {
  createRoot(root).render(
    <StrictMode>
      <Product />
    </StrictMode>,
  )
} else {
  root.textContent = t('shell.old-browser')
}
